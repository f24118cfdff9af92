/** Ids that follow from names: the same text gives the same digits, for ever. */
import { expect, test } from "vitest";
import { stableHex } from "../../src/domain/stable-hash.ts";

test.each([
  ["", "0811c9dc4811c9dc7"],
  ["000000000000/us-east-1/vpc", "00de5f8432ae32ab8"],
  ["€", "0582489d453b897b1"],
])("%j is %s", (text, digits) => {
  expect(stableHex(text)).toBe(digits);
});
