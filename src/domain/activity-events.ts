/** Type, resources and detail of the events of launches, terminations and detachments. */
import type { ActivityFact, EventFact } from "./event-fact.ts";
import { pathOf } from "./event-paths.ts";
import { defaultSubnets, zoneIdOf } from "./network.ts";
import { causeOf, descriptionOf, type ScalingActivity } from "./scaling-activity.ts";
import { isoMillisecond, wholeSecond } from "./time.ts";

type Fact = EventFact & ActivityFact;

export function activityType({ activity }: ActivityFact): string {
  const end = activity.statusCode === "Successful" ? "Successful" : "Unsuccessful";
  return `EC2 Instance ${pathOf(activity)?.Action} ${end}`;
}

/** A launch that EC2 refused has no instance. */
export function activityResources({ groupArn, activity, ...place }: Fact): readonly string[] {
  const { instanceId } = activity;
  if (instanceId === undefined) return [groupArn];
  return [groupArn, `arn:aws:ec2:${place.region}:${place.account}:instance/${instanceId}`];
}

/** Keys in the order of the wire (R-248, G-146). */
export function activityDetail(fact: Fact): Readonly<Record<string, unknown>> {
  const activity = asTold(fact);
  const { id, instanceId = "", startTime, endTime = startTime, invokingAlarms } = activity;
  const details = placeDetails(fact);
  return {
    ...pathOf(activity),
    Description: descriptionOf(activity),
    EndTime: isoMillisecond(endTime),
    RequestId: id,
    ActivityId: id,
    StartTime: isoMillisecond(startTime),
    EC2InstanceId: instanceId,
    StatusCode: statusOf(activity, fact),
    StatusMessage: activity.statusMessage ?? "",
    Details: invokingAlarms ? { ...details, InvokingAlarms: invokingAlarms } : details,
    Cause: causeOf(activity),
    AutoScalingGroupName: fact.group,
  };
}

/**
 * The event of an abandoned termination omits the reason, because its hook held it (G-331). That of
 * an abandoned launch has it, and its end time is cut to the second (G-339).
 */
function asTold({ activity }: Fact): Readonly<ScalingActivity> {
  const { statusCode, endTime } = activity;
  if (statusCode !== "Cancelled" || endTime === undefined) return activity;
  return pathOf(activity)?.Action === "Terminate"
    ? { ...activity, statusCode: "MidTerminatingLifecycleAction", statusMessage: undefined }
    : { ...activity, endTime: wholeSecond(endTime) };
}

function statusOf({ statusCode }: Readonly<ScalingActivity>, { isHeld }: ActivityFact): string {
  if (statusCode !== "Successful") return statusCode;
  return isHeld ? "MidTerminatingLifecycleAction" : "InProgress";
}

/** An instance without a subnet of its own runs in the default one of its zone, as in EC2. */
function placeDetails({ account, region, activity }: Fact) {
  const { availabilityZone: zone = "", subnetId } = activity;
  const isHere = ({ availabilityZone }: { readonly availabilityZone: string }) =>
    availabilityZone === zone;
  return {
    "Availability Zone ID": zoneIdOf(region, zone),
    "Subnet ID": subnetId ?? defaultSubnets(account, region).find(isHere)?.id,
    "Availability Zone": zone,
  };
}
