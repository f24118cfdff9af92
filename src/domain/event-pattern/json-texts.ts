/** What AWS's JSON parser says of text that is not JSON, and how it names a place. */

interface OpenScope {
  readonly kind: "{" | "[";
  /** The place of its opening. */
  readonly start: string;
}

/** As much of the source is shown. */
const shownCharacters = 500;

export const jsonTexts = {
  value:
    "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or " +
    "'false')",
  name: "was expecting double-quote to start field name",
  colon: "was expecting a colon to separate field name and value",
  place: (source: string, at: number) => {
    const before = source.slice(0, at).split(/\r\n|\r|\n/);
    const hidden = source.length - shownCharacters;
    const shown = `"${source.slice(0, shownCharacters)}"`;
    const cut = hidden > 0 ? `[truncated ${hidden} chars]` : "";
    const column = (before.at(-1) ?? "").length + 1;
    return `[Source: (String)${shown}${cut}; line: ${before.length}, column: ${column}]`;
  },
  unexpectedCharacter: (code: number, what: string) =>
    `Unexpected character (${describedCharacter(code)}): ${what}`,
  comma: (kind: OpenScope["kind"]) => `was expecting comma to separate ${scopeName(kind)} entries`,
  endOfInput: (scope: OpenScope | undefined) => {
    if (scope === undefined) return "Unexpected end-of-input";
    const name = scopeName(scope.kind);
    const expected = `expected close marker for ${name} (start marker at ${scope.start})`;
    return `Unexpected end-of-input: ${expected}`;
  },
  wrongClose: (found: string, { kind, start }: OpenScope) => {
    const expected = kind === "{" ? "}" : "]";
    const opened = `(for ${scopeName(kind)} starting at ${start})`;
    return `Unexpected close marker '${found}': expected '${expected}' ${opened}`;
  },
  unknownToken: (token: string) =>
    `Unrecognized token '${token}': was expecting ` +
    "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
  openString: "Unexpected end-of-input: was expecting closing quote for a string value",
  controlCharacter: (code: number) =>
    `Illegal unquoted character (${describedCharacter(code)}): ` +
    "has to be escaped using backslash to be included in string value",
  unknownEscape: (code: number) => `Unrecognized character escape ${describedCharacter(code)}`,
  leadingZero: "Invalid numeric value: Leading zeroes not allowed",
  brokenNumber: (code: number) =>
    `Unexpected character (${describedCharacter(code)}) in numeric value: ` +
    "Decimal point, sign or exponent not followed by a digit",
  tooDeep: (depth: number, most: number) =>
    `Document nesting depth (${depth}) exceeds the maximum allowed (${most}, ` +
    "from `StreamReadConstraints.getMaxNestingDepth()`)",
} as const;

function scopeName(kind: "{" | "["): string {
  return kind === "{" ? "Object" : "Array";
}

function describedCharacter(code: number): string {
  if (code < 32) return `(CTRL-CHAR, code ${code})`;
  const shown = `'${String.fromCharCode(code)}'`;
  return code > 255
    ? `${shown} (code ${code} / 0x${code.toString(16)})`
    : `${shown} (code ${code})`;
}
