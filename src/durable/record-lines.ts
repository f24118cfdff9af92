/**
 * One record per line: checksum and length of its JSON as eight hexadecimal digits each, then the
 * JSON. This lets a reader distinguish an interrupted write from damage.
 */
import { crc32 } from "node:zlib";
import type { ByteSource } from "./byte-source.ts";

export interface StoredRecord {
  /** Position of its first byte. */
  readonly offset: number;
  readonly value: unknown;
}

/**
 * What follows the intact lines: `torn`, the last line is incomplete (zeros may follow, where the
 * disk had reserved space); `zeros`, only zeros; `lastRecord`, one line of the right length with
 * wrong content; `garbage`, bytes without any record; `middle`, a damaged line with intact records
 * after it.
 */
type EndKind = "whole" | "torn" | "zeros" | "lastRecord" | "garbage" | "middle";

export interface RecordsEnd {
  readonly kind: EndKind;
  /** Where the first damaged line begins; the file's size when there is none. */
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

/** Visits each record up to the first damaged line, and says how the intact lines end. */
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

/** Counts the lines from a damaged one on, and the intact records among them. */
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

/** The line's length according to its prefix; undefined for an invalid prefix. */
function statedLength(prefix: Buffer): number | undefined {
  const [, length] = /^[\da-f]{8} ([\da-f]{8}) $/.exec(prefix.toString("latin1")) ?? [];
  return length === undefined ? undefined : prefixLength + Number.parseInt(length, 16) + 1;
}

/** The line's bytes; undefined when fewer are left, or when its prefix is invalid. */
function lineAt(source: ByteSource, offset: number): Buffer | undefined {
  const length = statedLength(source.read(offset, prefixLength));
  if (length === undefined || offset + length > source.size) return undefined;
  return source.read(offset, length);
}

/** Undefined for anything that recordLine did not write. */
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

/** Called at a damaged line that is not the end of the file. */
function endKind(source: ByteSource, offset: number): EndKind {
  if (linesAfter(source, offset).records.length > 0) return "middle";
  const { written, hasNewline } = writtenAfter(source, offset);
  if (written === 0) return "zeros";
  const start = source.read(offset, Math.min(written, prefixLength));
  const length = statedLength(start);
  // Zeros in place of the line's end: the disk reserved the space but never got the bytes.
  const isShort = length === undefined ? written < prefixLength : written < length;
  if (isShort && !hasNewline && isBeginOfPrefix(start)) return "torn";
  return length !== undefined && offset + length === source.size ? "lastRecord" : "garbage";
}

/** The number of bytes before the trailing zeros, and whether a newline is among them. */
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
