/** Makes folders and files that only their owner reads: names and secrets are in them. */
import { mkdirSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { cannot } from "./system-error.ts";

const ownFolder = 0o700;
export const ownFile = 0o600;

/**
 * With the parents that are missing, each by itself: Node's own way goes round for ever where a
 * system says that a folder cannot be made because it is missing. Throws DataFolderError.
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  try {
    mkdirSync(folder, { mode: ownFolder });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(folder);
    if (code !== "ENOENT" || parent === folder || isFolder(parent)) {
      throw cannot("written", folder, error);
    }
    makeFolder(parent);
    makeFolder(folder);
  }
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw cannot("read", path, error);
  }
}

/** A new file; whatever had its name is removed and not followed, in case it is a link. */
export async function createFile(path: string): Promise<FileHandle> {
  rmSync(path, { force: true });
  return await open(path, "wx", ownFile);
}
