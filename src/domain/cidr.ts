/** Arithmetic on IPv4 CIDR blocks. */

export interface Cidr {
  /** The lowest address, as a number. */
  readonly first: number;
  readonly last: number;
  readonly prefixLength: number;
  /** Without the bits after the prefix, as EC2 stores it. */
  readonly text: string;
}

/** Parses a block: `10.0.1.7/24` is 10.0.1.0/24; undefined for any other text. */
export function parseCidr(text: string): Cidr | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [a = 0, b = 0, c = 0, d = 0, prefixLength = 0] = (parts ?? []).slice(1).map(Number);
  const isBlock = parts !== null && prefixLength <= 32 && [a, b, c, d].every((part) => part < 256);
  if (!isBlock) return undefined;
  const size = 2 ** (32 - prefixLength);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  const last = first + size - 1;
  return { first, last, prefixLength, text: `${addressText(first)}/${prefixLength}` };
}

export function addressText(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

export function overlap(one: Cidr, other: Cidr): boolean {
  return one.first <= other.last && other.first <= one.last;
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}
