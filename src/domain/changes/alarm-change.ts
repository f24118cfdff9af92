/** Changes of alarms and metrics. */
import type { AlarmDefinition, AlarmState } from "../alarm.ts";
import type { Tag } from "../launch-template.ts";

export type AlarmChange =
  /** A new alarm starts in INSUFFICIENT_DATA; an existing one keeps state and tags. */
  | {
      readonly type: "AlarmPut";
      readonly alarm: AlarmDefinition;
      /** The tags of a new alarm. */
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
  /** The alarm's complete new tags. */
  | { readonly type: "AlarmTagged"; readonly name: string; readonly tags: readonly Tag[] }
  | {
      readonly type: "MetricDataPut";
      readonly namespace: string;
      readonly members: Readonly<Record<string, unknown>>;
    };
