/** One command line of a timeline, taken apart: words in order, and `name=value` words. */

export interface Words {
  readonly command: string;
  /** The next word without a name; fails when there is none. */
  readonly next: (what: string) => string;
  readonly optional: () => string | undefined;
  readonly text: (name: string) => string | undefined;
  readonly number: (name: string) => number | undefined;
  readonly flag: (name: string) => boolean | undefined;
  readonly list: (name: string) => readonly string[] | undefined;
  /** Fails when a word has not been asked for: nothing is dropped silently. */
  readonly end: () => void;
}

export function readWords(line: string): Words {
  const words = split(line);
  const named = new Map(words.filter(isNamed).map(nameAndValue));
  const [command = "", ...rest] = words.filter((word) => !isNamed(word)).map(unquoted);
  const text = (name: string) => {
    const value = named.get(name);
    named.delete(name);
    return value;
  };
  const next = (what: string) => rest.shift() ?? fail(`${command} needs ${what}`);
  return {
    command,
    next,
    optional: () => rest.shift(),
    text,
    number: (name) => mapped(text(name), (value) => wholeNumber(name, value)),
    flag: (name) => mapped(text(name), (value) => trueOrFalse(name, value)),
    list: (name) => mapped(text(name), (value) => value.split(",")),
    end: () => {
      const left = [...rest, ...named.keys()];
      if (left.length > 0) fail(`${command} does not know ${left.join(" ")}`);
    },
  };
}

/** Blanks separate, except inside double quotes. */
function split(line: string): readonly string[] {
  const words = line.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  return words;
}

function isNamed(word: string): boolean {
  return /^[A-Za-z][\w-]*=/.test(word);
}

function nameAndValue(word: string): readonly [string, string] {
  const at = word.indexOf("=");
  return [word.slice(0, at), unquoted(word.slice(at + 1))];
}

function unquoted(word: string): string {
  return word.replaceAll('"', "");
}

function mapped<T>(value: string | undefined, map: (value: string) => T): T | undefined {
  return value === undefined ? undefined : map(value);
}

function wholeNumber(name: string, value: string): number {
  return /^-?\d+$/.test(value) ? Number(value) : fail(`${name} is a whole number, not "${value}"`);
}

function trueOrFalse(name: string, value: string): boolean {
  if (value === "true" || value === "false") return value === "true";
  return fail(`${name} is true or false, not "${value}"`);
}

const secondsOf: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a span such as `5s`, `10m`, `1h30m`, `14d`. */
export function readSpan(text: string): number {
  const parts = [...text.matchAll(/(\d+)([smhd])/g)];
  if (parts.map(([part]) => part).join("") !== text || parts.length === 0) {
    fail(`"${text}" is no span; write 5s, 10m, 1h30m or 14d`);
  }
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (secondsOf[unit ?? ""] ?? 0),
    0,
  );
}

/** A mistake in a timeline; the reader adds file and line. */
export class TimelineMistake extends Error {}

export function fail(message: string): never {
  throw new TimelineMistake(message);
}
