/** Texts from outside as people may safely see them: no hidden character, and no endless value. */

/** Controls, separators of lines, lone surrogates, and what turns the direction of writing. */
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text in one line, with each character that would move a cursor, end a line or turn the
 * writing shown as `\u001b`. JSON stays JSON of the same value, because there these characters are
 * within texts only.
 */
export function visible(text: string): string {
  return text.replaceAll(hidden, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** At most so many characters, with an ellipsis where something is left out. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half of a pair would be no character.
  const isWithinPair = /[\ud800-\udbff]/.test(text[most - 1] ?? "");
  return `${text.slice(0, isWithinPair ? most - 1 : most)}…`;
}

/** A value in a sentence may be long; nobody reads on after so much of it. */
const longestSentence = 2000;

/** One line of a message, whatever values from outside it holds. */
export function visibleSentence(text: string): string {
  return visible(cut(text, longestSentence));
}

const mostShown = 60;

/**
 * The beginning of a value as JSON, for messages about it. Never throws, whatever the value is: of
 * one that is deep, large or holds itself only the beginning is looked at.
 */
export function shortened(value: unknown, most = mostShown): string {
  return visible(cut(beginning(value, most + 1), most));
}

/** Of JSON, not much more than `room` characters; each level takes one, so that depth ends too. */
function beginning(value: unknown, room: number): string {
  if (room <= 0) return "";
  if (typeof value === "string") return JSON.stringify(value.slice(0, room));
  if (typeof value !== "object" || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  let text = open;
  let isFirst = true;
  for (const [name, item] of membersOf(value)) {
    if (text.length >= room) return text;
    text += isFirst ? "" : ",";
    isFirst = false;
    if (name !== undefined) text += `${beginning(name, room - text.length)}:`;
    text += beginning(item, room - text.length);
  }
  return text + close;
}

/** The items of a list, without a name, or the members of an object; read one after the other. */
function* membersOf(value: object): Generator<readonly [string | undefined, unknown]> {
  if (Array.isArray(value)) {
    for (const item of value) yield [undefined, item];
    return;
  }
  for (const name in value) {
    if (Object.hasOwn(value, name)) yield [name, memberOf(value, name)];
  }
}

/** A member that throws when it is read is told as nothing. */
function memberOf(value: object, name: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
