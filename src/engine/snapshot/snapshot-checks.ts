/** Checks a snapshot's content before anything is built from it. */
import type { SnapshotContent } from "./snapshot-content.ts";
import { snapshotContent } from "./snapshot-kinds.ts";
import { wrongRelation } from "./snapshot-relations.ts";
import type { Wrong } from "./stored-kinds.ts";

/** Describes the first problem: the member's path, what is expected and what is there. */
export function problemIn(content: unknown): string | undefined {
  const wrong = snapshotContent.wrongIn(content) ?? wrongRelation(content as SnapshotContent);
  return wrong && wrongText(wrong);
}

/** Longer paths and values are shortened. */
const longest = { path: 300, value: 80 };

/** One sentence without control characters, for any value. */
export function wrongText({ path, expected, found }: Wrong): string {
  const place = cut(path.replace(/^\./, ""), longest.path) || "its content";
  const is = found === undefined ? "" : `; it is ${valueText(found.value)}`;
  return `${place}: expected ${expected}${is}`;
}

function valueText(value: unknown): string {
  if (value === undefined) return "missing";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Map) return "a map";
  if (typeof value === "object" && value !== null) return "a record";
  if (typeof value !== "string") return String(value);
  return cut(JSON.stringify(value), longest.value);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
