/** Tests of a single value of an event, one for each operator of event patterns. */
import { addressRange, contains, parseAddress } from "./ip-address.ts";
import { wildcardTest } from "./wildcard.ts";

/** A value of an event that is no object and no array. */
export type Scalar = string | number | boolean | null;

export type ValueTest = (value: Scalar) => boolean;

type TextTest = (text: string) => boolean;

/** Most operators hold for strings only. */
function ofText(test: TextTest): ValueTest {
  return (value) => typeof value === "string" && test(value);
}

/** A number equals another by value: 300 is 300.0. */
export function equals(wanted: Scalar): ValueTest {
  if (typeof wanted !== "string") return (value) => value === wanted;
  const address = parseAddress(wanted);
  if (address === undefined) return (value) => value === wanted;
  return ofText((text) => {
    const other = parseAddress(text);
    return (
      text === wanted ||
      (other !== undefined && contains({ ...address, last: address.first }, other))
    );
  });
}

export function hasPrefix(prefix: string): ValueTest {
  return ofText((text) => text.startsWith(prefix));
}

export function hasSuffix(suffix: string): ValueTest {
  return ofText((text) => text.endsWith(suffix));
}

export function ignoringCase(make: (wanted: string) => ValueTest, wanted: string): ValueTest {
  const test = make(wanted.toLowerCase());
  return ofText((text) => test(text.toLowerCase()));
}

/** Throws WildcardError. */
export function matchesWildcard(pattern: string): ValueTest {
  return ofText(wildcardTest(pattern));
}

/** Throws AddressError. */
export function isInBlock(cidr: string): ValueTest {
  const block = addressRange(cidr);
  return ofText((text) => {
    const address = parseAddress(text);
    return address !== undefined && contains(block, address);
  });
}

/** Holds for a value of any kind that none of the tests holds for. */
export function noneOf(tests: readonly ValueTest[]): ValueTest {
  return (value) => !tests.some((test) => test(value));
}

export const isThere: ValueTest = () => true;

/** Both ends are tests of the same number. */
export function inRange(ends: readonly ((value: number) => boolean)[]): ValueTest {
  return (value) => typeof value === "number" && ends.every((holds) => holds(value));
}
