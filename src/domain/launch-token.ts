/** Client tokens of LaunchInstances: a repeated call gets the same answer and launches nothing. */
import { day, type Instant } from "./time.ts";

export interface LaunchTokenUse {
  readonly group: string;
  readonly token: string;
  /** A digest of the parameters: a token may be reused only with the same ones. */
  readonly request: string;
  readonly usedAt: Instant;
  /** In AWS's own shape. */
  readonly answer: Readonly<Record<string, unknown>>;
}

export type LaunchTokenChange = { readonly type: "LaunchTokenUsed"; readonly use: LaunchTokenUse };

export function launchTokenKey({ group, token }: Pick<LaunchTokenUse, "group" | "token">): string {
  return `${group}\0${token}`;
}

/** Assumes a day as in EC2, since AWS does not document the time. */
export function isTokenRemembered(use: LaunchTokenUse, now: Instant): boolean {
  return now - use.usedAt < day;
}
