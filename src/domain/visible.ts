/** Makes texts from outside safe to show: no hidden characters, limited length. */

/**
 * Control characters, line separators, lone surrogates, and marks that change the text direction.
 */
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text in one line: each character that would move the cursor, break the line or change the
 * text direction is shown as `\u001b`. JSON keeps its value, because it has such characters only
 * within strings.
 */
export function visible(text: string): string {
  return plain.test(text) ? text : text.replaceAll(hidden, escapeOf);
}

/** Nearly every line of the log, and far quicker to see than that nothing is hidden. */
const plain = /^[\x20-\x7e]*$/;

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** At most this many characters, with an ellipsis in place of the rest. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half of a surrogate pair would be no character.
  const isWithinPair = /[\ud800-\udbff]/.test(text[most - 1] ?? "");
  return `${text.slice(0, isWithinPair ? most - 1 : most)}…`;
}

/** Limits sentences with long values; nobody reads on after this. */
const longestSentence = 2000;

/** Makes a message safe and one line long, whatever it contains. */
export function visibleSentence(text: string): string {
  return visible(cut(text, longestSentence));
}

const mostShown = 60;

/**
 * The beginning of a value as JSON, for messages. Never throws: deep, large or circular values are
 * only read as far as needed.
 */
export function shortened(value: unknown, most = mostShown): string {
  return visible(cut(beginning(value, most + 1), most));
}

/**
 * JSON of not much more than `room` characters; each level uses one, which also limits the depth.
 */
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

/** The items of a list, without names, or the members of an object; read lazily. */
function* membersOf(value: object): Generator<readonly [string | undefined, unknown]> {
  if (Array.isArray(value)) {
    for (const item of value) yield [undefined, item];
    return;
  }
  for (const name in value) {
    if (Object.hasOwn(value, name)) yield [name, memberOf(value, name)];
  }
}

/** Undefined for a member that throws when it is read. */
function memberOf(value: object, name: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
