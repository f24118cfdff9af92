/** Distinguishes the processes of this machine, even when a number is reused. */
import { readFileSync } from "node:fs";
import type { Processes } from "../durable/lock.ts";

export const processes: Processes = { own: process.pid, identityOf };

/** The boot and the tick at which the process began, on systems that tell them. */
function identityOf(pid: number): string | undefined {
  if (!isThere(pid)) return undefined;
  const boot = textIn("/proc/sys/kernel/random/boot_id")?.trim();
  // `/proc/PID/stat` after the parenthesised name: the state, then others, of which [18] is the
  // start time.
  const [state, ...others] = textIn(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ") ?? [];
  // A zombie: it has ended but its parent has not collected its status.
  if (state === "Z" || state === "X") return undefined;
  const began = others[18];
  return boot === undefined || began === undefined ? "" : `${boot} ${began}`;
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function textIn(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
