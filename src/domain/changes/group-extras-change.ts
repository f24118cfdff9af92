/** What can happen to what hangs on a group: notifications, metrics, load balancers; settings. */
import type { TrafficSource } from "../traffic-source.ts";

export type GroupExtrasChange =
  /** The notifications that go to the topic from now on. */
  | {
      readonly type: "NotificationsPut";
      readonly group: string;
      readonly topicArn: string;
      readonly notificationTypes: readonly string[];
    }
  | { readonly type: "NotificationsDeleted"; readonly group: string; readonly topicArn: string }
  /** All metrics that are collected from now on. */
  | {
      readonly type: "MetricsCollectionSet";
      readonly group: string;
      readonly metrics: readonly string[];
    }
  | {
      readonly type: "TrafficSourcesAttached" | "TrafficSourcesDetached";
      readonly group: string;
      readonly sources: readonly TrafficSource[];
    };

export type AccountSettingChange = {
  readonly type: "AccountSettingPut";
  readonly name: string;
  readonly value: string;
};
