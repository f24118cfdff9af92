/** The only source of randomness: seeded generators, one per purpose, with readable state. */

/** Each purpose has its own generator, so that draws for one never shift another's. */
export type Purpose =
  | "instance"
  | "launchTemplate"
  | "reservation"
  | "ec2Record"
  | "uuid"
  | "token"
  | "request"
  | "fault"
  | "faultChance"
  | "behaviorChance";

/** The four words of an sfc32 generator; plain numbers, so that they can be stored. */
export interface RandomState {
  a: number;
  b: number;
  c: number;
  counter: number;
}

/** A generator determined by seed and purpose. */
export function seeded(seed: string, purpose: Purpose): RandomState {
  const text = `${purpose}:${seed}`;
  const state = { a: hash(text, 1), b: hash(text, 2), c: hash(text, 3), counter: 1 };
  for (let round = 0; round < 12; round++) nextUint32(state);
  return state;
}

/** Draws the next 32 bits as a non-negative integer. */
export function nextUint32(state: RandomState): number {
  const sum = (state.a + state.b + state.counter) | 0;
  state.counter = (state.counter + 1) | 0;
  state.a = state.b ^ (state.b >>> 9);
  state.b = (state.c + (state.c << 3)) | 0;
  state.c = (((state.c << 21) | (state.c >>> 11)) + sum) | 0;
  return sum >>> 0;
}

/** Draws a number from 0 to below 1. */
export function nextFraction(state: RandomState): number {
  return nextUint32(state) / 2 ** 32;
}

/** Draws this many bytes. */
export function nextBytes(state: RandomState, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  for (let index = 0; index < count; index += 4) {
    const word = nextUint32(state);
    for (let part = 0; part < 4 && index + part < count; part++) {
      bytes[index + part] = (word >>> (8 * part)) & 0xff;
    }
  }
  return bytes;
}

function hash(text: string, salt: number): number {
  let value = Math.imul(salt, 0x9e3779b9) ^ 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
}
