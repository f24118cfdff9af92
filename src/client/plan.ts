/** A plan as callers ask for it and read it; src/preview validates and makes them. */
import type { RefreshStatus } from "../domain/refresh-status.ts";
import type { FaultDescription } from "./fault-description.ts";
import type { AccountAndRegion } from "./requests.ts";

/** How a refresh would go, of a group that exists or of one that is described. */
export type PlanRequest = Planned & (PlanOfGroup | PlanOfDescription);

/** The members that are AWS's own, which StartInstanceRefresh checks in AWS's words. */
type AwsMembers = Readonly<Record<string, unknown>>;

interface Planned {
  readonly strategy?: "Rolling" | "ReplaceRootVolume" | undefined;
  /** Such as `{ MinHealthyPercentage: 90 }`. */
  readonly preferences?: AwsMembers | undefined;
  /** How the lifecycle hooks are answered; the others time out. */
  readonly hookAnswers?: readonly HookAnswer[] | undefined;
  /** Something that goes wrong, such as "launch 3 fails". */
  readonly whatIf?: string | undefined;
}

interface HookAnswer {
  readonly hook: string;
  readonly afterSeconds: number;
  readonly result?: "CONTINUE" | "ABANDON" | undefined;
}

interface PlanOfGroup extends AccountAndRegion {
  readonly group: string;
  readonly desiredConfiguration?: AwsMembers | undefined;
}

interface PlanOfDescription {
  readonly describedGroup: DescribedGroup;
  readonly timing?: PlanTiming | undefined;
  readonly min100?: "terminate-first" | "launch-first" | undefined;
  /** As in a world file. */
  readonly behaviors?: readonly Behavior[] | undefined;
  /** Their times are those of a clock that starts at 2026-01-01T00:00:00Z. */
  readonly faults?: readonly FaultDescription[] | undefined;
}

export interface DescribedGroup {
  readonly name?: string | undefined;
  /** The desired capacity: instances, or capacity units with weights. */
  readonly size: number;
  readonly minSize?: number | undefined;
  readonly maxSize?: number | undefined;
  /** The first type is the one that the refresh launches. */
  readonly instanceTypes?: readonly DescribedType[] | undefined;
  readonly availabilityZones?: readonly string[] | undefined;
  /** How many of the instances in service have the target already, and how many are protected. */
  readonly matchingInstances?: number | undefined;
  readonly protectedInstances?: number | undefined;
  /** Beside the instances in service. */
  readonly standbyInstances?: number | undefined;
  readonly defaultInstanceWarmupSeconds?: number | undefined;
  readonly healthCheckGracePeriodSeconds?: number | undefined;
  readonly instanceMaintenancePolicy?:
    | { readonly minHealthyPercentage: number; readonly maxHealthyPercentage: number }
    | undefined;
  readonly hooks?: readonly DescribedHook[] | undefined;
}

interface DescribedType {
  readonly type: string;
  /** Capacity units of each instance, for all types or for none. */
  readonly weight?: number | undefined;
  /** Instances of this type at the beginning; wanted where there are several types. */
  readonly count?: number | undefined;
}

interface DescribedHook {
  readonly name: string;
  readonly transition: "launching" | "terminating";
  readonly timeoutSeconds?: number | undefined;
  readonly defaultResult?: "CONTINUE" | "ABANDON" | undefined;
}

interface PlanTiming {
  readonly profile?: "aws" | "fast" | "instant" | undefined;
  /** In place of the profile's value. */
  readonly bootSeconds?: number | undefined;
  readonly settleSeconds?: number | undefined;
  readonly terminateSeconds?: number | undefined;
}

interface Behavior {
  readonly group?: string | undefined;
  readonly nthLaunch?: number | undefined;
  readonly launchTemplateVersion?: number | undefined;
  readonly imageId?: string | undefined;
  readonly bootSeconds?: number | undefined;
  readonly terminateSeconds?: number | undefined;
  readonly launchRefusal?: string | undefined;
  readonly isBroken?: boolean | undefined;
  readonly rootVolumeFailure?: string | undefined;
}

/** How the refresh would go: figures, steps, and the capacity over time. */
export interface Plan {
  readonly group: string;
  readonly from: "emulator" | "description" | "aws" | "terraform";
  /** What went wrong in this plan, if it came to that. */
  readonly whatIf?: { readonly says: string; readonly happened: boolean } | undefined;
  readonly desiredCapacity: number;
  /** In capacity units: the minimum that the refresh keeps ready, and the maximum in total. */
  readonly floor: number;
  readonly ceiling: number;
  /** False when it had not ended after 15 days, which the figures then cover. */
  readonly hasEnded: boolean;
  readonly status: RefreshStatus;
  readonly statusReason?: string | undefined;
  readonly percentageComplete: number;
  readonly durationSeconds: number;
  /** In order of entry, without the final status. */
  readonly secondsInStatus: { readonly [Status in RefreshStatus]?: number };
  /** In service, healthy and warmed up, as minimum healthy percentages count. */
  readonly lowestReady: PlannedCapacity;
  readonly lowestInService: PlannedCapacity;
  /** Pending and in service, as maximum healthy percentages count. */
  readonly highestTotal: PlannedCapacity;
  /** Hours of instances that run beyond the desired capacity; weights count by their share. */
  readonly extraInstanceHours: number;
  /** Hours of capacity units that are desired and not ready. */
  readonly missingCapacityHours: number;
  readonly launches: number;
  readonly terminations: number;
  readonly failedLaunches: number;
  /** Counts all steps; `steps` has at most the first 500 and the last 500. */
  readonly stepCount: number;
  readonly steps: readonly PlannedStep[];
  readonly chart: readonly PlannedPoint[];
}

/** Capacity units, and their percentage of the desired capacity at that moment. */
interface PlannedCapacity {
  readonly units: number;
  readonly percentage: number;
  readonly atSeconds: number;
}

interface PlannedStep {
  readonly atSeconds: number;
  readonly kind: "status" | "replace" | "checkpoint";
  readonly status: RefreshStatus;
  /** A percentage, of a checkpoint only. */
  readonly checkpoint?: number | undefined;
  readonly stopped: number;
  readonly launched: number;
  readonly failedLaunches: number;
  /** Capacity units from this step to the next. */
  readonly readyLow: number;
  readonly inServiceLow: number;
  readonly totalHigh: number;
  /** What the refresh waits for before the next step, if it gives a reason. */
  readonly waitsFor?: string | undefined;
}

interface PlannedPoint {
  readonly atSeconds: number;
  /** The minimum up to the next point. */
  readonly ready: number;
  readonly inService: number;
  /** The maximum up to the next point. */
  readonly total: number;
  readonly floor: number;
  readonly ceiling: number;
}

/** What is left of the refresh under way is asked for, after a call that may be made first. */
export interface ForecastRequest extends AccountAndRegion {
  readonly call?:
    | {
        readonly operation: "CancelInstanceRefresh" | "RollbackInstanceRefresh";
        readonly input?: { readonly WaitForTransitioningInstances?: boolean } | undefined;
      }
    | undefined;
  readonly hookAnswers?: readonly HookAnswer[] | undefined;
}

/** As a plan, from now to the end. */
export interface RefreshForecast extends Plan {
  /** Its id. */
  readonly refresh: string;
  /** The time of the forecast, from which seconds count; ISO 8601 in UTC. */
  readonly startedAt: string;
}
