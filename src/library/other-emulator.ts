/** Decides whether a URL may be asked for launch templates: another emulator, never AWS itself. */
import { isHostOfAws } from "../domain/aws-host.ts";

/** Whether it is a plain URL, without user, query or fragment, that is not AWS's. */
export function isOtherEmulator(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && /^https?:$/.test(url.protocol) && !/[@?#]/.test(text);
  return isPlain && !isHostOfAws(url.hostname);
}

/** Whether events may be posted there: a URL, without user, that is not AWS's. */
export function isWebhookUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWeb = url !== undefined && /^https?:$/.test(url.protocol);
  return isWeb && url.username === "" && url.password === "" && !isHostOfAws(url.hostname);
}

export const otherEmulatorForm =
  "the URL of another emulator, such as http://127.0.0.1:4566; AWS itself is never asked";
