/**
 * The one door to the terminal. All that is printed comes here as lines, each of which is made
 * visible, so that no name can draw or forge.
 */
import picocolors from "picocolors";
import { visible, visibleSentence } from "../domain/visible.ts";

/** Whether people read along; a pipe and a file are for programs. */
export const isTerminal = process.stdout.isTTY === true;

/** Plain where no terminal reads it, also in CI, whose logs picocolors would colour. */
export const isColoured = isTerminal && picocolors.isColorSupported;

export const columns = (): number => process.stdout.columns ?? 0;

/** Prints lines on stdout. */
export function show(...lines: readonly string[]): void {
  stdout().write(lines.map((line) => `${visible(line)}\n`).join(""));
}

/** The same for lines that have colours; what they show from outside is made visible before. */
export function showColoured(...lines: readonly string[]): void {
  stdout().write(lines.map((line) => `${visibleInColour(line)}\n`).join(""));
}

/** Prints lines on stderr. */
export function warn(...lines: readonly string[]): void {
  const shown = lines.map((line) => `${visibleSentence(line)}\n`);
  process.stderr.write(shown.join(""));
}

/** Prints on stderr what went wrong, a line each; the first one names the program. */
export function complain(first: string, ...others: readonly string[]): void {
  warn(`asg-local: ${first}`, ...others);
}

/** Redraws the same lines; those that are shown with `isLast` stay. */
export async function openPicture(): Promise<(lines: readonly string[], isLast: boolean) => void> {
  const { default: logUpdate } = await import("log-update");
  return (lines, isLast) => {
    logUpdate(lines.map(visibleInColour).join("\n"));
    if (isLast) logUpdate.done();
  };
}

/** `asg-local journal | head` closes the pipe early: that is the end, and no failure. */
export function endWhenNobodyReads(): void {
  stdout().once("error", () => process.exit(0));
}

export interface LogLines {
  /** Never waits: what nobody reads is dropped and counted. */
  readonly write: (...lines: readonly string[]) => void;
  /** How many writes were dropped in all. */
  readonly dropped: () => number;
}

/** So much waits in memory for a reader, beside what the pipe itself holds. */
const mostWaiting = 1_048_576;

/**
 * The log's way to stdout. A file or a terminal takes all that it is given before work goes on. A
 * pipe that is full takes nothing, and then lines are dropped until it is empty; `tell` is called
 * with their number when it flows again.
 */
export function openLogLines(tell: (dropped: number) => void): LogLines {
  const out = stdout();
  let dropped = 0;
  let untold = 0;
  out.on("drain", () => {
    const count = untold;
    untold = 0;
    if (count > 0) tell(count);
  });
  const write = (...lines: readonly string[]) => {
    if (untold === 0 && out.writableLength < mostWaiting) return showColoured(...lines);
    dropped += 1;
    untold += 1;
  };
  return { write, dropped: () => dropped };
}

/** For a reader who is slow; nobody waits for one who does not read. */
const longestFlush = 500;

/** Ends when all that was printed has gone out, or nobody reads it. */
export async function flushed(): Promise<void> {
  if (process.stdout.writableLength === 0) return;
  await new Promise<void>((resolve) => {
    process.stdout.once("drain", resolve);
    setTimeout(resolve, longestFlush);
  });
}

let isGuarded = false;

/** A reader who went away is no failure: what is printed then is for nobody. */
function stdout(): typeof process.stdout {
  if (!isGuarded) {
    process.stdout.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
    isGuarded = true;
  }
  return process.stdout;
}

const colour = new RegExp(`(${String.fromCharCode(0x1b)}\\[\\d{1,2}m)`);

/** Colours stay where there are any. */
function visibleInColour(line: string): string {
  if (!isColoured) return visible(line);
  return line
    .split(colour)
    .map((part, nth) => (nth % 2 === 1 ? part : visible(part)))
    .join("");
}
