/** Reads a folder as a start would, without taking it: what is in it, and whether it is whole. */

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
  /** Undefined when nothing is there yet, or when what is there cannot be read. */
  readonly contents: FolderContents | undefined;
  /** Why a start would refuse it, with file and byte. */
  readonly complaint: string | undefined;
}

interface FolderContents {
  readonly generation: number;
  /** Of the format. */
  readonly version: number;
  /** The version of asg-local that wrote it. */
  readonly product: string;
  /** Of the log, as far as they are whole. */
  readonly records: number;
  /** The virtual time of the snapshot, and of the last change after it. */
  readonly from: Instant;
  readonly until: Instant;
  /** Where the last record was not written to its end; it was never acknowledged. */
  readonly tornAt: number | undefined;
}

/** `world` is one that nobody needs: what is stored is tried in it. Throws when it is in use. */
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
