/** Lines of records: what is whole, what was torn off at the end, and what is damaged. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRecords, recordLine } from "../../src/durable/record-lines.ts";

const values = [{ a: 1 }, { text: "zwölf\nund mehr" }, { list: [1, [2, {}]] }, { last: true }];
const lines = values.map(recordLine);
const whole = Buffer.concat(lines);
const offsets = lines.map((_, nth) => Buffer.concat(lines.slice(0, nth)).length);
const beginOfLast = offsets.at(-1) ?? 0;
const valuesIn = (bytes: Buffer) => readRecords(bytes).records.map(({ value }) => value);

test("whole lines are read with the byte at which each begins", () => {
  const records = values.map((value, nth) => ({ offset: offsets[nth], value }));
  expect(readRecords(whole)).toEqual({ records });
});

test("any values come back as they were", () => {
  const anyValues = fc.array(fc.jsonValue(), { maxLength: 5 });
  fc.assert(
    fc.property(anyValues, (given) => {
      const plain = JSON.parse(JSON.stringify(given));
      expect(valuesIn(Buffer.concat(given.map(recordLine)))).toEqual(plain);
    }),
  );
});

test("nothing holds no record", () => {
  expect(readRecords(Buffer.alloc(0))).toEqual({ records: [] });
});

test("cut at each byte, the records before the cut are whole and the rest is torn off", () => {
  for (let length = 0; length < whole.length; length++) {
    const { records, tornAt, damagedAt } = readRecords(whole.subarray(0, length));
    const complete = lines.filter((line, nth) => (offsets[nth] ?? 0) + line.length <= length);
    const begin = Buffer.concat(complete).length;
    expect(records.map(({ value }) => value)).toEqual(values.slice(0, complete.length));
    expect([length, tornAt, damagedAt]).toEqual([
      length,
      begin === length ? undefined : begin,
      undefined,
    ]);
  }
});

const flipped = (at: number, mask: number) => {
  const bytes = Buffer.from(whole);
  bytes[at] = (bytes[at] ?? 0) ^ mask;
  return bytes;
};

test("each flipped bit before the last record is damage, told with the line it is in", () => {
  for (let at = 0; at < beginOfLast; at++) {
    const begin = offsets.findLast((offset) => offset <= at) ?? 0;
    for (let bit = 0; bit < 8; bit++) {
      const { records, tornAt, damagedAt } = readRecords(flipped(at, 1 << bit));
      expect([at, bit, damagedAt, tornAt]).toEqual([at, bit, begin, undefined]);
      expect(records).toHaveLength(offsets.indexOf(begin));
    }
  }
});

test("each flipped bit of the last record keeps it from being read", () => {
  for (let at = beginOfLast; at < whole.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const { records, tornAt, damagedAt } = readRecords(flipped(at, 1 << bit));
      expect(records).toHaveLength(values.length - 1);
      expect([at, bit, tornAt ?? damagedAt]).toEqual([at, bit, beginOfLast]);
    }
  }
});

describe("what a file system may leave at the end after a loss of power", () => {
  test("zeros are a record torn off", () => {
    const bytes = Buffer.concat([whole, Buffer.alloc(4096)]);
    expect(readRecords(bytes)).toMatchObject({ tornAt: whole.length });
    expect(valuesIn(bytes)).toEqual(values);
  });

  test("zeros in front of a whole record are damage", () => {
    const bytes = Buffer.concat([whole, Buffer.alloc(64), recordLine({ later: true })]);
    const { damagedAt, tornAt } = readRecords(Buffer.concat([bytes, recordLine({ end: 1 })]));
    expect([damagedAt, tornAt]).toEqual([whole.length, undefined]);
  });
});

test.each([
  ["text of somebody else", Buffer.from("hello\nworld\n")],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])],
  ["JSON lines without checksums", Buffer.from('{"a":1}\n{"a":2}\n')],
])("%s is damaged from the beginning", (_, bytes) => {
  expect(readRecords(bytes)).toEqual({ records: [], damagedAt: 0 });
});
