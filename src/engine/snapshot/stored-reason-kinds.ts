/** The checks of stored reasons: alarms behind an activity, and why EC2 terminated an instance. */
import type { AlarmState } from "../../domain/alarm.ts";
import type { InvokingAlarm } from "../../domain/invoking-alarm.ts";
import type { TerminationReason } from "../../domain/termination-reason.ts";
import {
  awsMembers,
  instant,
  type Kind,
  kind,
  list,
  oneOf,
  optional,
  record,
  text,
} from "./stored-kinds.ts";

export const alarmState = oneOf<AlarmState>({ OK: true, ALARM: true, INSUFFICIENT_DATA: true });

/** AWS shows null for an alarm without a description. */
const description: Kind<unknown> = kind(
  "a text or null",
  (value) => value === null || typeof value === "string",
);

export const invokingAlarms = list(
  record<InvokingAlarm>({
    AlarmArn: text,
    Trigger: awsMembers,
    AlarmName: text,
    AlarmDescription: optional(description),
    AWSAccountId: text,
    OldStateValue: alarmState,
    Region: text,
    NewStateValue: alarmState,
    AlarmConfigurationUpdatedTimestamp: instant,
    StateChangeTime: instant,
  }),
);

export const terminationReason = record<TerminationReason>({ code: text, message: text });
