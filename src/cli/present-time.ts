/** The current time of a refresh: the wall clock's at AWS, virtual time in an emulator. */
import { controlOf } from "../client/control.ts";
import { createPacer } from "../pacer.ts";
import { endpointOf } from "./endpoint.ts";
import type { RefreshFlags } from "./refresh-calls.ts";

const wallClock = createPacer({ mode: "realtime", speed: 1 });

/** Asks again on each call; undefined if unknown, such as in another emulator. */
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
