/** What cannot be restored, told in one sentence. */

/** Something that cannot be restored; the message says which member is wrong and why. */
export class SnapshotError extends Error {
  override name = "SnapshotError";
}
