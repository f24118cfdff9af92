/** Reduces what a service answered to facts that say nothing about the account. */
import { named } from "./agreement.ts";

/** What a recording says in place of ids and names; the same value has the same name in it. */
export interface Reduction {
  /** An input: names only, for it is sent as it stands. */
  readonly input: (value: unknown) => unknown;
  /** An answer: names, and times as spans around them. */
  readonly output: (value: unknown) => unknown;
}

/** By how many seconds a time may be another in the replay. */
const slackSeconds = 15;

/** Members that are opaque, or say who somebody is. */
const anything = new Set(["NextToken", "ClientToken", "CreatedBy", "RequesterId", "KeyName"]);

/**
 * Each kind of thing that is found in texts, and what it is named after. The first that fits wins,
 * so that an account number inside a UUID is no account number.
 */
const kinds: readonly (readonly [pattern: string, name: string])[] = [
  ["\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?", "time"],
  ['arn:aws[a-z-]*:(?:iam|sts)::\\d*:(?:user|root|assumed-role|federated-user)[^\\s",]*', "caller"],
  ["[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "uuid"],
  ["\\b[a-z]+(?:-[a-z]+)*-(?:[0-9a-f]{17}|[0-9a-f]{8})\\b", "id"],
  ["\\b\\d{12}\\b", "account"],
  ["\\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\\b", "mac"],
  ["\\b(?:ip|ec2)(?:-\\d{1,3}){4}\\b", "host"],
  ["\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b", "address"],
  ["\\b[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){3,7}", "address"],
  ["\\b[a-z]{2,4}\\d-az\\d+\\b", "zone"],
];
const findable = new RegExp(kinds.map(([pattern]) => `(${pattern})`).join("|"), "g");

/** The names given to resources of this recording begin with `prefix`. */
export function reductionOf(prefix: string): Reduction {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  const nameOf = (value: string, kind: string) => {
    const known = names.get(value);
    if (known !== undefined) return known;
    const stem = kind === "id" ? value.slice(0, value.lastIndexOf("-")) : kind;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    const name = named(`${stem}-${count}`);
    names.set(value, name);
    return name;
  };
  const replaced = (text: string) =>
    text.replace(findable, (found: string, ...groups: unknown[]) => {
      const kind = kinds[groups.findIndex((group) => group !== undefined)]?.[1] ?? "id";
      return kind === "time" || kind === "caller" ? named("*") : nameOf(found, kind);
    });
  const reduced = (text: string) => text.split(prefix).map(replaced).join(named("prefix"));
  return {
    input: (value) => mapped(value, reduced),
    output: (value) => mapped(value, (text) => (isTime(text) ? around(text) : reduced(text))),
  };
}

function mapped(value: unknown, text: (text: string) => unknown): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, text));
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([name, member]) => [
    name,
    anything.has(name) ? { $any: true } : mapped(member, text),
  ]);
  return Object.fromEntries(members);
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
}

function around(time: string) {
  const shifted = (seconds: number) =>
    new Date(Date.parse(time) + seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  return { $within: [shifted(-slackSeconds), shifted(slackSeconds)] };
}
