/** A scaling activity as AWS shows it (G-085 to G-090, R-257). */
import type { Instance } from "../../domain/instance.ts";
import { zoneIdOf } from "../../domain/network.ts";
import { causeOf, descriptionOf, type ScalingActivity } from "../../domain/scaling-activity.ts";
import { wholeSecond } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import type { Output } from "../../model/operations.ts";

type ActivityShape = NonNullable<
  Output<"autoscaling", "DescribeScalingActivities">["Activities"]
>[number];

/** The group of an activity, which may be deleted by now (G-100). */
export interface ActivityOwner {
  readonly name: string;
  readonly arn: string;
  readonly state: "InService" | "Deleted";
}

/** As shown by DescribeScalingActivities. */
export function presentActivity(
  activity: ScalingActivity,
  owner: ActivityOwner,
  region: Region,
): ActivityShape {
  return {
    ...presentBegunActivity(activity, owner.name, region),
    EndTime: activity.endTime === undefined ? undefined : new Date(wholeSecond(activity.endTime)),
    AutoScalingGroupState: owner.state,
    AutoScalingGroupARN: owner.arn,
  };
}

/**
 * As shown in the answer of the call that started it: without end, and without the group's state
 * and ARN (G-086).
 */
export function presentBegunActivity(
  activity: ScalingActivity,
  groupName: string,
  region: Region,
): ActivityShape {
  return {
    ActivityId: activity.id,
    AutoScalingGroupName: groupName,
    Description: descriptionOf(activity),
    Cause: causeOf(activity),
    StartTime: new Date(activity.startTime),
    // AWS answers MidTerminatingLifecycleAction, which its model lacks (G-097).
    StatusCode: activity.statusCode as ActivityShape["StatusCode"],
    StatusMessage: activity.statusMessage,
    Progress: activity.progress,
    Details: detailsOf(activity, region),
  };
}

/** The members of an activity about its instance. */
export function activitySubject(
  instance: Instance,
): Pick<ScalingActivity, "instanceId" | "availabilityZone" | "subnetId"> {
  return {
    instanceId: instance.id,
    availabilityZone: instance.availabilityZone,
    ...(instance.subnetId !== undefined && { subnetId: instance.subnetId }),
  };
}

/** JSON text without blanks, with keys in AWS's order; `{}` without a known zone (G-089). */
function detailsOf(activity: ScalingActivity, region: Region): string {
  const zone = activity.availabilityZone;
  if (zone === undefined) return "{}";
  return JSON.stringify({
    "Availability Zone ID": zoneIdOf(region.name, zone),
    "Subnet ID": activity.kind === "attach" ? undefined : activity.subnetId,
    "Availability Zone": zone,
    InvokingAlarms: activity.invokingAlarms,
  });
}
