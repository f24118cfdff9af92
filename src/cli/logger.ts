/** Opens the log on stdout: JSON lines or lines for people, each written before work goes on. */
import { type Logger, pino } from "pino";
import type { LogForm } from "./start-flags.ts";

/** Undefined when nothing is to be logged. */
export async function openLogger(form: LogForm): Promise<Logger | undefined> {
  if (form === "silent") return undefined;
  const settings = { base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (form === "json") return pino(settings, pino.destination({ dest: 1, sync: true }));
  const { default: pretty } = await import("pino-pretty");
  const ignore = "service,action,group,outcome,milliseconds";
  return pino(settings, pretty({ sync: true, ignore, messageFormat: readableLine }));
}

/** "StartInstanceRefresh web 200 1.3 ms"; a line about no request keeps its message. */
function readableLine(line: Readonly<Record<string, unknown>>, messageKey: string): string {
  const { action = "-", group, outcome, milliseconds } = line;
  if (outcome === undefined) return String(line[messageKey] ?? "");
  const words = group === undefined ? [action, outcome] : [action, group, outcome];
  return `${words.join(" ")} ${milliseconds} ms`;
}
