/** Commands about faults: add one, remove it, list them, and tags that say the same. */
import { faultSchema } from "../../../src/schemas/fault.ts";
import type { Command } from "./command.ts";
import { clockText } from "./print.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

const members = [
  "group",
  "launchTemplate",
  "launchTemplateVersion",
  "imageId",
  "availabilityZone",
  "nthLaunch",
  "bootSeconds",
  "terminateSeconds",
  "settleSeconds",
  "health",
  "unhealthyAfterSeconds",
  "launchError",
  "launchMessage",
  "launchLimit",
  "isUnhealthy",
  "terminationReason",
  "terminationMessage",
  "alarm",
  "state",
  "at",
  "atCheckpoint",
  "hook",
  "result",
  "afterSeconds",
  "service",
  "operation",
  "error",
  "status",
  "message",
  "dropConnection",
  "from",
  "until",
  "probability",
  "count",
];
const times = ["at", "from", "until"];

/** `fault launch nthLaunch=3 bootSeconds=30-120`, `fault alarm alarm=errors at=12:30:00` */
function fault(words: Words, story: Story): readonly string[] {
  const kind = words.next("a kind of fault, or removed");
  if (kind === "removed") return remove(words, story);
  const given = members.flatMap((member) => {
    const text = words.text(member);
    return text === undefined ? [] : [[member, valueFrom(member, text, story)] as const];
  });
  words.end();
  const read = faultSchema.safeParse({ kind, ...Object.fromEntries(given) });
  if (!read.success) fail(read.error.issues.map(({ message }) => message).join("; "));
  story.commitChanges("faults", ({ identifiers }) => [
    { type: "FaultAdded", id: identifiers.faultId(), fault: read.data },
  ]);
  return [];
}

/** `fault removed fault-1` */
function remove(words: Words, story: Story): readonly string[] {
  const id = story.names.idOf(words.next("a fault's name"));
  words.end();
  story.commitChanges("faults", () => [{ type: "FaultRemoved", id }]);
  return [];
}

/** Numbers, ranges such as 30-120, true and false, and times of the first day. */
function valueFrom(member: string, text: string, { premises }: Story): unknown {
  if (times.includes(member)) return `${premises.start.slice(0, 10)}T${text}Z`;
  if (text === "true" || text === "false") return text === "true";
  const numbers = text.split("-").map(Number);
  if (numbers.some(Number.isNaN) || numbers.length > 2) return text;
  return numbers.length === 2 ? numbers : numbers[0];
}

/** `faults`: each with how often it happened and last when. */
function faults(words: Words, story: Story): readonly string[] {
  words.end();
  return story.faults().map(({ id, fault: { kind }, matched, fired, lastFiredAt, lastMissed }) => {
    const last = lastFiredAt === undefined ? "" : `, last ${clockText(story, lastFiredAt)}`;
    const missed = lastMissed === undefined ? "" : `, missed: ${lastMissed}`;
    return `${id}  ${kind}  fired ${fired} of ${matched}${last}${missed}`;
  });
}

/** `tag web asg-local:health=never`: a tag of the group. */
function tag(words: Words, story: Story): readonly string[] {
  const ResourceId = words.next("a group's name");
  const [Key = "", Value] = splitTag(words.next("a tag"));
  words.end();
  const named = { ResourceId, ResourceType: "auto-scaling-group" };
  const Tags = [{ ...named, Key, Value, PropagateAtLaunch: false }];
  story.autoscaling("CreateOrUpdateTags", { Tags });
  return [];
}

/** `key=value`, in which the value may have another `=`. */
export function splitTag(text: string): readonly [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

export const faultCommands: Readonly<Record<string, Command>> = { fault, faults, tag };
