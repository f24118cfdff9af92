/** Parts of the control API's answers, by names of their own. */
import type { Decisions } from "../../client/answers.ts";
import type { RefreshHistory } from "../../client/history.ts";
import type { GroupNow, InstanceColumns, WholeGroup } from "../../client/whole-group.ts";
import type { RefreshStatus } from "./words.ts";

export type { GroupNow, InstanceColumns, WholeGroup };

export type ActiveRefresh = NonNullable<WholeGroup["refresh"]>;
export type InstanceSource = InstanceColumns["sources"][number];
export type WaitingHook = WholeGroup["hooks"][number];
export type RefreshAlarm = WholeGroup["alarms"][number];

/** What happened to a refresh. */
export type Mark = RefreshHistory["marks"][number];

export type Decision = Decisions["refreshes"][number]["decisions"][number];

/** From what a group or a refresh launches. */
export type LaunchSource = Pick<
  WholeGroup["settings"],
  "launchTemplate" | "launchConfiguration" | "hasMixedInstancesPolicy"
>;

/** A refresh as AWS describes it. */
export interface DescribedRefresh {
  readonly InstanceRefreshId: string;
  readonly Status: RefreshStatus;
  readonly StatusReason?: string;
  readonly StartTime?: string;
  readonly EndTime?: string;
  readonly PercentageComplete?: number;
  readonly InstancesToUpdate?: number;
  readonly Preferences?: Readonly<Record<string, unknown>>;
  readonly DesiredConfiguration?: Readonly<Record<string, unknown>>;
  readonly RollbackDetails?: { readonly RollbackReason?: string };
  readonly Strategy?: string;
}

/** Capacity at each change, by columns: seconds since 1970, then units. */
export interface Samples {
  readonly at: readonly number[];
  readonly desired: readonly (number | null)[];
  readonly floor: readonly (number | null)[];
  readonly ceiling: readonly (number | null)[];
  readonly ready: readonly (number | null)[];
  readonly inService: readonly (number | null)[];
  readonly total: readonly (number | null)[];
}
