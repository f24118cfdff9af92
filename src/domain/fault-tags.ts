/**
 * Reads the `asg-local:…` tags of launch templates and groups, which control how launches behave.
 */
import type { LaunchEffects, Span } from "./fault.ts";
import type { Tag } from "./launch-template.ts";
import type { HookAnswer } from "./lifecycle-hook.ts";
import { terminationCodes } from "./termination-reason.ts";
import { launchErrorCodes } from "./texts/launch-errors.ts";

const faultTagPrefix = "asg-local:";

/** The behaviour that tags give a launch. */
export interface TagEffects extends LaunchEffects {
  /** Restricts all the tags to the group's n-th launch. */
  readonly nthLaunch?: number | undefined;
  readonly hookAnswer?: HookAnswer | undefined;
}

/** The effects, or the tag that cannot be understood. */
export type TagReading = { readonly effects: TagEffects } | { readonly problem: string };

type Reader = (value: string) => TagEffects | undefined;

const readers: Readonly<Record<string, { readonly read: Reader; readonly expected: string }>> = {
  "boot-seconds": spanTag((bootSeconds) => ({ bootSeconds })),
  "terminate-seconds": spanTag((terminateSeconds) => ({ terminateSeconds })),
  "settle-seconds": spanTag((settleSeconds) => ({ settleSeconds })),
  health: { read: readHealth, expected: "never, or unhealthy-after=120" },
  "launch-error": {
    read: (code) => (launchErrorCodes.includes(code) ? { launchError: code } : undefined),
    expected: launchErrorCodes.join(", "),
  },
  "termination-reason": {
    read: (code) => (terminationCodes.includes(code) ? { terminationReason: code } : undefined),
    expected: terminationCodes.join(", "),
  },
  hook: { read: readHook, expected: "never, continue-after=30 or abandon-after=30" },
  "nth-launch": {
    read: (value) => (/^[1-9]\d{0,5}$/.test(value) ? { nthLaunch: Number(value) } : undefined),
    expected: "a whole number such as 3",
  },
};

/** The names of the tags, without the prefix. */
const faultTagNames: readonly string[] = Object.keys(readers);

/** No effects; a shared object, so that it is recognised by identity. */
export const noEffects: TagEffects = {};

/** The last of tags with the same key counts. */
export function readFaultTags(tags: readonly Tag[]): TagReading {
  let effects = noEffects;
  for (const { key, value } of tags) {
    if (!key.startsWith(faultTagPrefix)) continue;
    const reader = readers[key.slice(faultTagPrefix.length)];
    if (reader === undefined) {
      const known = faultTagNames.map((name) => `${faultTagPrefix}${name}`).join(", ");
      return { problem: `The tag ${key} is not known. Known are ${known}` };
    }
    const read = reader.read(value);
    if (read === undefined) {
      return { problem: `The tag ${key}=${value} is not understood. Expected: ${reader.expected}` };
    }
    effects = { ...effects, ...read };
  }
  return { effects };
}

function spanTag(effect: (span: Span) => LaunchEffects) {
  const read = (value: string) => {
    const span = readSpan(value);
    return span === undefined ? undefined : effect(span);
  };
  return { read, expected: "whole seconds such as 90, or a range such as 30-120" };
}

/**
 * Both "never" and "unhealthy-after" set both members, so that a later tag fully replaces an
 * earlier one.
 */
function readHealth(value: string): LaunchEffects | undefined {
  if (value === "never") return { health: "never", unhealthyAfterSeconds: undefined };
  const span = readSpan(/^unhealthy-after=(.+)$/.exec(value)?.[1] ?? "");
  return span === undefined ? undefined : { health: undefined, unhealthyAfterSeconds: span };
}

/** "never" must be an answer too, because it can override an earlier tag. */
function readHook(value: string): TagEffects | undefined {
  if (value === "never") return { hookAnswer: { result: "never", afterSeconds: 0 } };
  const [, word, seconds = ""] = /^(continue|abandon)-after=(\d{1,8})$/.exec(value) ?? [];
  const afterSeconds = Number(seconds);
  if (word === undefined || afterSeconds > longestSpanSeconds) return undefined;
  return { hookAnswer: { result: word === "continue" ? "CONTINUE" : "ABANDON", afterSeconds } };
}

/** At most eight digits; more than a year is a typing error, as elsewhere. */
function readSpan(text: string): Span | undefined {
  const match = /^(\d{1,8})(?:-(\d{1,8}))?$/.exec(text);
  if (match === null) return undefined;
  const [, first = "", last] = match;
  const [from, to] = [Number(first), Number(last ?? first)];
  if (to > longestSpanSeconds || from > to) return undefined;
  return last === undefined ? from : [from, to];
}

/** A year. */
export const longestSpanSeconds = 31_536_000;
