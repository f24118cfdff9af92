/** Reads a group's deployments off its refreshes: the line that undo goes back along (U-007). */
import type {
  AutoScalingGroup,
  DesiredConfiguration,
  InstanceRefresh,
} from "@aws-sdk/client-auto-scaling";
import { present } from "../domain/assert.ts";
import { areEqual, savedConfiguration } from "./configuration.ts";
import { goneTemplate, numbered, releaseOf, type TemplateVersions } from "./template-versions.ts";

/** What AWS's calls told of one group (U-001). */
export interface Known {
  readonly group: AutoScalingGroup;
  /** Of the last six weeks. */
  readonly refreshes: readonly InstanceRefresh[];
  readonly versions: TemplateVersions;
}

export type Mark = "current" | "same" | "taken back" | "gone";

export interface HistoryRow {
  /** Absent in the row of an update, and of a launch configuration. */
  readonly refresh?: InstanceRefresh;
  /** 0 for what the group has, -1, -2, … down the line; absent outside the line (U-008). */
  readonly position?: number;
  /** As it was given; undefined if AWS does not keep it, or for a launch configuration. */
  readonly configuration?: DesiredConfiguration;
  /** With versions as numbers; undefined if they are unknown. */
  readonly numbered?: DesiredConfiguration;
  /** Taken from what the group has saved, since the refresh named none (U-004). */
  readonly isAssumed: boolean;
  readonly release?: string;
  readonly marks: readonly Mark[];
}

/** A group's history, newest first. */
export interface History {
  readonly known: Known;
  /** Deployments, after the row of an update if there is one. */
  readonly deployments: readonly HistoryRow[];
  /** The refreshes that deployed nothing: failed, cancelled, rolled back or active. */
  readonly others: readonly HistoryRow[];
  /** Position 0. */
  readonly current: HistoryRow;
}

/** A row while the line is read: what the rest follows from. */
interface Read {
  readonly refresh?: InstanceRefresh;
  readonly configuration?: DesiredConfiguration;
  readonly numbered?: DesiredConfiguration;
  readonly isAssumed: boolean;
}

/** The history of the group (U-002 to U-008). A deployment is a refresh that ended Successful. */
export function historyOf(known: Known): History {
  const newestFirst = [...known.refreshes].sort((a, b) => startOf(b) - startOf(a));
  const current = currentRow(known);
  const successes = newestFirst.filter(({ Status: status }) => status === "Successful");
  const read = successes.map((refresh, nth) => readRow(refresh, { known, current, nth }));
  const line = lineOf([...read].reverse(), current);
  const deployments = line.isUpdated ? [current, ...read] : read;
  const others = newestFirst.filter((refresh) => !successes.includes(refresh));
  const rows = deployments.map((row) => finished(row, line, known));
  return {
    known,
    deployments: rows,
    others: others.map((refresh) => finished(readRow(refresh, { known }), line, known)),
    current: present(
      rows.find(({ position }) => position === 0),
      "the current configuration",
    ),
  };
}

function startOf({ StartTime: start }: InstanceRefresh): number {
  return start?.getTime() ?? 0;
}

function currentRow({ group, versions }: Known): Read {
  const configuration = savedConfiguration(group);
  if (configuration === undefined) return { isAssumed: false };
  const found = numbered(configuration, versions, "now");
  return { configuration, ...(found && { numbered: found }), isAssumed: false };
}

interface Reading {
  readonly known: Known;
  /** Given for deployments: what the group has, which the newest may stand for. */
  readonly current?: Read;
  readonly nth?: number;
}

function readRow(refresh: InstanceRefresh, { known, current, nth }: Reading): Read {
  const { DesiredConfiguration: given, EndTime: end } = refresh;
  if (given === undefined) {
    // U-004: AWS does not keep what the group had saved then.
    return nth === 0 && current !== undefined
      ? { ...current, refresh, isAssumed: true }
      : { refresh, isAssumed: false };
  }
  const moment = end === undefined ? "now" : { endedAt: end.getTime() };
  const found = numbered(given, known.versions, moment);
  return { refresh, configuration: given, ...(found && { numbered: found }), isAssumed: false };
}

/** The line as a stack, the newest last, and what its reading decided of the rows. */
interface Line {
  readonly stack: readonly Read[];
  readonly same: ReadonlySet<Read>;
  readonly takenBack: ReadonlySet<Read>;
  /** The group has something else than its newest deployment brought. */
  readonly isUpdated: boolean;
}

/** U-007: a configuration that is in the line already takes everything above it off. */
function lineOf(oldestFirst: readonly Read[], current: Read): Line {
  const stack: Read[] = [];
  const same = new Set<Read>();
  const takenBack = new Set<Read>();
  const add = (row: Read): void => {
    const found = stack.findIndex((other) => isSame(other, row));
    const earlier = stack[found];
    if (earlier === undefined) {
      stack.push(row);
    } else if (found === stack.length - 1) {
      same.add(row);
    } else {
      // The deployment that came back stands for the configuration from now on.
      for (const off of stack.splice(found + 1)) takenBack.add(off);
      stack[found] = row;
      same.add(earlier);
    }
  };
  for (const row of oldestFirst) add(row);
  const top = stack.at(-1);
  const isUpdated = top === undefined || !(isSame(top, current) || top.isAssumed);
  if (isUpdated) add(current);
  return { stack, same, takenBack, isUpdated };
}

/** What is unknown is equal to nothing. */
function isSame(one: Read, other: Read): boolean {
  if (one.numbered === undefined || other.numbered === undefined) return false;
  return areEqual(one.numbered, other.numbered);
}

function finished(row: Read, line: Line, { versions }: Known): HistoryRow {
  const at = line.stack.indexOf(row);
  const position = at < 0 ? undefined : at - (line.stack.length - 1);
  const release = row.numbered && releaseOf(row.numbered, versions);
  const isGone = row.numbered !== undefined && goneTemplate(row.numbered, versions) !== undefined;
  const marks: readonly (Mark | false)[] = [
    position === 0 && "current",
    line.same.has(row) && "same",
    line.takenBack.has(row) && "taken back",
    isGone && "gone",
  ];
  return {
    ...row,
    ...(position !== undefined && { position }),
    ...(release !== undefined && { release }),
    marks: marks.filter((mark) => mark !== false),
  };
}
