/**
 * Checks a folder as a start would, without locking it: its contents, and whether they are whole.
 */

import type { Instant } from "../domain/time.ts";
import { DataFolderError } from "../domain/user-errors.ts";
import type { KeptWorld } from "./data-folder.ts";
import { type Processes, refuseInUse } from "./lock.ts";
import { complaintAbout } from "./log-records.ts";
import { restoreStored } from "./restored-world.ts";
import { findGeneration, remedyFor, type StoredGeneration } from "./stored-generation.ts";

export interface FolderReport {
  readonly folder: string;
  readonly isWhole: boolean;
  /** Undefined when the folder is empty or cannot be read. */
  readonly contents: FolderContents | undefined;
  /** Why a start would refuse the folder, with file and byte. */
  readonly complaint: string | undefined;
}

interface FolderContents {
  readonly generation: number;
  /** The version of the file format. */
  readonly version: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  /** Number of intact log records. */
  readonly records: number;
  /** Virtual times of the snapshot and of the last change after it. */
  readonly from: Instant;
  readonly until: Instant;
  /** Byte at which a last, incompletely written record begins; it was never acknowledged. */
  readonly tornAt: number | undefined;
}

/** Restores into `world`, a throwaway, to see that it works. Throws when the folder is in use. */
export function checkFolder(folder: string, processes: Processes, world: KeptWorld): FolderReport {
  refuseInUse(folder, processes);
  let contents: FolderContents | undefined;
  try {
    const stored = findGeneration(folder);
    contents = stored && contentsOf(stored);
    const complaint = stored && complaintAbout(stored.log);
    if (complaint !== undefined) {
      const advised = `${complaint}. ${remedyFor(folder)}`;
      return { folder, isWhole: false, contents, complaint: advised };
    }
    if (stored !== undefined) restoreStored(stored, world);
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error;
    return { folder, isWhole: false, contents, complaint: error.message };
  }
  return { folder, isWhole: true, contents, complaint: undefined };
}

function contentsOf({ generation, version, product, snapshot, log, tornAt }: StoredGeneration) {
  const from = snapshot.world.now;
  const until = Math.max(from, log.lastAt ?? from);
  return { generation, version, product, records: log.records, from, until, tornAt };
}
