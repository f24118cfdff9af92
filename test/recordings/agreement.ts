/** Compares an answer with a recorded one, whose variables take the values that they meet first. */

/** What the recorded names stand for in this replay. */
export type Bindings = Map<string, string>;

/** How a recording writes a name that an answer binds. */
export function named(name: string): string {
  return `\${${name}}`;
}

export interface Mismatch {
  readonly at: string;
  readonly recorded: unknown;
  readonly answered: unknown;
}

type Mode = "exact" | "subset";
type Members = Readonly<Record<string, unknown>>;

/** What a member is compared with, in which way, and where it stands. */
interface Place {
  readonly at: string;
  readonly mode: Mode;
  readonly bindings: Bindings;
}

/**
 * Where the answer is not as recorded. A recorded text may hold `${name}`, which is bound when it
 * is first met, and `${*}`, which is any text. A structure with one member beginning with `$` asks
 * for more: see `specialMismatches`.
 */
export function mismatches(recorded: unknown, answered: unknown, place: Place): Mismatch[] {
  const differs = { at: place.at, recorded, answered };
  if (typeof recorded === "string") {
    return bindsText(recorded, answered, place.bindings) ? [] : [differs];
  }
  if (Array.isArray(recorded)) {
    return Array.isArray(answered) ? listMismatches(recorded, answered, place) : [differs];
  }
  if (!isMembers(recorded)) return recorded === answered ? [] : [differs];
  const [first = ""] = Object.keys(recorded);
  if (first.startsWith("$")) return specialMismatches(recorded, answered, place);
  return isMembers(answered) ? memberMismatches(recorded, answered, place) : [differs];
}

/** The input or text with the values of its variables; an unbound one is a mistake. */
export function filledIn<Value>(value: Value, bindings: Bindings): Value {
  const fill = (text: string) =>
    text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      const bound = bindings.get(name);
      if (bound === undefined) throw new Error(`nothing has shown yet what ${name} is`);
      return bound;
    });
  const walk = (one: unknown): unknown => {
    if (typeof one === "string") return fill(one);
    if (Array.isArray(one)) return one.map(walk);
    if (!isMembers(one)) return one;
    if (typeof one.$date === "string") return new Date(one.$date);
    return Object.fromEntries(Object.entries(one).map(([name, member]) => [name, walk(member)]));
  };
  return walk(value) as Value;
}

/** An SDK's answer as a recording has it: without metadata and what is absent, times as text. */
export function plain(answer: unknown): unknown {
  if (answer instanceof Date) return answer.toISOString().replace(/\.\d+Z$/, "Z");
  if (Array.isArray(answer)) return answer.map(plain);
  if (!isMembers(answer)) return answer;
  const members = Object.entries(answer).filter(
    ([name, member]) => name !== "$metadata" && member !== undefined,
  );
  return Object.fromEntries(members.map(([name, member]) => [name, plain(member)]));
}

function memberMismatches(recorded: Members, answered: Members, place: Place): Mismatch[] {
  const at = (name: string) => (place.at === "" ? name : `${place.at}.${name}`);
  const known = Object.entries(recorded).flatMap(([name, member]) =>
    mismatches(member, answered[name], { ...place, at: at(name) }),
  );
  if (place.mode === "subset") return known;
  const more = Object.entries(answered).filter(([name]) => !Object.hasOwn(recorded, name));
  return [
    ...known,
    ...more.map(([name, member]) => ({ at: at(name), recorded: undefined, answered: member })),
  ];
}

function listMismatches(
  recorded: readonly unknown[],
  answered: readonly unknown[],
  place: Place,
): Mismatch[] {
  const inPlace = recorded.flatMap((item, index) =>
    mismatches(item, answered[index], { ...place, at: `${place.at}[${index}]` }),
  );
  const more = answered.slice(recorded.length).map((item, index) => ({
    at: `${place.at}[${recorded.length + index}]`,
    recorded: undefined,
    answered: item,
  }));
  return [...inPlace, ...more];
}

/** What is asked for by a name with `$`; `$within` names the least and the most that may be. */
function specialMismatches(recorded: Members, answered: unknown, place: Place): Mismatch[] {
  const [[name, wanted] = ["", undefined]] = Object.entries(recorded);
  const unless = (holds: boolean) => (holds ? [] : [{ at: place.at, recorded, answered }]);
  switch (name) {
    case "$any":
      return unless(answered !== undefined);
    case "$absent":
      return unless(answered === undefined);
    case "$within": {
      const [least, most] = wanted as readonly [string | number, string | number];
      const isOneKind = typeof answered === typeof least;
      const value = answered as string | number;
      return unless(isOneKind && least <= value && value <= most);
    }
    case "$anyOrder":
    case "$contains": {
      const items = wanted as readonly unknown[];
      const found = Array.isArray(answered) ? inAnyOrder(items, answered, place) : undefined;
      const hasMore = Array.isArray(answered) && answered.length > items.length;
      return unless(found === true && (name === "$contains" || !hasMore));
    }
    case "$subset":
    case "$exact": {
      const mode = name === "$subset" ? "subset" : "exact";
      return mismatches(wanted, answered, { ...place, mode });
    }
    default:
      throw new Error(`${place.at}: no comparison is called ${name}`);
  }
}

/** Each recorded item has an answered one of its own. */
function inAnyOrder(items: readonly unknown[], answered: unknown[], place: Place): boolean {
  const left = [...answered];
  return items.every((item) => {
    const index = left.findIndex((one) => {
      const bindings = new Map(place.bindings);
      const isSame = mismatches(item, one, { ...place, bindings }).length === 0;
      if (isSame) for (const [name, value] of bindings) place.bindings.set(name, value);
      return isSame;
    });
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

/** True when the text is the recorded one; what is not bound yet then is. */
function bindsText(recorded: string, answered: unknown, bindings: Bindings): boolean {
  if (typeof answered !== "string") return false;
  const names: string[] = [];
  const pattern = recorded.replace(/\$\{([^}]+)\}|[\\^$.*+?()[\]{}|]/g, (part, name?: string) => {
    if (name === undefined) return `\\${part}`;
    const bound = bindings.get(name);
    if (bound !== undefined) return bound.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    names.push(name);
    return "([\\s\\S]+?)";
  });
  const found = new RegExp(`^${pattern}$`).exec(answered);
  if (found === null) return false;
  for (const [index, name] of names.entries()) {
    if (name !== "*") bindings.set(name, found[index + 1] ?? "");
  }
  return true;
}

function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
