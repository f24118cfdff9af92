/** Our own messages when another emulator cannot provide a launch template. */

import { visible, visibleSentence } from "../visible.ts";

/** Why a look-up failed; appended to the sentence that names the endpoint. */
export const mirrorReasons = {
  unreachable: (code: string) => `nothing answers there (${code})`,
  tooSlow: (seconds: number) => `it did not answer within ${seconds} seconds`,
  tooLarge: (bytes: number) => `its answer has more than ${bytes} bytes`,
  refused: (answer: string) => `it answered ${answer}`,
  unreadable: (what: string) => `its answer cannot be used: ${what}`,
  nameTaken: (name: string, id: string) =>
    `it has ${name} as ${id}, and asg-local has a launch template of that name itself`,
} as const;

export function mirrorFailed(template: string, endpoint: string, reason: string): string {
  const what = `The launch template ${visible(template)} could not be looked up at ${endpoint}`;
  return `${what}: ${visibleSentence(reason)}.`;
}
