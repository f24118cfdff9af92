/** Changes of a group's notifications, metrics and load balancers, and of account settings. */
import type { TrafficSource } from "../traffic-source.ts";

export type GroupExtrasChange =
  /** The topic's complete new notifications. */
  | {
      readonly type: "NotificationsPut";
      readonly group: string;
      readonly topicArn: string;
      readonly notificationTypes: readonly string[];
      /** Of the call after which the topic is tried out, if it is. */
      readonly requestId?: string | undefined;
    }
  | { readonly type: "NotificationsDeleted"; readonly group: string; readonly topicArn: string }
  /** The complete list of collected metrics. */
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
