/** Texts of times, refreshes and fleets, as timelines print them. */
import type { Instant } from "../../src/domain/time.ts";
import type { Output } from "../../src/model/operations.ts";
import type { Story } from "./timeline-story.ts";

export type Refresh = NonNullable<
  Output<"autoscaling", "DescribeInstanceRefreshes">["InstanceRefreshes"]
>[number];

export type Group = NonNullable<
  Output<"autoscaling", "DescribeAutoScalingGroups">["AutoScalingGroups"]
>[number];

/** `14:42:08`, with fractions if there are any, and with the date on another day than the first. */
export function clockText({ premises }: Pick<Story, "premises">, at: Instant | Date): string {
  const iso = new Date(at).toISOString();
  const time = iso.slice(11, 23).replace(".000", "");
  return premises.start.startsWith(iso.slice(0, 10)) ? time : `${iso.slice(5, 10)} ${time}`;
}

export function newestRefresh(story: Story, group: string): Refresh | undefined {
  const input = { AutoScalingGroupName: group, MaxRecords: 1 };
  return story.autoscaling("DescribeInstanceRefreshes", input).InstanceRefreshes?.[0];
}

export function groupNamed(story: Story, name: string): Group | undefined {
  const input = { AutoScalingGroupNames: [name] };
  return story.autoscaling("DescribeAutoScalingGroups", input).AutoScalingGroups?.[0];
}

/** `v1: 8, 2 Terminating; v2: 2 Pending`: instances in service have no state beside their count. */
export function fleetText(story: Story, name: string): string {
  const counts = new Map<string, Map<string, number>>();
  for (const { LaunchTemplate, LifecycleState = "" } of groupNamed(story, name)?.Instances ?? []) {
    const version = `v${LaunchTemplate?.Version}`;
    const states = counts.get(version) ?? new Map<string, number>();
    states.set(LifecycleState, (states.get(LifecycleState) ?? 0) + 1);
    counts.set(version, states);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([version, states]) => `${version}: ${[...states].sort(inServiceFirst).map(countText)}`)
    .map((text) => text.replaceAll(",", ", "))
    .join("; ");
}

type StateCount = readonly [state: string, count: number];

function inServiceFirst([a]: StateCount, [b]: StateCount): number {
  if (a === "InService" || b === "InService") return a === "InService" ? -1 : 1;
  return a < b ? -1 : 1;
}

function countText([state, count]: StateCount): string {
  return state === "InService" ? `${count}` : `${count} ${state}`;
}
