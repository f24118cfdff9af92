/** The errors whose message is shown to people as it is. */
import { visibleSentence } from "./visible.ts";

/** Something that cannot be restored; the message says which member is wrong and why. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** Why a data folder cannot be used; the message names the file and the place in it. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}

/** A world file that cannot be used; the message has one line for each thing wrong. */
export class WorldFileError extends Error {
  override readonly name = "WorldFileError";

  constructor(...lines: readonly string[]) {
    super(visibleLines(lines));
  }
}

/** A plan that cannot be made; the message has one line for each thing wrong. */
export class PlanRefusal extends Error {
  override readonly name = "PlanRefusal";

  constructor(...lines: readonly string[]) {
    super(visibleLines(lines));
  }
}

/** Why the other emulator could not be asked; the message is a reason of `mirrorReasons`. */
export class MirrorError extends Error {
  override readonly name = "MirrorError";
}

/** What the control API refused; the message is its answer. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  /** Examples of what would be accepted. */
  readonly accepted: readonly string[];

  constructor(message: string, { status, accepted }: Pick<ControlError, "status" | "accepted">) {
    super(message);
    this.status = status;
    this.accepted = accepted;
  }
}

/** Nothing answers at the endpoint, or something that is no emulator. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

function visibleLines(lines: readonly string[]): string {
  return lines.map(visibleSentence).join("\n");
}
