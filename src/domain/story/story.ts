/**
 * The journal told in sentences. What a group stops and launches at one instant is one sentence,
 * with the numbers of the decision behind it.
 */
import type { Change } from "../changes/change.ts";
import {
  ec2InstanceSentences,
  hookSentences,
  instanceSentences,
  rootVolumeSentences,
  warmPoolSentences,
} from "./instance-sentences.ts";
import { recordSentences } from "./record-sentences.ts";
import { groupSentences, refreshSentences } from "./refresh-sentences.ts";
import { type Sentence, type StoryLine, textOf } from "./story-line.ts";

const sentences: Readonly<Record<Change["type"], Sentence>> = {
  ...instanceSentences,
  ...hookSentences,
  ...rootVolumeSentences,
  ...warmPoolSentences,
  ...ec2InstanceSentences,
  ...refreshSentences,
  ...groupSentences,
  ...recordSentences,
};

export interface StorySentence {
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** The Auto Scaling group that it is about, if any. */
  readonly group: string;
  readonly says: string;
}

/**
 * The lines, oldest first, as sentences. With `isAll` also what concerns the engine only, in the
 * journal's own words.
 */
export function storyOf(lines: readonly StoryLine[], isAll = false): readonly StorySentence[] {
  const story: StorySentence[] = [];
  for (let first = 0; first < lines.length; ) {
    const count = isAll ? 1 : batchAt(lines, first);
    const says = count > 1 ? batchSentence(lines.slice(first, first + count)) : undefined;
    const line = lines[first] as StoryLine;
    const sentence = says ?? sentenceOf(line) ?? (isAll ? rawSentence(line) : undefined);
    if (sentence !== undefined) story.push({ at: line.at, group: groupOf(line), says: sentence });
    first += count;
  }
  return story;
}

/** Types of a later version are told in the journal's own words. */
function sentenceOf(line: StoryLine): string | undefined {
  const isKnown = Object.hasOwn(sentences, line.type);
  return isKnown ? sentences[line.type as Change["type"]](line) : rawSentence(line);
}

/** `RefreshCounted percentageComplete=50`: the type and its details. */
function rawSentence({ at: _, type, group: __, ...details }: StoryLine): string {
  const hidden = ["sequence", "account", "region"];
  const words = Object.entries(details)
    .filter(([name]) => !hidden.includes(name))
    .map(([name, value]) => `${name}=${valueText(value)}`);
  return [type, ...words].join(" ");
}

/** Quoted where its end could not be seen otherwise. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(",");
  const text = String(value);
  return text.includes(" ") ? JSON.stringify(text) : text;
}

const batchTypes: readonly string[] = [
  "Decided",
  "RefreshCounted",
  "RefreshActed",
  "TerminationStarted",
  "RootVolumeReplacementStarted",
  "LaunchRequested",
] satisfies readonly Change["type"][];

/** How many lines from here on belong to one decision of a group at one instant; at least 1. */
function batchAt(lines: readonly StoryLine[], first: number): number {
  const start = lines[first] as StoryLine;
  let end = first;
  while (end < lines.length && isPart(lines[end] as StoryLine, start)) end += 1;
  return Math.max(1, end - first);
}

function isPart(line: StoryLine, start: StoryLine): boolean {
  const isSame = ["at", "account", "region", "group"].every((name) => line[name] === start[name]);
  return isSame && batchTypes.includes(line.type);
}

/** Undefined for a decision that stops and launches nothing. */
function batchSentence(batch: readonly StoryLine[]): string | undefined {
  const of = (...types: Change["type"][]) =>
    batch.filter(({ type }) => (types as string[]).includes(type));
  const stops = of("TerminationStarted").map((line) => textOf(line, "id"));
  const volumes = of("RootVolumeReplacementStarted").map((line) => textOf(line, "id"));
  const launches = of("LaunchRequested").map((line) => textOf(line, "instance"));
  const parts = [
    ...(stops.length === 0 ? [] : [`stops ${listed(stops)}`]),
    ...(volumes.length === 0 ? [] : [`replaces the root volume of ${listed(volumes)}`]),
    ...(launches.length === 0 ? [] : [`launches ${listed(launches)}`]),
  ];
  if (parts.length === 0) return undefined;
  const decision = of("Decided").at(-1);
  return parts.join(", ") + (decision === undefined ? "" : `  (${numbers(decision)})`);
}

const mostNamed = 3;

function listed(ids: readonly string[]): string {
  const named = ids.slice(0, mostNamed).join(", ");
  return ids.length > mostNamed ? `${named} and ${ids.length - mostNamed} more` : named;
}

/** "12 ready, floor 11: may stop 1". */
function numbers(decision: StoryLine): string {
  const { ready, floor, mayStop } = decision;
  return `${ready} ready, floor ${floor}: may stop ${mayStop}`;
}

function groupOf(line: StoryLine): string {
  return textOf(line, "group");
}

/** How the parts of a printed line look: as they are, or in a terminal's colours. */
export interface Paint {
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const plain: Paint = { dim: (text) => text, bold: (text) => text };

/**
 * The sentences as lines, each with its time of day and its group; a line with the date stands
 * before the first one of each day. `day` is the date of the line that was printed last.
 */
export function storyLines(
  sentences: readonly StorySentence[],
  { day = "", paint = plain }: { readonly day?: string; readonly paint?: Paint } = {},
): readonly string[] {
  const width = Math.max(0, ...sentences.map(({ group }) => group.length));
  const lines: string[] = [];
  let today = day;
  for (const { at, group, says } of sentences) {
    const date = at.slice(0, 10);
    if (date !== today) lines.push(paint.bold(date));
    today = date;
    const named = group.padEnd(width);
    lines.push([paint.dim(at.slice(11, 19)), ...(width === 0 ? [] : [named]), says].join("  "));
  }
  return lines;
}
