/** Tells the processes of this machine from one another, also when a number is used again. */
import { readFileSync } from "node:fs";
import type { Processes } from "../durable/lock.ts";

export const processes: Processes = { own: process.pid, identityOf };

/** Where the system tells it, the boot and the tick at which the process began. */
function identityOf(pid: number): string | undefined {
  if (!isThere(pid)) return undefined;
  const boot = textIn("/proc/sys/kernel/random/boot_id")?.trim();
  // After the name, which may hold anything, in parentheses: its state, and 19 on when it began.
  const [state, ...others] = textIn(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ") ?? [];
  // It has ended; only its parent has not asked how.
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
