/** Reads a file in parts, because it may be too large to hold as a whole. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { cannot } from "./system-error.ts";

export interface ByteSource {
  readonly size: number;
  /** May return fewer bytes at the end of the file. The result is valid until the next read. */
  read(offset: number, length: number): Buffer;
}

/** Most records are far smaller, so one read covers many of them. */
const usualReading = 1024 * 1024;

/** Opens the file and closes it after the work. Throws DataFolderError. */
export function withFile<T>(path: string, work: (source: ByteSource) => T): T {
  const file = attempt(path, () => openSync(path, "r"));
  try {
    const { size } = attempt(path, () => fstatSync(file));
    return work(sourceOf(path, file, size));
  } finally {
    closeSync(file);
  }
}

function sourceOf(path: string, file: number, size: number): ByteSource {
  let buffer = Buffer.alloc(0);
  let heldAt = 0;
  const fill = (offset: number, length: number) => {
    const wanted = Math.min(Math.max(length, usualReading), size - offset);
    const bytes = Buffer.allocUnsafe(wanted);
    let filled = 0;
    while (filled < wanted) {
      const more = attempt(path, () =>
        readSync(file, bytes, filled, wanted - filled, offset + filled),
      );
      if (more === 0) break;
      filled += more;
    }
    [buffer, heldAt] = [bytes.subarray(0, filled), offset];
  };
  return {
    size,
    read: (offset, length) => {
      const end = Math.min(offset + length, size);
      if (offset < heldAt || end > heldAt + buffer.length) fill(offset, end - offset);
      return buffer.subarray(offset - heldAt, end - heldAt);
    },
  };
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw cannot("read", path, error);
  }
}
