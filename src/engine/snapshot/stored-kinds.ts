/** Building blocks for checks: a kind says what is wrong with a value and where. */
import { isDate } from "../../domain/time.ts";

/** A problem: where in the value it is, and what is expected there. */
export interface Wrong {
  /** Such as `.groups["web"].minSize`; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  /** Absent when the problem is not the value alone. */
  readonly found?: { readonly value: unknown };
}

/** Checks a value; a value without a problem is a T. */
export interface Kind<T> {
  readonly wrongIn: (value: unknown) => Wrong | undefined;
  /** Never set; only ties the kind to its type. */
  readonly type?: () => T;
}

/** The kind of a member that may be absent. */
export interface Optional<T> {
  readonly optional: Kind<T>;
}

/** A kind for each member of T, so that a renamed or new member is a compile error. */
export type Members<T> = {
  readonly [M in keyof T]-?: undefined extends T[M]
    ? Optional<Exclude<T[M], undefined>>
    : Kind<T[M]>;
};

type Unknown = Readonly<Record<string, unknown>>;

/** A kind by condition; `expected` names the value with its article. */
export function kind<T>(expected: string, holds: (value: unknown) => boolean): Kind<T> {
  return {
    wrongIn: (value) => (holds(value) ? undefined : { path: "", expected, found: { value } }),
  };
}

export function optional<T>(of: Kind<T>): Optional<T> {
  return { optional: of };
}

/** The same members, all optional. */
export function partial<T>(members: Members<T>): Members<Partial<T>> {
  const entries = Object.entries(members as Record<string, Kind<unknown> | Optional<unknown>>);
  return Object.fromEntries(
    entries.map(([name, member]) => [name, "optional" in member ? member : optional(member)]),
  ) as Members<Partial<T>>;
}

/** A record; members not named are kept unchecked. */
export function record<T>(members: Members<T>): Kind<T> {
  const entries = Object.entries(members as Record<string, Kind<unknown> | Optional<unknown>>);
  const kinds = entries.map(([name, member]) =>
    "optional" in member
      ? { name, isOptional: true, of: member.optional }
      : { name, isOptional: false, of: member },
  );
  return {
    wrongIn: (value) => {
      if (!isRecord(value)) return { path: "", expected: "a record", found: { value } };
      for (const { name, isOptional, of } of kinds) {
        const member = Object.hasOwn(value, name) ? value[name] : undefined;
        if (isOptional && member === undefined) continue;
        const wrong = of.wrongIn(member);
        if (wrong !== undefined) return within(`.${name}`, wrong);
      }
      return undefined;
    },
  };
}

/** The variants of T with this text in the member. */
type Tagged<T, D extends string, K> =
  T extends Readonly<Record<D, infer Tag>> ? (K extends Tag ? T : never) : never;

/** A record of one of several kinds, distinguished by one member. */
export function oneOfRecords<T extends object, D extends keyof T & string>(
  by: D,
  kinds: { readonly [K in T[D] & string]: Members<Omit<Tagged<T, D, K>, D>> },
): Kind<T> {
  const known = new Map(
    Object.entries(kinds).map(([name, members]) => [name, record(members as Members<object>)]),
  );
  const tag = oneOfTexts([...known.keys()]);
  return {
    wrongIn: (value) => {
      if (!isRecord(value)) return { path: "", expected: "a record", found: { value } };
      const wrong = tag.wrongIn(value[by]);
      return wrong === undefined
        ? known.get(value[by] as string)?.wrongIn(value)
        : within(`.${by}`, wrong);
    },
  };
}

/** One of these texts; the record must list every member of T, so a new one is a compile error. */
export function oneOf<T extends string>(texts: Readonly<Record<T, true>>): Kind<T> {
  return oneOfTexts(Object.keys(texts)) as Kind<T>;
}

/** One of these texts. */
export function oneOfTexts<T extends string>(texts: readonly T[]): Kind<T> {
  const known = new Set<unknown>(texts);
  const shown = texts.map((text) => JSON.stringify(text)).join(", ");
  return kind(texts.length === 1 ? shown : `one of ${shown}`, (value) => known.has(value));
}

export function list<T>(of: Kind<T>, most = Number.POSITIVE_INFINITY): Kind<T[]> {
  return {
    wrongIn: (value) => {
      if (!Array.isArray(value)) return { path: "", expected: "a list", found: { value } };
      if (value.length > most) return { path: "", expected: `at most ${most} items` };
      // A plain loop, because forEach would skip the holes of a sparse list, which JSON cannot
      // have.
      for (let at = 0; at < value.length; at++) {
        const wrong = of.wrongIn(value[at]);
        if (wrong !== undefined) return within(`[${at}]`, wrong);
      }
      return undefined;
    },
  };
}

/** A map; with `keyOf` each key must be the one computed from its value. */
export function map<K extends string | number, T>(
  key: Kind<K>,
  of: Kind<T>,
  keyOf?: (value: T) => string | number,
): Kind<Map<K, T>> {
  return {
    wrongIn: (value) => {
      if (!(value instanceof Map)) return { path: "", expected: "a map", found: { value } };
      for (const [name, one] of value) {
        const wrongKey = key.wrongIn(name);
        if (wrongKey !== undefined)
          return { ...wrongKey, path: "", expected: `keys: ${wrongKey.expected}` };
        const wrong = of.wrongIn(one);
        if (wrong !== undefined) return within(`[${JSON.stringify(name)}]`, wrong);
        const own = keyOf?.(one as T) ?? name;
        if (own === name) continue;
        const expected = `the key ${JSON.stringify(own)}, which is what it holds`;
        return { path: `[${JSON.stringify(name)}]`, expected };
      }
      return undefined;
    },
  };
}

/** A record with any names of one kind and values of one kind. */
export function table<K extends string, T>(names: Kind<K>, of: Kind<T>): Kind<Record<K, T>> {
  return {
    wrongIn: (value) => {
      if (!isRecord(value)) return { path: "", expected: "a record", found: { value } };
      for (const [name, one] of Object.entries(value)) {
        const wrong = names.wrongIn(name) ?? of.wrongIn(one);
        if (wrong !== undefined) return within(`.${name}`, wrong);
      }
      return undefined;
    },
  };
}

/** A kind with a further check on values that pass the first. */
export function where<T>(of: Kind<T>, wrongIn: (value: T) => Wrong | undefined): Kind<T> {
  return { wrongIn: (value) => of.wrongIn(value) ?? wrongIn(value as T) };
}

/** The problem as seen from the enclosing record or list. */
export function within(place: string, { path, ...wrong }: Wrong): Wrong {
  return { ...wrong, path: `${place}${path}` };
}

function isRecord(value: unknown): value is Unknown {
  const isObject = typeof value === "object" && value !== null;
  return isObject && !Array.isArray(value) && !(value instanceof Map) && !isOpaque(value);
}

function isOpaque(value: object): boolean {
  return isDate(value) || value instanceof Set || value instanceof Uint8Array;
}

export const text: Kind<string> = kind("a text", (value) => typeof value === "string");
export const truth: Kind<boolean> = kind("true or false", (value) => typeof value === "boolean");
export const yes: Kind<true> = kind("true", (value) => value === true);

/** A number from `least` to `most`, both included. */
export function number(least: number, most: number): Kind<number> {
  const holds = (value: unknown) => typeof value === "number" && value >= least && value <= most;
  return kind(`a number from ${least} to ${most}`, holds);
}

/** A whole number from `least` to `most`, both included. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): Kind<number> {
  const holds = (value: unknown) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  const range =
    most === Number.MAX_SAFE_INTEGER ? `, ${least} or more` : ` from ${least} to ${most}`;
  return kind(`a whole number${range}`, holds);
}

/** The year 0, the first that a time in ISO 8601 can have. */
const earliest = -62_167_219_200_000;
/** Well below the limit of dates, so that durations can be added. */
const latest = 8_000_000_000_000_000;

/** Milliseconds since 1970. */
export const instant: Kind<number> = number(earliest, latest);
/** The same in whole milliseconds, as clocks show. */
export const wholeInstant: Kind<number> = whole(earliest, latest);

/** The range of AWS's members in seconds. */
export const seconds: Kind<number> = number(0, 2 ** 31);
export const percentage: Kind<number> = number(0, 100);
/** Leaves room to keep counting. */
export const count: Kind<number> = whole(0, 2 ** 52);

/**
 * Members in AWS's own form: the engine only stores them, and code that knows AWS's model checks
 * them.
 */
export const awsMembers: Kind<Unknown> = kind("a record", isRecord);
