/** CloudWatch's alarms: AWS's members as they were sent, and the state that refreshes depend on. */
import type { Tag } from "./launch-template.ts";
import type { Instant } from "./time.ts";

export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** An alarm as PutMetricAlarm or PutCompositeAlarm describes it. */
export interface AlarmDefinition {
  readonly kind: "metric" | "composite";
  readonly name: string;
  readonly arn: string;
  readonly isActionsEnabled: boolean;
  /** The expression of a composite alarm, whose state follows from other alarms. */
  readonly rule?: string;
  /** All other members, in AWS's own form; no metric is read and no notification is sent. */
  readonly stored: Readonly<Record<string, unknown>>;
}

export interface Alarm {
  definition: AlarmDefinition;
  configuredAt: Instant;
  state: AlarmState;
  stateReason: string;
  stateReasonData?: string;
  stateUpdatedAt: Instant;
  /** When the state last changed. */
  stateTransitionedAt: Instant;
  tags: readonly Tag[];
}

/** One line of an alarm's history, which outlives the alarm. */
export interface AlarmHistoryItem {
  /** Unique and ascending in the region, so that pages have stable bounds. */
  readonly sequence: number;
  readonly alarm: string;
  readonly kind: AlarmDefinition["kind"];
  readonly at: Instant;
  readonly type: "ConfigurationUpdate" | "StateUpdate";
  readonly summary: string;
  /** JSON, as AWS writes it. */
  readonly data: string;
}

/** One stored call of PutMetricData; nothing reads its values. */
export interface StoredMetricData {
  readonly at: Instant;
  readonly namespace: string;
  readonly members: Readonly<Record<string, unknown>>;
}

export function alarmArn(place: { account: string; name: string }, alarm: string): string {
  return `arn:aws:cloudwatch:${place.name}:${place.account}:alarm:${alarm}`;
}

/** The alarm's name, given its name or ARN. */
export function alarmNameOf(nameOrArn: string): string {
  return /^arn:[^:]+:cloudwatch:[^:]*:[^:]*:alarm:(.+)$/s.exec(nameOrArn)?.[1] ?? nameOrArn;
}
