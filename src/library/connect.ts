/** The control client of an emulator that runs in a container, a job or another process. */
import { type Control, controlOf } from "../client/control.ts";

/**
 * Asks nobody yet, so that an emulator that is still starting can be connected to. Calls throw
 * ControlError when they are refused, and UnreachableError when no emulator answers.
 */
export function connect(endpoint: string): Control {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) return controlOf(endpoint);
  const given = JSON.stringify(endpoint);
  throw new TypeError(`connect: expected a URL such as http://127.0.0.1:4577, not ${given}`);
}
