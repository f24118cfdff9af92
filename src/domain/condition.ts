/** How far an instance is, as the planner sees it, and what each such condition means. */
import type { Instance } from "./instance.ts";

export type Condition =
  | "requested"
  | "pending"
  /** In the group but not in service: its root volume is replaced in place. */
  | "replacingRootVolume"
  | "warming"
  | "unsettled"
  /** In service, healthy and warmed up. */
  | "ready"
  | "unhealthy"
  | "standby"
  /** On its way into the warm pool, or asked for; and at rest there. Not part of the group. */
  | "warmedPending"
  | "warmed"
  | "leaving";

/** What the engine has to know of each condition. */
interface Meaning {
  /** `comingIn`, `healthy` and `unhealthy` count toward the desired capacity. */
  readonly place: "comingIn" | "healthy" | "unhealthy" | "standby" | "warmPool" | "leaving";
  /** It becomes another condition without anybody's doing. */
  readonly isMoving: boolean;
  /** A lifecycle hook may hold the instance. */
  readonly mayWaitInHook: boolean;
}

const meanings: Readonly<Record<Condition, Meaning>> = {
  requested: { place: "comingIn", isMoving: true, mayWaitInHook: false },
  pending: { place: "comingIn", isMoving: true, mayWaitInHook: true },
  replacingRootVolume: { place: "comingIn", isMoving: true, mayWaitInHook: true },
  warming: { place: "healthy", isMoving: false, mayWaitInHook: false },
  unsettled: { place: "healthy", isMoving: false, mayWaitInHook: false },
  ready: { place: "healthy", isMoving: false, mayWaitInHook: false },
  unhealthy: { place: "unhealthy", isMoving: false, mayWaitInHook: false },
  standby: { place: "standby", isMoving: false, mayWaitInHook: false },
  warmedPending: { place: "warmPool", isMoving: true, mayWaitInHook: true },
  warmed: { place: "warmPool", isMoving: false, mayWaitInHook: false },
  leaving: { place: "leaving", isMoving: true, mayWaitInHook: true },
};

export const allConditions = Object.keys(meanings) as readonly Condition[];

type Conditions = ReadonlySet<Condition>;

function conditionsAt(...places: readonly Meaning["place"][]): Conditions {
  return conditionsThat(({ place }) => places.includes(place));
}

function conditionsThat(isMeant: (meaning: Meaning) => boolean): Conditions {
  return new Set(allConditions.filter((condition) => isMeant(meanings[condition])));
}

/** An instance counts toward the desired capacity. */
export const liveConditions = conditionsAt("comingIn", "healthy", "unhealthy");
/** It counts, or would if it were not in standby. */
export const memberConditions = conditionsAt("comingIn", "healthy", "unhealthy", "standby");
/** Asked for or on its way, not in service yet. */
export const incomingConditions = conditionsAt("comingIn");
/** In service and not known to be unhealthy. */
export const healthyConditions = conditionsAt("healthy");
/** It counts, and there is something that it still lacks. */
export const unreadyConditions: Conditions = without(liveConditions, "ready");
/** In service, and its warmup or first health result is still to come. */
export const settlingConditions: Conditions = without(healthyConditions, "ready");
/** In the warm pool or on its way into it. */
export const warmConditions = conditionsAt("warmPool");
/** It becomes another condition without anybody's doing. */
export const movingConditions = conditionsThat(({ isMoving }) => isMoving);
/** A lifecycle hook may hold the instance. */
export const hookedConditions = conditionsThat(({ mayWaitInHook }) => mayWaitInHook);

function without(conditions: Conditions, left: Condition): Conditions {
  return new Set([...conditions].filter((condition) => condition !== left));
}

/** The condition of an instance from its states. Old instances have no warmup left. */
export function conditionOf(instance: Instance): Condition {
  switch (instance.lifecycleState) {
    case "Pending":
      return instance.launchedAt === undefined ? "requested" : "pending";
    case "Pending:Wait":
    case "Pending:Proceed":
      return "pending";
    case "InService":
      if (instance.healthStatus === "Unhealthy") return "unhealthy";
      if (!instance.isWarm) return "warming";
      return instance.isSettled ? "ready" : "unsettled";
    case "ReplacingRootVolume":
    case "ReplacingRootVolume:Wait":
    case "ReplacingRootVolume:Proceed":
    case "RootVolumeReplaced":
      return "replacingRootVolume";
    case "EnteringStandby":
    case "Standby":
      return "standby";
    case "Warmed:Pending":
    case "Warmed:Pending:Wait":
    case "Warmed:Pending:Proceed":
      return "warmedPending";
    case "Warmed:Stopped":
    case "Warmed:Running":
    case "Warmed:Hibernated":
      return "warmed";
    default:
      return "leaving";
  }
}
