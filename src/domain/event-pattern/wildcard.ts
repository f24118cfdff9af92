/** Texts with wildcards: `*` is any text, `\*` and `\\` are the characters themselves. */

/** Why a text is no wildcard pattern; the position counts bytes from the opening quote. */
export class WildcardError extends Error {
  override readonly name = "WildcardError";
}

/**
 * Takes time in proportion to the lengths of both texts at most: each part between two wildcards is
 * looked for once, from the left, and is never taken back. Throws WildcardError.
 */
export function wildcardTest(pattern: string): (text: string) => boolean {
  const parts = partsOf(pattern);
  const [first = "", ...others] = parts;
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (text.length < first.length + last.length) return false;
    if (!text.startsWith(first) || !text.endsWith(last)) return false;
    const end = text.length - last.length;
    let at = first.length;
    for (const part of others) {
      const found = text.indexOf(part, at);
      if (found === -1 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** The texts between the wildcards. */
function partsOf(pattern: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  // The opening quote is a byte of its own.
  let position = 1;
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    const next = characters[at + 1];
    if (character === "*") {
      if (next === "*") {
        throw new WildcardError(`Consecutive wildcard characters at pos ${position}`);
      }
      parts.push(part);
      part = "";
    } else if (character === "\\") {
      if (next !== "*" && next !== "\\") {
        throw new WildcardError(`Invalid escape character at pos ${position}`);
      }
      part += next;
      position += 1;
      at += 1;
    } else part += character;
    position += bytesOf(character);
  }
  return [...parts, part];
}

/** In UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
