/** Makes the events of launches and terminations from a group's scaling activities. */
import { type DatedEvent, datedEvent } from "./event-bridge-event.ts";
import { type EventPath, pathOf } from "./event-paths.ts";
import { zoneIdOf } from "./network.ts";
import { causeOf, descriptionOf, type ScalingActivity } from "./scaling-activity.ts";
import { isoMillisecond, wholeSecond } from "./time.ts";
import type { DeletedGroup, Region } from "./world.ts";

/** An existing or deleted group. */
export type EventGroup = Pick<DeletedGroup, "name" | "arn" | "activities">;

export function activityEvents(
  region: Region,
  group: EventGroup,
  hooked: ReadonlySet<string>,
): DatedEvent[] {
  return [...group.activities.values()].flatMap((activity) => {
    const path = pathOf(activity);
    if (path === undefined || activity.endTime === undefined) return [];
    const { instanceId, endTime } = activity;
    const isSuccess = activity.statusCode === "Successful";
    const arn = `arn:aws:ec2:${region.name}:${region.account}:instance/${instanceId}`;
    return datedEvent(region, {
      at: endTime,
      key: activity.id,
      type: `EC2 Instance ${path.Action} ${isSuccess ? "Successful" : "Unsuccessful"}`,
      resources: instanceId === undefined ? [group.arn] : [group.arn, arn],
      detail: { ...path, ...activityDetail(region, group, datedEventsOf(activity, path), hooked) },
    });
  });
}

/**
 * The event of an abandoned termination omits the reason, because its hook held it (G-331). That of
 * an abandoned launch has it, and its end time is cut to the second (G-339).
 */
function datedEventsOf(activity: ScalingActivity, { Action }: EventPath): ScalingActivity {
  const { statusCode, endTime } = activity;
  if (statusCode !== "Cancelled" || endTime === undefined) return activity;
  return Action === "Terminate"
    ? { ...activity, statusCode: "MidTerminatingLifecycleAction", statusMessage: undefined }
    : { ...activity, endTime: wholeSecond(endTime) };
}

/** Keys in the order of the wire (R-248, G-146). */
function activityDetail(
  region: Region,
  group: EventGroup,
  activity: ScalingActivity,
  hooked: ReadonlySet<string>,
): Readonly<Record<string, unknown>> {
  const { id, instanceId, startTime, endTime = startTime, availabilityZone: zone = "" } = activity;
  const isHeld = pathOf(activity)?.Action === "Terminate" && hooked.has(instanceId ?? "");
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
