/** Lines of records: what is whole, what was torn off at the end, and what is damaged. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ByteSource } from "../../src/durable/byte-source.ts";
import {
  linesAfter,
  readRecords,
  recordLine,
  type StoredRecord,
} from "../../src/durable/record-lines.ts";

const values = [{ a: 1 }, { text: "zwölf\nund mehr" }, { list: [1, [2, {}]] }, { last: true }];
const lines = values.map(recordLine);
const whole = Buffer.concat(lines);
const offsets = lines.map((_, nth) => Buffer.concat(lines.slice(0, nth)).length);
const beginOfLast = offsets.at(-1) ?? 0;

function bytesAsSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

function readIn(bytes: Buffer) {
  const records: StoredRecord[] = [];
  const end = readRecords(bytesAsSource(bytes), (record) => records.push(record));
  return { records, end };
}
const valuesIn = (bytes: Buffer) => readIn(bytes).records.map(({ value }) => value);

test("whole lines are read with the byte at which each begins", () => {
  const records = values.map((value, nth) => ({ offset: offsets[nth], value }));
  expect(readIn(whole)).toEqual({ records, end: { kind: "whole", offset: whole.length } });
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
  expect(readIn(Buffer.alloc(0))).toEqual({ records: [], end: { kind: "whole", offset: 0 } });
});

describe.each([0, 1, 20, 5000])("cut at each byte, with %i zeros after it,", (zeros) => {
  test("the records before the cut are whole and the rest is a writing that did not end", () => {
    for (let length = 0; length < whole.length; length++) {
      const bytes = Buffer.concat([whole.subarray(0, length), Buffer.alloc(zeros)]);
      const { records, end } = readIn(bytes);
      const complete = lines.filter((line, nth) => (offsets[nth] ?? 0) + line.length <= length);
      const begin = Buffer.concat(complete).length;
      const kind = begin < length ? "torn" : zeros > 0 ? "zeros" : "whole";
      expect(records.map(({ value }) => value)).toEqual(values.slice(0, complete.length));
      expect([length, end]).toEqual([length, { kind, offset: begin }]);
    }
  });
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
      const { records, end } = readIn(flipped(at, 1 << bit));
      expect([at, bit, end.offset]).toEqual([at, bit, begin]);
      // A newline that is lost joins the last two records, and none is whole after it.
      expect(["middle", "garbage", "torn"]).toContain(end.kind);
      if (at < beginOfLast - 1) expect([at, bit, end.kind]).toEqual([at, bit, "middle"]);
      expect(records).toHaveLength(offsets.indexOf(begin));
    }
  }
});

test("each flipped bit of the last record is damage, and no writing that did not end", () => {
  for (let at = beginOfLast; at < whole.length - 1; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const { records, end } = readIn(flipped(at, 1 << bit));
      expect(records).toHaveLength(values.length - 1);
      expect(end.offset).toBe(beginOfLast);
      const isStatedLength = at - beginOfLast < 18 && at - beginOfLast >= 8;
      if (!isStatedLength) expect(["lastRecord", "garbage"]).toContain(end.kind);
    }
  }
});

describe("what a file system may leave at the end after a loss of power", () => {
  test("zeros in front of whole records are damage", () => {
    const bytes = Buffer.concat([whole, Buffer.alloc(64), recordLine({ later: true })]);
    const { end } = readIn(Buffer.concat([bytes, recordLine({ end: 1 })]));
    expect(end).toEqual({ kind: "middle", offset: whole.length });
  });

  test("other bytes are garbage", () => {
    const bytes = Buffer.concat([whole, Buffer.from([1, 2, 250, 251, 10, 99, 0])]);
    expect(readIn(bytes).end).toEqual({ kind: "garbage", offset: whole.length });
  });

  test("records after the damage are counted and read", () => {
    const bytes = flipped((offsets[1] ?? 0) + 22, 1);
    const { lines: found, records } = linesAfter(bytesAsSource(bytes), offsets[1] ?? 0);
    expect([found, records.map(({ value }) => value)]).toEqual([3, values.slice(2)]);
  });
});

test.each([
  ["text of somebody else", Buffer.from("hello\nworld\n")],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])],
  ["JSON lines without checksums", Buffer.from('{"a":1}\n{"a":2}\n')],
])("%s is damaged from the beginning", (_, bytes) => {
  expect(readIn(bytes)).toEqual({ records: [], end: { kind: "garbage", offset: 0 } });
});
