/** Runs an action and finds out what it reads besides the region of its caller. */
import type { Instant } from "../domain/time.ts";
import type { Action, ActionContext, ActionResult } from "./action.ts";

interface WatchedResult extends ActionResult<unknown> {
  /**
   * Until when the output is that of the same call as long as the region is the same; to be asked
   * when it has been read to its end, since parts of it may be made only then.
   */
  readonly standsUntil: () => Instant;
}

/** Of an output that is another one at each call. */
const notAtAll = Number.NEGATIVE_INFINITY;

/** Notices when an action reads more than the region: the time, the request or a generator. */
export function runWatched(action: Action, input: unknown, given: ActionContext): WatchedResult {
  // Faults decide anew at each call, so that no answer stands beside them.
  let standsUntil = given.region.faults.size === 0 ? Number.POSITIVE_INFINITY : notAtAll;
  const moreThanRegion = <Name extends keyof ActionContext>(name: Name) => {
    standsUntil = notAtAll;
    return given[name];
  };
  const context: ActionContext = {
    region: given.region,
    settings: given.settings,
    hasCome: (at) => {
      if (given.hasCome(at)) return true;
      standsUntil = Math.min(standsUntil, at);
      return false;
    },
    get now() {
      return moreThanRegion("now");
    },
    get requestId() {
      return moreThanRegion("requestId");
    },
    get identifiers() {
      return moreThanRegion("identifiers");
    },
    get launch() {
      return moreThanRegion("launch");
    },
  };
  return { ...action.run(input as never, context), standsUntil: () => standsUntil };
}
