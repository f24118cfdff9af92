/** Client tokens, by which EC2 recognises a repeated call and changes nothing. */
import { day, type Instant } from "./time.ts";

export interface ClientTokenUse {
  readonly operation: string;
  readonly token: string;
  /** A digest of the parameters: a token may be reused only with the same ones (G-145). */
  readonly request: string;
  readonly usedAt: Instant;
  /** The record that the call created, so that its answer can be repeated. */
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
