/**
 * One record a line: checksum and length of its JSON as eight hexadecimal digits each, then the
 * JSON. Reading tells what a writing left that did not come to its end from damage.
 */
import { crc32 } from "node:zlib";
import type { ByteSource } from "./byte-source.ts";

export interface StoredRecord {
  /** Of its first byte. */
  readonly offset: number;
  readonly value: unknown;
}

/**
 * How a row of lines ends that all hold up to here: `torn`, the last one was not written to its end
 * (zeros may follow, where a disk had made room for it); `zeros`, nothing but zeros comes;
 * `lastRecord`, one comes that has the length it says and is not what was written; `garbage`, what
 * comes is no record and no record comes after it; `middle`, records follow that hold again.
 */
type EndKind = "whole" | "torn" | "zeros" | "lastRecord" | "garbage" | "middle";

export interface RecordsEnd {
  readonly kind: EndKind;
  /** Where the first line begins that does not hold; the size where all do. */
  readonly offset: number;
}

const newline = 0x0a;
const prefixLength = 18;

export function recordLine(value: unknown): Buffer {
  return lineOf(Buffer.from(JSON.stringify(value)));
}

export function lineOf(json: Buffer): Buffer {
  return Buffer.concat([Buffer.from(prefixOf(json)), json, Buffer.of(newline)]);
}

/** Tells of each record up to the first line that does not hold, and how the row ends there. */
export function readRecords(
  source: ByteSource,
  onRecord: (record: StoredRecord, line: Buffer) => void,
): RecordsEnd {
  let offset = 0;
  while (offset < source.size) {
    const line = lineAt(source, offset);
    const value = line && recordIn(line);
    if (line === undefined || value === undefined) return { kind: endKind(source, offset), offset };
    onRecord({ offset, value }, line);
    offset += line.length;
  }
  return { kind: "whole", offset };
}

/** The lines after one that does not hold: how many there are, and the records among them. */
export function linesAfter(source: ByteSource, begin: number) {
  const records: StoredRecord[] = [];
  let lines = 0;
  for (let offset = begin; offset < source.size; ) {
    const end = endOfLine(source, offset);
    const bytes = source.read(offset, end - offset);
    if (!isZero(bytes)) lines += 1;
    const value = recordIn(bytes);
    if (value !== undefined) records.push({ offset, value });
    offset = end;
  }
  return { lines, records };
}

function prefixOf(json: Buffer): string {
  return `${eightDigits(crc32(json))} ${eightDigits(json.length)} `;
}

function eightDigits(number: number): string {
  return number.toString(16).padStart(8, "0");
}

/** How long the whole line is by its own prefix; undefined when that is none. */
function statedLength(prefix: Buffer): number | undefined {
  const [, length] = /^[\da-f]{8} ([\da-f]{8}) $/.exec(prefix.toString("latin1")) ?? [];
  return length === undefined ? undefined : prefixLength + Number.parseInt(length, 16) + 1;
}

/** So many bytes as the line says; undefined when there are fewer, or when it says nothing. */
function lineAt(source: ByteSource, offset: number): Buffer | undefined {
  const length = statedLength(source.read(offset, prefixLength));
  if (length === undefined || offset + length > source.size) return undefined;
  return source.read(offset, length);
}

/** Undefined when it is not what recordLine writes. */
function recordIn(line: Buffer): unknown {
  if (line.at(-1) !== newline) return undefined;
  const json = line.subarray(prefixLength, -1);
  if (line.toString("latin1", 0, prefixLength) !== prefixOf(json)) return undefined;
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}

/** Asked where a line does not hold, and something is there. */
function endKind(source: ByteSource, offset: number): EndKind {
  if (linesAfter(source, offset).records.length > 0) return "middle";
  const { written, hasNewline } = writtenAfter(source, offset);
  if (written === 0) return "zeros";
  const start = source.read(offset, Math.min(written, prefixLength));
  const length = statedLength(start);
  // Zeros where its end should be: the disk had made room and the bytes never came.
  const isShort = length === undefined ? written < prefixLength : written < length;
  if (isShort && !hasNewline && isBeginOfPrefix(start)) return "torn";
  return length !== undefined && offset + length === source.size ? "lastRecord" : "garbage";
}

/** How many bytes come before the zeros at the end, and if a newline is among them. */
function writtenAfter(source: ByteSource, begin: number) {
  let written = 0;
  let hasNewline = false;
  for (let offset = begin; offset < source.size; offset += step) {
    const bytes = source.read(offset, step);
    for (let last = bytes.length - 1; last >= 0; last--) {
      if (bytes[last] === 0) continue;
      written = offset + last + 1 - begin;
      break;
    }
    hasNewline ||= bytes.includes(newline);
  }
  return { written, hasNewline };
}

function isBeginOfPrefix(bytes: Buffer): boolean {
  const pattern = /^[\da-f]{0,8}$|^[\da-f]{8} [\da-f]{0,8}$|^[\da-f]{8} [\da-f]{8} $/;
  return pattern.test(bytes.toString("latin1"));
}

const step = 64 * 1024;

function endOfLine(source: ByteSource, begin: number): number {
  for (let offset = begin; offset < source.size; offset += step) {
    const at = source.read(offset, step).indexOf(newline);
    if (at !== -1) return offset + at + 1;
  }
  return source.size;
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
