/** Errors whose message is shown to people unchanged. */
import { visibleSentence } from "./visible.ts";

/** A snapshot that cannot be restored; the message says which member is wrong and why. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** A data folder that cannot be used; the message names the file and the position. */
export class DataFolderError extends Error {
  override readonly name = "DataFolderError";
}

/** A world file that cannot be used; the message has one line for each mistake. */
export class WorldFileError extends Error {
  override readonly name = "WorldFileError";

  constructor(...lines: readonly string[]) {
    super(visibleLines(lines));
  }
}

/** A plan that cannot be made; the message has one line for each mistake. */
export class PlanRefusal extends Error {
  override readonly name = "PlanRefusal";

  constructor(...lines: readonly string[]) {
    super(visibleLines(lines));
  }
}

/** AWS has no such Auto Scaling group; the message is its name. */
export class NoSuchGroup extends Error {
  override readonly name = "NoSuchGroup";
}

/** A deployment that cannot be taken back; the message says why. */
export class UndoRefusal extends Error {
  override readonly name = "UndoRefusal";
}

/** Undo was asked about something that is not there; the message names it. */
export class NothingToUndo extends UndoRefusal {}

/** The other emulator could not be asked; the message is one of `mirrorReasons`. */
export class MirrorError extends Error {
  override readonly name = "MirrorError";
}

/** The control API's refusal; the message is its answer. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  /** Examples of accepted input. */
  readonly accepted: readonly string[];

  constructor(message: string, { status, accepted }: Pick<ControlError, "status" | "accepted">) {
    super(message);
    this.status = status;
    this.accepted = accepted;
  }
}

/** Nothing answers at the endpoint, or it is no emulator. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

function visibleLines(lines: readonly string[]): string {
  return lines.map(visibleSentence).join("\n");
}
