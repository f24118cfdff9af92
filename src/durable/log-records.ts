/** Reads a log: checks each record, finds how far it is intact, and judges how it ends. */

import { type Instant, isInstant } from "../domain/time.ts";
import { DataFolderError } from "../domain/user-errors.ts";
import { isStoredClock } from "../pacer.ts";
import { withFile } from "./byte-source.ts";
import { checkHeader, type LogCount, type LogRecord, type ReadHeader } from "./file-format.ts";
import { type RecordsEnd, readRecords } from "./record-lines.ts";

export interface LogReading {
  readonly path: string;
  readonly size: number;
  /** Undefined when the header line is damaged. */
  readonly header: ReadHeader | undefined;
  /** Number of intact records up to the first damaged one. */
  readonly records: number;
  /** The time of the last input among them. */
  readonly lastAt: Instant | undefined;
  readonly end: RecordsEnd;
  /** The acknowledged part, at least; undefined when the count cannot be read. */
  readonly count: LogCount | undefined;
}

type Wanted = Parameters<typeof checkHeader>[2];

/** Throws DataFolderError for a foreign header and for intact records that make no sense. */
export function readLog(path: string, wanted: Wanted, count: LogCount | undefined): LogReading {
  return withFile(path, (source) => {
    let header: ReadHeader | undefined;
    let records = 0;
    let lastAt: Instant | undefined;
    const end = readRecords(source, ({ offset, value }) => {
      if (header === undefined) {
        header = checkHeader(path, value, wanted);
        return;
      }
      const record = logRecord(path, offset, value);
      records += 1;
      if ("input" in record) lastAt = record.input.at;
    });
    return { path, size: source.size, header, records, lastAt, end, count };
  });
}

/** Visits the intact records one by one, without holding all of them in memory. */
export function eachRecord(
  { path, records }: LogReading,
  give: (record: LogRecord, offset: number) => void,
): void {
  let given = -1;
  withFile(path, (source) =>
    readRecords(source, ({ offset, value }) => {
      if (given >= 0 && given < records) give(logRecord(path, offset, value), offset);
      given += 1;
    }),
  );
}

function logRecord(path: string, offset: number, value: unknown): LogRecord {
  const { input, clock } = (value ?? {}) as { readonly input?: unknown; readonly clock?: unknown };
  const at = (input as { readonly at?: unknown } | null | undefined)?.at;
  if (isInstant(at) || (input === undefined && isStoredClock(clock))) return value as LogRecord;
  throw new DataFolderError(
    `${path}: the record at byte ${offset} is as it was written, and makes no sense`,
  );
}

/** Whether only the last write was cut short and nothing acknowledged is missing. */
export function isTorn({ end, records, count, header }: LogReading): boolean {
  if (header === undefined || count === undefined || records < count.records) return false;
  return end.kind === "torn" || end.kind === "zeros";
}

/** What is wrong with the log, and where; undefined when it can be continued. */
export function complaintAbout(reading: LogReading): string | undefined {
  const { path, end, records, count, header, size } = reading;
  if (isTorn(reading)) return undefined;
  const { offset, kind } = end;
  if (header === undefined) return `${path}: is damaged at byte 0: it lacks its first line`;
  if (kind !== "whole") {
    const lost = count === undefined ? "" : lossText(count.records - records);
    return `${path}: is damaged at byte ${offset}: ${damageTexts[kind](size - offset)}${lost}`;
  }
  if (count === undefined) {
    return `${path}: nobody knows if it is complete, because its count is missing or damaged`;
  }
  const missing = count.records - records;
  if (missing <= 0) return undefined;
  const early = `ends at byte ${offset}, ${count.bytes - offset} bytes early`;
  return `${path}: ${early}: ${missing} of ${count.records} acknowledged records are missing`;
}

const damageTexts: Readonly<
  Record<Exclude<RecordsEnd["kind"], "whole">, (bytes: number) => string>
> = {
  torn: () => "a record ends early there, as after a loss of power",
  zeros: (bytes) => `the last ${bytes} bytes are zeros, as after a loss of power`,
  lastRecord: () => "the last record is whole in length and not what was written",
  garbage: (bytes) => `the last ${bytes} bytes are no record, as after a loss of power`,
  middle: () => "records that are whole come after it, so it is no end of a writing",
};

function lossText(missing: number): string {
  return missing <= 0 ? "" : `; ${missing} acknowledged records are not whole`;
}
