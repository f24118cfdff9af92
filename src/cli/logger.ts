/** Opens the log, as JSON or as lines for people; logging never delays work. */
import { type Logger, pino } from "pino";
import { visible } from "../domain/visible.ts";
import type { LogForm } from "./start-flags.ts";
import { isColoured, openLogLines } from "./terminal.ts";

export interface Log {
  readonly logger: Logger;
  /** The number of lines dropped because nobody read them. */
  readonly dropped: () => number;
}

/** Undefined when logging is off. */
export async function openLog(form: LogForm): Promise<Log | undefined> {
  if (form === "silent") return undefined;
  const linesOf = form === "json" ? (text: string) => [text] : await readableForm();
  const { write, dropped } = openLogLines((count) => {
    const lines = count === 1 ? "1 line of the log was" : `${count} lines of the log were`;
    logger.warn({ dropped: count }, `${lines} dropped, because nobody read them`);
  });
  const settings = { base: null, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = pino(settings, { write: (text) => write(...linesOf(text.trimEnd())) });
  return { logger, dropped };
}

/** Lines for people; an error also has its stack. */
async function readableForm(): Promise<(text: string) => readonly string[]> {
  const { prettyFactory } = await import("pino-pretty");
  const ignore = "service,action,group,outcome,milliseconds,dropped";
  const print = prettyFactory({ ignore, messageFormat: readableLine, colorize: isColoured });
  return (text) => print(JSON.parse(text, readableValue)).trimEnd().split("\n");
}

/** Only a stack has several lines, and names cannot inject colours. */
function readableValue(name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  return name === "stack" ? value.split("\n").map(visible).join("\n") : visible(value);
}

/** A request as "StartInstanceRefresh web 200 1.3 ms"; other lines keep their message. */
function readableLine(line: Readonly<Record<string, unknown>>, messageKey: string): string {
  const { action = "-", group, outcome, milliseconds } = line;
  if (outcome === undefined) return String(line[messageKey] ?? "");
  const words = group === undefined ? [action, outcome] : [action, group, outcome];
  return `${words.join(" ")} ${milliseconds} ms`;
}
