/** A number that follows from a text and is the same everywhere: for ids and for checksums. */

const encoder = new TextEncoder();

/** 17 hexadecimal digits from a text: a zero, then FNV-1a run twice with different beginnings. */
export function stableHex(text: string): string {
  const bytes = encoder.encode(text);
  const part = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let at = 0; at < bytes.length; at++) {
      hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193) >>> 0;
    }
    return (hash >>> 0).toString(16).padStart(8, "0");
  };
  return `0${part(1)}${part(2)}`;
}
