/** How `history` and `undo` tell people what was deployed and what would be taken back. */
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { mainTemplate } from "../undo/configuration.ts";
import type { History, HistoryRow } from "../undo/deployments.ts";
import { configurationText, savedText, shownId, templateName, versionText } from "../undo/names.ts";
import type { PhaseTable } from "../undo/phase-table.ts";
import { groupName, matchingInstances, stayingInstances } from "../undo/target.ts";
import { isNumber } from "../undo/template-versions.ts";
import type { EndPlan, ReadHistory, StartPlan } from "../undo/undo.ts";
import { spanText } from "./span-text.ts";

/** The table of `history` (U-002, U-006, U-009). */
export function historyLines({ history, problem }: ReadHistory, all: boolean): readonly string[] {
  const rows = all ? byTime([...history.deployments, ...history.others]) : history.deployments;
  if (history.known.refreshes.length === 0)
    return [`${groupName(history)} had no instance refresh in the last six weeks, which AWS keeps`];
  const header = ["#", "refresh", "ended", "took", "version", "release"];
  return [
    headline(history),
    "",
    ...table([header, ...rows.map((row) => cells(row, history))]),
    "",
    ...(problem === undefined ? [] : [`EC2 did not tell what the versions are: ${problem}`]),
    "AWS keeps six weeks, and not who started a refresh.",
  ];
}

function headline(history: History): string {
  const { configuration } = history.current;
  const name = groupName(history);
  if (configuration === undefined) return `${name} has ${savedText(history)}`;
  const isPolicy = configuration.MixedInstancesPolicy !== undefined;
  const holder = isPolicy ? "a mixed instances policy of launch template" : "launch template";
  const version = versionCell({ ...history.current, isAssumed: false });
  return `${name} has ${holder} ${templateName(configuration, history)}, version ${version}`;
}

/** Active refreshes have no end yet and come first. */
function byTime(rows: readonly HistoryRow[]): readonly HistoryRow[] {
  const start = ({ refresh }: HistoryRow) =>
    refresh === undefined ? Number.POSITIVE_INFINITY : (refresh.StartTime?.getTime() ?? 0);
  return [...rows].sort((a, b) => start(b) - start(a));
}

function cells(row: HistoryRow, history: History): readonly string[] {
  const { refresh, position, release = "", marks } = row;
  const version = launchedBy(row, history);
  const said = [statusMark(refresh), ...marks].filter((mark) => mark !== "").join(", ");
  if (refresh === undefined)
    return ["0", "saved by an update, not by a refresh", "", "", version, release, said];
  return [
    position === undefined ? "" : String(position),
    refresh.InstanceRefreshId ?? "",
    refresh.EndTime === undefined ? "" : timeText(refresh.EndTime),
    tookText(refresh),
    version,
    release,
    said,
  ];
}

/** The group's own row names its launch configuration, which no refresh can deploy (U-027). */
function launchedBy(row: HistoryRow, history: History): string {
  const { LaunchConfigurationName: name } = history.known.group;
  const isOwn = row.marks.includes("current") && row.configuration === undefined;
  return isOwn && name !== undefined ? name : versionCell(row);
}

function statusMark(refresh: InstanceRefresh | undefined): string {
  const { Status: status = "" } = refresh ?? {};
  return status === "Successful" ? "" : status;
}

type Version = Pick<HistoryRow, "configuration" | "numbered" | "isAssumed">;

/** `2`, `$Latest = 4`, `?`, `~2` for one that was assumed, `2 of a policy`. */
function versionCell({ configuration, numbered, isAssumed }: Version): string {
  if (configuration === undefined) return "?";
  const given = mainTemplate(configuration)?.Version ?? "$Default";
  const number = numbered && mainTemplate(numbered)?.Version;
  const text = isNumber(given) ? given : `${given} = ${number ?? "?"}`;
  const policy = configuration.MixedInstancesPolicy === undefined ? "" : ", mixed";
  return `${isAssumed ? "~" : ""}${text}${policy}`;
}

function tookText({ StartTime: start, EndTime: end }: InstanceRefresh): string {
  if (start === undefined || end === undefined) return "";
  return spanText((end.getTime() - start.getTime()) / 1000);
}

/** `2026-03-02 12:31:25Z`. */
function timeText(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace("T", " ")}Z`;
}

/** Columns as wide as their widest cell; `alignRight` for those with these numbers. */
function table(rows: readonly (readonly string[])[], alignRight: readonly number[] = [0]) {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return alignRight.includes(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

/** What the question is about (U-040). */
export function startLines(plan: StartPlan): readonly string[] {
  const { history, takenBack, target, cancels } = plan;
  const name = groupName(history);
  const back = target.row === undefined ? versionText(asRow(target)) : told(target.row, history);
  const cancelled = cancels && `  cancels     ${shownId(cancels, history)}, which is active`;
  return [
    `${name}: take back ${takenBack.configuration ? told(takenBack, history) : savedText(history)}`,
    ...(cancelled === undefined ? [] : [cancelled]),
    `  back to     ${back}`,
    `  replaces    ${replaced(plan)}`,
    `  afterwards  ${name} launches ${configurationText(target.configuration)}`,
    ...(plan.phases === undefined ? [] : ["", ...phaseLines(plan.phases)]),
  ];
}

function asRow({ configuration, release }: StartPlan["target"]) {
  return { numbered: configuration, ...(release !== undefined && { release }) };
}

function told(row: HistoryRow, history: History): string {
  const { refresh } = row;
  if (refresh === undefined) return `${versionText(row)}, saved by an update`;
  const until = refresh.EndTime === undefined ? "" : ` until ${timeText(refresh.EndTime)}`;
  return `${versionText(row)}, deployed by ${shownId(refresh, history)}${until}`;
}

/** How many instances, and the preferences that count. */
function replaced({ history, target, request }: StartPlan): string {
  const instances = stayingInstances(history.known.group);
  const matching = matchingInstances(target, instances).length;
  const {
    MinHealthyPercentage: least,
    MaxHealthyPercentage: most,
    InstanceWarmup: warmup,
    BakeTime: bake,
    CheckpointPercentages: checkpoints = [],
  } = request.Preferences ?? {};
  const parts = [
    `${instances.length - matching} of ${instances.length} instances`,
    least !== undefined && `at least ${least} % healthy`,
    most !== undefined && most > 100 && `at most ${most} %`,
    warmup !== undefined && `warmup ${warmup} s`,
    bake !== undefined && bake > 0 && `bake time ${bake} s`,
    checkpoints.length === 0 ? "no checkpoints" : `checkpoints at ${checkpoints.join(", ")} %`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}

/** The table of phases (U-056). */
function phaseLines(phases: PhaseTable): readonly string[] {
  const { rows, deployed, active } = phases;
  const header = ["phase", "deployed", "share", `of ${active}`, "instances", "checkpoint"];
  const lines = rows.map(({ number, deployed: own, exact, instances, checkpoint }) => [
    String(number),
    `${own} of ${deployed}`,
    exact === undefined ? "rest" : `${rounded((100 * own) / deployed)} %`,
    exact === undefined ? "" : rounded(exact.numerator / exact.denominator),
    String(instances),
    `${checkpoint.percentage} %, at ${checkpoint.count}`,
  ]);
  const assumed = "AWS tells no launches of the deployment any more: its desired capacity is taken";
  return [
    ...table([header, ...lines], [0, 3, 4]).map((line) => `  ${line}`),
    ...(phases.isAssumed ? [`  ${assumed}`] : []),
  ];
}

/** At most three digits after the point. */
function rounded(value: number): string {
  return String(Number(value.toFixed(3)));
}

/** What ends the active refresh (U-036, U-037). */
export function endLines({ kind, refresh, history }: EndPlan): readonly string[] {
  const name = groupName(history);
  const id = shownId(refresh, history);
  const deploys = configurationText(refresh.DesiredConfiguration);
  const percentage = refresh.PercentageComplete ?? 0;
  return kind === "cancel"
    ? [`${name}: cancel ${id} (${deploys}), which is Pending and has replaced nothing`]
    : [
        `${name}: roll back ${id} (${deploys}), which is ${refresh.Status} at ${percentage} %`,
        `  back to     ${savedText(history)}`,
      ];
}
