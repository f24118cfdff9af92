/** Client tokens of LaunchInstances: the same call again gets the same answer, no launch. */
import { day, type Instant } from "./time.ts";

export interface LaunchTokenUse {
  readonly group: string;
  readonly token: string;
  /** A digest of the parameters: the token may only come again with the same ones. */
  readonly request: string;
  readonly usedAt: Instant;
  /** In AWS's own shape. */
  readonly answer: Readonly<Record<string, unknown>>;
}

export type LaunchTokenChange = { readonly type: "LaunchTokenUsed"; readonly use: LaunchTokenUse };

export function launchTokenKey({ group, token }: Pick<LaunchTokenUse, "group" | "token">): string {
  return `${group}\0${token}`;
}

/** AWS does not say how long; EC2 keeps a token for a day. */
export function isTokenRemembered(use: LaunchTokenUse, now: Instant): boolean {
  return now - use.usedAt < day;
}
