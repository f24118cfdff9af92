/** What the topics of a group get of its launches and terminations. */
import { activityDetail } from "../activity-events.ts";
import type { ActivityFact, EventFact } from "../event-fact.ts";
import { pathOf } from "../event-paths.ts";
import type { ScalingActivity } from "../scaling-activity.ts";
import { notificationTexts } from "../texts/notification-texts.ts";
import type { Notification } from "./notification.ts";

interface Type {
  readonly event: string;
  readonly subject: (group: string) => string;
}

const types = {
  Launch: {
    Successful: { event: "autoscaling:EC2_INSTANCE_LAUNCH", subject: notificationTexts.launch },
    Unsuccessful: {
      event: "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
      subject: notificationTexts.failedLaunch,
    },
  },
  Terminate: {
    Successful: {
      event: "autoscaling:EC2_INSTANCE_TERMINATE",
      subject: notificationTexts.termination,
    },
    Unsuccessful: {
      event: "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
      subject: notificationTexts.failedTermination,
    },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Type>>>>;

/** Undefined for an activity of which there is no notification, such as a detachment. */
function typeOf(activity: Pick<ScalingActivity, "kind" | "statusCode">): Type | undefined {
  const action = pathOf(activity)?.Action;
  if (action !== "Launch" && action !== "Terminate") return undefined;
  return types[action][activity.statusCode === "Successful" ? "Successful" : "Unsuccessful"];
}

/** The topics that are configured for this end of an activity. */
export function topicsOf(
  notifications: ReadonlyMap<string, readonly string[]>,
  activity: Pick<ScalingActivity, "kind" | "statusCode">,
): readonly string[] {
  const type = typeOf(activity);
  if (type === undefined) return [];
  return [...notifications].flatMap(([topic, wanted]) =>
    wanted.includes(type.event) ? [topic] : [],
  );
}

/** Undefined for an activity of which there is no notification. */
export function activityNotification(fact: EventFact & ActivityFact): Notification | undefined {
  const type = typeOf(fact.activity);
  if (type === undefined) return undefined;
  const { Origin, Destination, ...detail } = activityDetail(fact);
  return {
    subject: type.subject(fact.group),
    body: {
      Origin,
      Destination,
      Progress: fact.activity.statusCode === "Failed" ? 100 : 50,
      AccountId: fact.account,
      Description: detail.Description,
      RequestId: detail.RequestId,
      EndTime: detail.EndTime,
      AutoScalingGroupARN: fact.groupArn,
      ActivityId: detail.ActivityId,
      StartTime: detail.StartTime,
      Service: notificationTexts.service,
      Time: detail.EndTime,
      EC2InstanceId: detail.EC2InstanceId,
      StatusCode: detail.StatusCode,
      StatusMessage: detail.StatusMessage,
      Details: detail.Details,
      AutoScalingGroupName: fact.group,
      Cause: detail.Cause,
      Event: type.event,
    },
  };
}
