/** Creates folders and files readable by their owner only, since they hold names and secrets. */
import { mkdirSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { cannot } from "./system-error.ts";

const ownFolder = 0o700;
export const ownFile = 0o600;

/**
 * Creates the folder and each missing parent one by one: Node's recursive option loops forever
 * where a system reports the folder to create as missing. Throws DataFolderError.
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

/** Creates a file; an existing one is removed and, in case it is a link, not followed. */
export async function createFile(path: string): Promise<FileHandle> {
  rmSync(path, { force: true });
  return await open(path, "wx", ownFile);
}
