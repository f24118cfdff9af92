/** One group with all its instances, as types for callers; src/control produces it. */
import type { RefreshStatus } from "../domain/refresh-status.ts";

/** In capacity units; floor and ceiling are the planner's at its latest look. */
interface GroupCapacity {
  readonly desired: number;
  readonly floor: number | null;
  readonly ceiling: number | null;
  /** In service, healthy and warmed up. */
  readonly ready: number;
  /** In service and not unhealthy. */
  readonly inService: number;
  /** Launches under way too; what ends is not. */
  readonly total: number;
  readonly pending: number;
  readonly terminating: number;
  readonly unhealthy: number;
  readonly percentage: number | null;
}

interface ShownSource {
  readonly launchTemplate: {
    readonly id: string;
    readonly name: string;
    readonly version: string | null;
  } | null;
  readonly launchConfiguration: string | null;
  readonly hasMixedInstancesPolicy: boolean;
}

export interface RefreshUnderWay {
  readonly id: string;
  readonly strategy: "Rolling" | "ReplaceRootVolume";
  readonly status: RefreshStatus;
  readonly statusReason: string | null;
  readonly percentageComplete: number | null;
  readonly instancesToUpdate: number | null;
  readonly requestedAt: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  /** Of a checkpoint's delay or bake time. */
  readonly pausedUntil: string | null;
  /** It fails after an hour without progress. */
  readonly lastProgressAt: string;
  /** A percentage; 0 for none. */
  readonly passedCheckpoint: number;
  /** Why it is rolled back. */
  readonly rollback: string | null;
  readonly desiredConfiguration: ShownSource | null;
  readonly preferences: {
    readonly minHealthyPercentage: number;
    readonly maxHealthyPercentage: number | null;
    readonly instanceWarmup: number;
    readonly checkpointPercentages: readonly number[];
    readonly checkpointDelay: number;
    readonly bakeTime: number;
    readonly skipMatching: boolean;
    readonly autoRollback: boolean;
    readonly scaleInProtectedInstances: "Refresh" | "Ignore" | "Wait";
    readonly standbyInstances: "Terminate" | "Ignore" | "Wait";
    readonly alarms: readonly string[];
  };
}

/** The n-th of each list is about the n-th instance; numbers are places in the lists of names. */
export interface InstanceColumns {
  readonly states: readonly string[];
  readonly conditions: readonly string[];
  readonly roles: readonly ("old" | "updated" | "matching" | "restored" | null)[];
  readonly zones: readonly string[];
  readonly sources: readonly {
    readonly launchTemplate: string | null;
    readonly version: string | null;
    readonly launchConfiguration: string | null;
    readonly imageId: string;
    readonly instanceType: string;
  }[];
  readonly id: readonly string[];
  readonly state: readonly number[];
  readonly condition: readonly number[];
  readonly role: readonly number[];
  readonly zone: readonly number[];
  readonly source: readonly number[];
  /** Bits: 1 protected from scale-in, 2 unhealthy, 4 waiting in a hook, 8 spot. */
  readonly flags: readonly number[];
  readonly weight: readonly number[];
  /** Since when it is in its state, in seconds since 1970; 0 if not known. */
  readonly since: readonly number[];
}

interface GroupDue {
  readonly at: string;
  readonly what: string;
  /** The instance, the scheduled action, or the group. */
  readonly which: string;
  readonly says: string;
}

export interface WholeGroup {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly minSize: number;
  readonly desiredCapacity: number;
  readonly maxSize: number;
  readonly now: string;
  /** The newest line of the journal that this tells of. */
  readonly sequence: number;
  /** How many instances there are in each lifecycle state. */
  readonly states: Readonly<Record<string, number>>;
  readonly settings: ShownSource & {
    readonly availabilityZones: readonly string[];
    readonly subnetIds: readonly string[];
    readonly healthCheckType: string;
    readonly healthCheckGracePeriod: number;
    readonly defaultCooldown: number;
    readonly defaultInstanceWarmup: number | null;
    readonly instanceMaintenancePolicy: {
      readonly minHealthyPercentage: number;
      readonly maxHealthyPercentage: number;
    } | null;
    readonly newInstancesProtectedFromScaleIn: boolean;
    readonly terminationPolicies: readonly string[];
    readonly suspendedProcesses: readonly string[];
    readonly lifecycleHooks: readonly string[];
    readonly hasWarmPool: boolean;
    readonly tags: Readonly<Record<string, string>>;
  };
  readonly capacity: GroupCapacity;
  readonly refresh: RefreshUnderWay | null;
  /** What instances wait for, soonest first. */
  readonly hooks: readonly {
    readonly instance: string;
    readonly hook: string;
    readonly transition: string | null;
    readonly token: string;
    readonly begunAt: string;
    readonly deadline: string;
  }[];
  /** Those of the refresh under way. */
  readonly alarms: readonly {
    readonly name: string;
    readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA" | null;
    readonly since: string | null;
    readonly reason: string | null;
  }[];
  readonly nextDue: GroupDue | null;
  readonly instances: InstanceColumns;
}

/** What may change of a group beside its instances and its refresh, as it is now. */
export type GroupNow = Pick<
  WholeGroup,
  | "minSize"
  | "desiredCapacity"
  | "maxSize"
  | "settings"
  | "capacity"
  | "hooks"
  | "alarms"
  | "nextDue"
>;
