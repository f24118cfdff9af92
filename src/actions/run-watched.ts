/** Runs an action and finds out what it reads besides the region of its caller. */
import type { Action, ActionContext, ActionResult } from "./action.ts";

interface WatchedResult extends ActionResult<unknown> {
  /**
   * Whether the output is made from nothing but the region; to be asked when it has been read to
   * its end, since parts of it may be made only then.
   */
  readonly isOfRegion: () => boolean;
}

/** Notices when an action reads more than the region: the time, the request or a generator. */
export function runWatched(action: Action, input: unknown, given: ActionContext): WatchedResult {
  // Faults decide anew at each call, so that no answer stands beside them.
  let isOfRegion = given.region.faults.size === 0;
  const moreThanRegion = <Name extends keyof ActionContext>(name: Name) => {
    isOfRegion = false;
    return given[name];
  };
  const context: ActionContext = {
    region: given.region,
    settings: given.settings,
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
  return { ...action.run(input as never, context), isOfRegion: () => isOfRegion };
}
