/** Texts of times, refreshes and fleets, as timelines print them. */
import type { Instant } from "../../../src/domain/time.ts";
import type { Output } from "../../../src/model/operations.ts";
import type { Story } from "./story.ts";

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

/**
 * `v1: 8, 2 Terminating; v2: 2 Pending`: instances in service have no state beside their count.
 * Instances that show an image stand under it: `v1 ami-2: 3`. A warm pool's follow:
 * `v1: 2  + pool v1: 2 Warmed:Stopped`.
 */
export function fleetText(story: Story, name: string): string {
  const group = groupNamed(story, name);
  const live = instancesText(group?.Instances ?? []);
  if (group?.WarmPoolConfiguration === undefined) return live;
  const input = { AutoScalingGroupName: name };
  const pool = story.autoscaling("DescribeWarmPool", input).Instances ?? [];
  return `${live}  + pool ${instancesText(pool)}`.trimEnd();
}

function instancesText(instances: NonNullable<Group["Instances"]>): string {
  const counts = new Map<string, Map<string, number>>();
  for (const one of instances) {
    const { LaunchTemplate, LifecycleState = "", ImageId } = one;
    const version = `v${LaunchTemplate?.Version}${ImageId === undefined ? "" : ` ${ImageId}`}`;
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
