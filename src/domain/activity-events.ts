/** The events of launches and terminations, read off a group's scaling activities. */
import { type Told, told } from "./event-bridge-event.ts";
import { zoneIdOf } from "./network.ts";
import {
  type ActivityKind,
  causeOf,
  descriptionOf,
  type ScalingActivity,
} from "./scaling-activity.ts";
import { isoMillisecond } from "./time.ts";
import type { DeletedGroup, Region } from "./world.ts";

export const intoGroup = { Origin: "EC2", Destination: "AutoScalingGroup" } as const;
export const outOfGroup = { Origin: "AutoScalingGroup", Destination: "EC2" } as const;

/** A group that is there, or one that is gone. */
export type EventGroup = Pick<DeletedGroup, "name" | "arn" | "activities">;

/** Where an instance comes from and goes to (G-147, R-209); other activities send no event. */
const moves: Partial<Record<ActivityKind, { Origin: string; Destination: string }>> = {
  launch: intoGroup,
  launchIntoWarmPool: { Origin: "EC2", Destination: "WarmPool" },
  launchFromWarmPool: { Origin: "WarmPool", Destination: "AutoScalingGroup" },
  terminate: outOfGroup,
};

export function activityEvents(
  region: Region,
  group: EventGroup,
  hooked: ReadonlySet<string>,
): Told[] {
  return [...group.activities.values()].flatMap((activity) => {
    const move = moves[activity.kind];
    if (move === undefined || activity.endTime === undefined) return [];
    const { instanceId, endTime } = activity;
    const action = activity.kind === "terminate" ? "Terminate" : "Launch";
    const isSuccess = activity.statusCode === "Successful";
    const arn = `arn:aws:ec2:${region.name}:${region.account}:instance/${instanceId}`;
    return told(region, {
      at: endTime,
      key: activity.id,
      type: `EC2 Instance ${action} ${isSuccess ? "Successful" : "Unsuccessful"}`,
      resources: instanceId === undefined ? [group.arn] : [group.arn, arn],
      detail: { ...move, Action: action, ...activityDetail(region, group, activity, hooked) },
    });
  });
}

/** Keys in the order of the wire (R-248, G-146). */
function activityDetail(
  region: Region,
  group: EventGroup,
  activity: ScalingActivity,
  hooked: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const { id, instanceId, startTime, endTime = startTime, availabilityZone: zone = "" } = activity;
  const isHeld = activity.kind === "terminate" && hooked.has(instanceId ?? "");
  const running = isHeld ? "MidTerminatingLifecycleAction" : "InProgress";
  return {
    Description: descriptionOf(activity),
    EndTime: isoMillisecond(endTime),
    RequestId: id,
    ActivityId: id,
    StartTime: isoMillisecond(startTime),
    EC2InstanceId: instanceId ?? "",
    StatusCode: activity.statusCode === "Successful" ? running : activity.statusCode,
    StatusMessage: activity.statusMessage ?? "",
    Details: {
      "Availability Zone ID": zoneIdOf(region.name, zone),
      "Subnet ID": activity.subnetId,
      "Availability Zone": zone,
      ...(activity.invokingAlarms && { InvokingAlarms: activity.invokingAlarms }),
    },
    Cause: causeOf(activity),
    AutoScalingGroupName: group.name,
  };
}
