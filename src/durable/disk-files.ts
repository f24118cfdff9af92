/** Open files, and writing them through to disk. */
import { type FileHandle, open } from "node:fs/promises";
import { createFile } from "./make-folder.ts";
import { cannot } from "./system-error.ts";

export interface OpenFile {
  readonly path: string;
  readonly handle: FileHandle;
}

export async function create(path: string): Promise<OpenFile> {
  return { path, handle: await attempt(path, () => createFile(path)) };
}

/** Writes the bytes at the current position, or over the bytes at `at`. */
export async function put({ path, handle }: OpenFile, bytes: Buffer, at?: number): Promise<void> {
  await attempt(path, async () => {
    for (let written = 0; written < bytes.length; ) {
      const place = at === undefined ? null : at + written;
      const left = bytes.length - written;
      written += (await handle.write(bytes, written, left, place)).bytesWritten;
    }
  });
}

export async function sync({ path, handle }: OpenFile): Promise<void> {
  await attempt(path, () => handle.datasync());
}

/** A file's name is on disk once its folder is synced; some systems cannot and need not do so. */
export async function syncFolder(path: string): Promise<void> {
  const isForeign = ({ code = "" }: NodeJS.ErrnoException) => ["EISDIR", "EPERM"].includes(code);
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    await handle.sync();
  } catch (error) {
    if (!isForeign(error as NodeJS.ErrnoException)) throw cannot("written", path, error);
  } finally {
    await handle?.close();
  }
}

/** Turns an error of the operating system into a DataFolderError. */
export async function attempt<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw cannot("written", path, error);
  }
}
