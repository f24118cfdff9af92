/** What time it is where a refresh is: AWS agrees with the wall clock, an emulator has its own. */
import { controlOf } from "../client/control.ts";
import { createPacer } from "../pacer.ts";
import { endpointOf } from "./endpoint.ts";
import type { RefreshFlags } from "./refresh-calls.ts";

const wallClock = createPacer({ mode: "realtime", speed: 1 });

/** Asks anew at each call; undefined where nobody tells, such as in another emulator. */
export function presentTime(flags: RefreshFlags): () => Promise<number | undefined> {
  if (flags.aws === true) return async () => wallClock.now();
  const control = controlOf(endpointOf(flags));
  return async () => {
    try {
      return Date.parse((await control.clock()).now);
    } catch {
      return undefined;
    }
  };
}
