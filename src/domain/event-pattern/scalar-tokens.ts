/** Reads the strings, numbers and literals of JSON. */
import { jsonTexts } from "./json-texts.ts";

export interface Span {
  readonly text: string;
  /** Where reading ended. */
  readonly end: number;
  /** Why the text is not JSON, at that place. */
  readonly problem?: string;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** A string whose opening quote is before `start`. */
export function readString(source: string, start: number): Span {
  let text = "";
  let at = start;
  for (;;) {
    const from = at;
    while (isPlain(source, at)) at += 1;
    text += source.slice(from, at);
    if (at >= source.length) return { text, end: at, problem: jsonTexts.openString };
    const code = source.charCodeAt(at);
    if (code < 32) return { text, end: at, problem: jsonTexts.controlCharacter(code) };
    if (source[at] === '"') return { text, end: at + 1 };
    const escaped = readEscape(source, at + 1);
    if (escaped.problem !== undefined) return escaped;
    text += escaped.text;
    at = escaped.end;
  }
}

/** Neither a quote, a backslash nor a control character. */
function isPlain(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code >= 32 && code !== 34 && code !== 92;
}

function readEscape(source: string, at: number): Span {
  const hex = stickyMatch(/u[0-9a-fA-F]{4}/y, source, at);
  if (hex !== "") {
    return { text: String.fromCharCode(Number.parseInt(hex.slice(1), 16)), end: at + hex.length };
  }
  if (at >= source.length) return { text: "", end: at, problem: jsonTexts.openString };
  const letter = source.charAt(at);
  const text = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (text !== undefined) return { text, end: at + 1 };
  return { text: "", end: at + 1, problem: jsonTexts.unknownEscape(source.charCodeAt(at)) };
}

export function readNumber(source: string, at: number): Span {
  const whole = stickyMatch(/-?(?:0|[1-9][0-9]*)/y, source, at);
  const rest = stickyMatch(/(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y, source, at + whole.length);
  const text = whole + rest;
  const end = at + text.length;
  const next = source.charAt(end);
  if (/^-?0$/.test(text) && /[0-9]/.test(next)) {
    return { text, end, problem: jsonTexts.leadingZero };
  }
  const isBroken = whole === "" || /[.eE]/.test(next);
  if (!isBroken) return { text, end };
  return { text, end, problem: jsonTexts.brokenNumber(source.charCodeAt(end + 1) || 0) };
}

/** `true`, `false` or `null`. */
export function readLiteral(source: string, at: number): Span {
  const text = stickyMatch(/[a-zA-Z0-9_$]+/y, source, at);
  const end = at + text.length;
  const isKnown = text === "true" || text === "false" || text === "null";
  return isKnown ? { text, end } : { text, end, problem: jsonTexts.unknownToken(text) };
}

function stickyMatch(expression: RegExp, source: string, at: number): string {
  expression.lastIndex = at;
  return expression.exec(source)?.[0] ?? "";
}
