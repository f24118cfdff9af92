/** What can happen to alarms and metrics. */
import type { AlarmDefinition, AlarmState } from "../alarm.ts";
import type { Tag } from "../launch-template.ts";

export type AlarmChange =
  /** A new alarm begins with INSUFFICIENT_DATA; one that is there keeps its state and its tags. */
  | {
      readonly type: "AlarmPut";
      readonly alarm: AlarmDefinition;
      /** Those of a new alarm. */
      readonly tags: readonly Tag[];
    }
  | {
      readonly type: "AlarmStateSet";
      readonly name: string;
      readonly state: AlarmState;
      readonly reason: string;
      readonly reasonData?: string;
    }
  | { readonly type: "AlarmsDeleted"; readonly names: readonly string[] }
  | {
      readonly type: "AlarmActionsSwitched";
      readonly names: readonly string[];
      readonly isEnabled: boolean;
    }
  /** All tags that the alarm has from now on. */
  | { readonly type: "AlarmTagged"; readonly name: string; readonly tags: readonly Tag[] }
  | {
      readonly type: "MetricDataPut";
      readonly namespace: string;
      readonly members: Readonly<Record<string, unknown>>;
    };
