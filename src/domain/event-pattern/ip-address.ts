/** Addresses of IPv4 and IPv6 and blocks of them, as event patterns know them. */

/** Why a text is no block of addresses. */
export class AddressError extends Error {
  override readonly name = "AddressError";
}

interface AddressRange {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** The range of one address; undefined for a text that is none. */
export function parseAddress(text: string): AddressRange | undefined {
  const groups = text.includes(":") ? groupsOf(text) : bytesOf(text);
  if (groups === undefined) return undefined;
  const width = groups.length === 4 ? 8n : 16n;
  const address = groups.reduce((sum, group) => (sum << width) | BigInt(group), 0n);
  return { bits: groups.length === 4 ? 32 : 128, first: address, last: address };
}

export function contains(outer: AddressRange, inner: AddressRange): boolean {
  return outer.bits === inner.bits && outer.first <= inner.first && inner.last <= outer.last;
}

/** The range of a block like 10.0.0.0/24. Throws AddressError with AWS's reason. */
export function addressRange(cidr: string): AddressRange {
  const parts = cidr.replace(/\/+$/, "").split("/");
  const [address = "", length = ""] = parts;
  if (parts.length !== 2) throw new AddressError("Malformed CIDR, one '/' required");
  if (!/^[+-]?[0-9]{1,9}$/.test(length)) {
    throw new AddressError("Malformed CIDR, mask bits must be an integer");
  }
  const fixedBits = Number(length);
  if (fixedBits < 0) throw new AddressError("Malformed CIDR, mask bits must not be negative");
  const range = parseAddress(address);
  if (range === undefined) {
    const looksLikeOne = /^([0-9]+(\.[0-9]+){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)$/.test(address);
    throw new AddressError(`${looksLikeOne ? "Invalid" : "Nonstandard"} IP address: ${address}`);
  }
  if (fixedBits >= range.bits) {
    const version = range.bits === 32 ? "IPv4" : "IPv6";
    throw new AddressError(`${version} mask bits must be < ${range.bits}`);
  }
  const size = 1n << BigInt(range.bits - fixedBits);
  const first = range.first - (range.first % size);
  return { bits: range.bits, first, last: first + size - 1n };
}

function bytesOf(text: string): readonly number[] | undefined {
  if (!/^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(text)) return undefined;
  const bytes = text.split(".").map(Number);
  return bytes.every((byte) => byte < 256) ? bytes : undefined;
}

/** The eight groups of an IPv6 address, with `::` filled in. */
function groupsOf(text: string): readonly number[] | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [before = [], after] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - before.length - (after?.length ?? 0);
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array<string>(missing).fill("0"), ...(after ?? [])];
  const isWellFormed = groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group));
  return isWellFormed ? groups.map((group) => Number.parseInt(group, 16)) : undefined;
}
