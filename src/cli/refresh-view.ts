/** The display of `watch`: state, bar, reason, and instances by state and version. */
import type { AutoScalingGroup, Instance, InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import colours from "picocolors";
import { visible } from "../domain/visible.ts";
import { hasEnded, progressOf } from "./refresh-text.ts";
import { spanText } from "./span-text.ts";

/** A refresh and its group at one moment. */
export interface Look {
  readonly refresh: InstanceRefresh;
  readonly group: AutoScalingGroup;
  /** The current time of the refresh, if known. */
  readonly now: number | undefined;
}

interface Surroundings {
  /** The terminal's width in columns. */
  readonly width: number;
  /** The endpoint that was asked. */
  readonly asked: string;
}

export function refreshView(look: Look, { width, asked }: Surroundings): readonly string[] {
  const { refresh, group, now } = look;
  const { AutoScalingGroupName: name = "", Instances: instances = [] } = group;
  const { InstanceRefreshId: id = "", StatusReason: reason = "" } = refresh;
  return [
    `${colours.bold(visible(name))} ${visible(id)}  ${colours.dim(visible(asked))}`,
    `${statusText(refresh)}  ${timeText(refresh, now)}`,
    barText(refresh, width),
    ...wrapped(visible(reason), width),
    "",
    batchText(instances, group.DesiredCapacity ?? 0),
    ...instanceTable(instances),
  ];
}

/** Wraps text at this many columns, between words if possible. */
function wrapped(text: string, width: number): readonly string[] {
  if (text === "") return [];
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function statusText(refresh: InstanceRefresh): string {
  const status = visible(refresh.Status ?? "");
  if (!hasEnded(refresh)) return colours.cyan(status);
  return status === "Successful" ? colours.green(status) : colours.red(status);
}

function timeText({ StartTime: start, EndTime: end }: InstanceRefresh, now?: number): string {
  if (start === undefined) return "not started";
  if (end !== undefined) return `took ${spanText((end.getTime() - start.getTime()) / 1000)}`;
  if (now !== undefined) return `${spanText((now - start.getTime()) / 1000)} so far`;
  return `since ${start.toISOString().slice(0, 19)}Z`;
}

/** "██████░░░░ 60 %, 4 to update" for 60 % in 10 cells; cells are filled only when complete. */
function barText(refresh: InstanceRefresh, width: number): string {
  const { percentage, left } = progressOf(refresh);
  const cells = Math.max(10, Math.min(50, width - 25));
  const full = Math.floor((percentage * cells) / 100);
  const bar = colours.green("█".repeat(full)) + colours.dim("░".repeat(cells - full));
  return `${bar}  ${percentage} %, ${left} to update`;
}

/** The current batch, which is launched before or after its predecessors are gone. */
function batchText(instances: readonly Instance[], desired: number): string {
  const count = (pattern: RegExp) =>
    instances.filter(({ LifecycleState: state = "" }) => pattern.test(state)).length;
  const healthy = instances.filter(
    ({ LifecycleState: state, HealthStatus: health }) =>
      state === "InService" && health === "Healthy",
  ).length;
  const coming = count(/^(Warmed:)?Pending/);
  const going = count(/^(Warmed:)?Terminat/);
  return `${healthy} of ${desired} in service and healthy; ${coming} launching, ${going} ending`;
}

/** One row per lifecycle state, one column per launch template version or launch configuration. */
function instanceTable(instances: readonly Instance[]): readonly string[] {
  const states = [...new Set(instances.map(({ LifecycleState: state = "?" }) => state))].sort();
  const sources = [...new Set(instances.map(sourceOf))].sort(byNumber);
  const rows = states.map((state) => [
    state,
    ...sources.map((source) => {
      const same = instances.filter((one) => one.LifecycleState === state);
      return String(same.filter((one) => sourceOf(one) === source).length || "-");
    }),
  ]);
  const table = [["", ...sources], ...rows];
  const widths = ["", ...sources].map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  );
  const aligned = ([state = "", ...counts]: readonly string[]) =>
    [
      visible(state).padEnd(widths[0] ?? 0),
      ...counts.map((cell, at) => cell.padStart(widths[at + 1] ?? 0)),
    ]
      .join("  ")
      .trimEnd();
  return instances.length === 0 ? [] : table.map(aligned);
}

function sourceOf({ LaunchTemplate: template, LaunchConfigurationName: name }: Instance): string {
  return template === undefined ? visible(name ?? "?") : visible(`version ${template.Version}`);
}

/** Sorts version 2 before version 10. */
function byNumber(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => Number(/\d+$/.exec(text)?.[0] ?? 0));
  const difference = (first ?? 0) - (second ?? 0);
  return difference !== 0 ? difference : a < b ? -1 : 1;
}
