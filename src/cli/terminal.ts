/**
 * The only module that prints to the terminal. Every line is made safe here, so that no name can
 * control the terminal or forge lines.
 */
import picocolors from "picocolors";
import { visible, visibleSentence } from "../domain/visible.ts";

/** Whether output goes to a terminal; pipes and files are for programs. */
export const isTerminal = process.stdout.isTTY === true;

/** No colours without a terminal, also in CI, whose logs picocolors would colour. */
export const isColoured = isTerminal && picocolors.isColorSupported;

export const columns = (): number => process.stdout.columns ?? 0;

/** Prints lines on stdout. */
export function show(...lines: readonly string[]): void {
  print(lines.map(visible));
}

/** Prints coloured lines on stdout; content from outside must be made visible first. */
export function showColoured(...lines: readonly string[]): void {
  print(lines.map(visibleInColour));
}

function print(lines: readonly string[]): void {
  printLog();
  stdout().write(lines.map((line) => `${line}\n`).join(""));
}

/** Whether somebody can read a question and answer it. */
export const canAsk = isTerminal && process.stdin.isTTY === true;

/** Asks in the terminal and returns the answer; an empty one when the input ends. */
export async function askPerson(question: string): Promise<string> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  const answer = await Promise.race([lines.question(visible(question)), ended]);
  lines.close();
  return answer.trim();
}

/** Prints lines on stderr. */
export function warn(...lines: readonly string[]): void {
  const shown = lines.map((line) => `${visibleSentence(line)}\n`);
  process.stderr.write(shown.join(""));
}

/** Prints an error on stderr, in lines; the first names the program. */
export function complain(first: string, ...others: readonly string[]): void {
  warn(`asg-local: ${first}`, ...others);
}

/** Returns a function that redraws the same lines; lines drawn with `isLast` stay. */
export async function openPicture(): Promise<(lines: readonly string[], isLast: boolean) => void> {
  const { default: logUpdate } = await import("log-update");
  return (lines, isLast) => {
    logUpdate(lines.map(visibleInColour).join("\n"));
    if (isLast) logUpdate.done();
  };
}

/** Exits quietly when the reader closes the pipe early, as in `asg-local journal | head`. */
export function endWhenNobodyReads(): void {
  stdout().once("error", () => process.exit(0));
}

export interface LogLines {
  /** Never waits: unread lines are dropped and counted. */
  readonly write: (...lines: readonly string[]) => void;
  /** The total number of dropped writes. */
  readonly dropped: () => number;
}

/** Lines of the log that are about to be written. */
let logLines: string[] = [];

/** Milliseconds; a line that is seen so much later is not seen to be late. */
const longestLogPause = 20;

/** Writes to a pipe cost as much as an answer, so that lines of the log are written together. */
function writeLog(lines: readonly string[]): void {
  if (logLines.length === 0) setTimeout(printLog, longestLogPause).unref();
  logLines.push(...lines.map(visibleInColour));
}

function printLog(): void {
  if (logLines.length === 0) return;
  const lines = logLines;
  logLines = [];
  print(lines);
}

/** Bytes that may wait in memory for a reader, besides the pipe's own buffer. */
const mostWaiting = 1_048_576;

/**
 * Writes the log to stdout. A file or terminal accepts everything before work continues. When a
 * pipe is full, lines are dropped until it is empty; then `tell` is called with their number.
 */
export function openLogLines(tell: (dropped: number) => void): LogLines {
  const out = stdout();
  process.once("exit", printLog);
  let dropped = 0;
  let unreported = 0;
  out.on("drain", () => {
    const count = unreported;
    unreported = 0;
    if (count > 0) tell(count);
  });
  const write = (...lines: readonly string[]) => {
    if (unreported === 0 && out.writableLength < mostWaiting) return writeLog(lines);
    dropped += 1;
    unreported += 1;
  };
  return { write, dropped: () => dropped };
}

/** Milliseconds granted to a slow reader. */
const longestFlush = 500;

/** Resolves when all output has been written, or nobody reads it. */
export async function flushed(): Promise<void> {
  printLog();
  if (process.stdout.writableLength === 0) return;
  await new Promise<void>((resolve) => {
    process.stdout.once("drain", resolve);
    setTimeout(resolve, longestFlush);
  });
}

let isGuarded = false;

/** Output after the reader has gone is discarded without an error. */
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

/** Makes a line visible but keeps its colours. */
function visibleInColour(line: string): string {
  if (!isColoured) return visible(line);
  return line
    .split(colour)
    .map((part, nth) => (nth % 2 === 1 ? part : visible(part)))
    .join("");
}
