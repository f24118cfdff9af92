/** A hash of text, the same on every machine, for ids and checksums. */

const encoder = new TextEncoder();

/** Hashes text to 17 hexadecimal digits: a zero, then two runs of FNV-1a with different offsets. */
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
