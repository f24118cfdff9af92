/**
 * One record a line: checksum and length of its JSON as eight hexadecimal digits each, then the
 * JSON. Reading tells a record that was torn off at the end from damage anywhere else.
 */
import { crc32 } from "node:zlib";

export interface StoredRecord {
  /** Of its first byte. */
  readonly offset: number;
  readonly value: unknown;
}

export interface RecordsRead {
  readonly records: readonly StoredRecord[];
  /** Where the last record begins, when it was not written to its end. */
  readonly tornAt?: number;
  /** Where a line begins that nobody wrote like this. */
  readonly damagedAt?: number;
}

const newline = 0x0a;
const prefixLength = 18;

export function recordLine(value: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(value));
  return Buffer.concat([Buffer.from(prefixOf(json)), json, Buffer.of(newline)]);
}

/** Ends at the first line that does not hold; what comes after it is not to be trusted. */
export function readRecords(bytes: Buffer): RecordsRead {
  const records: StoredRecord[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const end = bytes.indexOf(newline, offset);
    const line = bytes.subarray(offset, end === -1 ? bytes.length : end);
    const value = end === -1 ? undefined : recordIn(line);
    if (value === undefined) {
      const isLast = end === -1 || end === bytes.length - 1;
      return isLast && !isLongerThanItSays(line)
        ? { records, tornAt: offset }
        : { records, damagedAt: offset };
    }
    records.push({ offset, value });
    offset = end + 1;
  }
  return { records };
}

function prefixOf(json: Buffer): string {
  return `${eightDigits(crc32(json))} ${eightDigits(json.length)} `;
}

function eightDigits(number: number): string {
  return number.toString(16).padStart(8, "0");
}

/** Undefined when it is not what recordLine writes. */
function recordIn(line: Buffer): unknown {
  const json = line.subarray(prefixLength);
  if (line.toString("latin1", 0, prefixLength) !== prefixOf(json)) return undefined;
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}

/** Torn lines are shorter; in a longer one the end of a record was lost, and the next one is in. */
function isLongerThanItSays(line: Buffer): boolean {
  const [, , digits = ""] =
    /^([\da-f]{8}) ([\da-f]{8}) $/.exec(line.toString("latin1", 0, 18)) ?? [];
  return line.length - prefixLength > Number.parseInt(digits, 16);
}
