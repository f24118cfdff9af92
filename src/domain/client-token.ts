/** Client tokens: what EC2 remembers of a call, so that the same call again changes nothing. */
import { day, type Instant } from "./time.ts";

export interface ClientTokenUse {
  readonly operation: string;
  readonly token: string;
  /** A digest of the parameters: the token may only come again with the same ones (G-145). */
  readonly request: string;
  readonly usedAt: Instant;
  /** What the call was about, so that its answer can be given again. */
  readonly templateId: string;
  readonly versionNumber: number;
}

export function clientTokenKey(operation: string, token: string): string {
  return `${operation}/${token}`;
}

/** EC2 keeps a token for a day. */
export function isRemembered(use: ClientTokenUse, now: Instant): boolean {
  return now - use.usedAt < day;
}
