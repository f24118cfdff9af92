/** The display of `watch`: state, times, bar, reason, instances, and what happened last. */
import type { AutoScalingGroup, Instance, InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import colours from "picocolors";
import { visible } from "../domain/visible.ts";
import type { Outlook } from "./outlook.ts";
import { endText, momentText } from "./outlook-text.ts";
import { instanceTable } from "./refresh-instances.ts";
import { hasEnded, progressOf } from "./refresh-text.ts";
import { spanText } from "./span-text.ts";
import { wrapped } from "./wrapped.ts";

/** A refresh and its group at one moment. */
export interface Look extends Outlook {
  readonly refresh: InstanceRefresh;
  /** The time of that answer: virtual time of an emulator. */
  readonly now?: number | undefined;
  readonly group: AutoScalingGroup;
  /** Ids of the instances that were launched since it began, where versions cannot tell them. */
  readonly launched: ReadonlySet<string>;
}

interface Surroundings {
  /** The terminal's width in columns. */
  readonly width: number;
  /** The endpoint that was asked. */
  readonly asked: string;
}

export function refreshView(look: Look, { width, asked }: Surroundings): readonly string[] {
  const { refresh, group, lately = [] } = look;
  const { AutoScalingGroupName: name = "", Instances: instances = [] } = group;
  const { InstanceRefreshId: id = "", StatusReason: reason = "" } = refresh;
  const wrap = (text: string) => wrapped(text, width);
  return [
    ...wrap(`${colours.bold(visible(name))} ${visible(id)}  ${colours.dim(visible(asked))}`),
    ...wrap(`${statusText(refresh)}  ${timeText(look)}`),
    ...wrap(endLine(look)),
    barText(refresh, width),
    ...wrap(visible(reason)),
    "",
    ...wrap(batchText(instances, group.DesiredCapacity ?? 0)),
    ...instanceTable(instances, { launched: look.launched, width }),
    ...(lately.length === 0 ? [] : [""]),
    ...lately.flatMap(({ at, says }) => wrap(visible(`${at.slice(11, 19)}  ${says}`))),
  ];
}

function statusText(refresh: InstanceRefresh): string {
  const status = visible(refresh.Status ?? "");
  if (!hasEnded(refresh)) return colours.cyan(status);
  return status === "Successful" ? colours.green(status) : colours.red(status);
}

/** How long it has been, and until when. */
function timeText({ refresh, now }: Look): string {
  const { StartTime: start, EndTime: end } = refresh;
  if (start === undefined) return "not started";
  const since = start.getTime();
  if (end !== undefined) {
    return `took ${spanText((end.getTime() - since) / 1000)}, until ${momentText(end.getTime())}`;
  }
  if (now === undefined) return `since ${momentText(since)}`;
  return `${spanText((now - since) / 1000)} so far, at ${momentText(now)}`;
}

function endLine({ refresh, now, end }: Look): string {
  if (now === undefined || end === undefined || hasEnded(refresh)) return "";
  const left = spanText((Date.parse(end.at) - now) / 1000);
  return visible(`${endText(end, now)}, in ${left}, if nobody intervenes`);
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
