/** The identity of the caller. */
import type { Region } from "../domain/world.ts";

/** The ARN of the caller: the emulator knows accounts, not users. */
export function creatorIn(region: Region): string {
  return `arn:aws:iam::${region.account}:root`;
}
