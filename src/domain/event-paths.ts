/** The origin and destination that events of instances show, and the service that acts. */
import { type LifecycleTransition, launching } from "./lifecycle-hook.ts";
import type { ActivityKind, ScalingActivity } from "./scaling-activity.ts";

export interface EventPath {
  readonly Origin: string;
  readonly Destination: string;
  readonly Action: "Launch" | "Terminate" | "Detach" | "ReplaceRootVolume";
}

const intoGroup: EventPath = { Origin: "EC2", Destination: "AutoScalingGroup", Action: "Launch" };
const outOfGroup: EventPath = {
  Origin: "AutoScalingGroup",
  Destination: "EC2",
  Action: "Terminate",
};

/**
 * By the kind of activity whose end is an event (G-147, G-316). AWS's list of events has those of
 * a detachment, but no page and no recording has their body: it is taken to be that of a
 * termination with its own action.
 */
const paths: Partial<Record<ActivityKind, EventPath>> = {
  launch: intoGroup,
  launchIntoWarmPool: { Origin: "EC2", Destination: "WarmPool", Action: "Launch" },
  launchFromWarmPool: { Origin: "WarmPool", Destination: "AutoScalingGroup", Action: "Launch" },
  returnToWarmPool: { Origin: "AutoScalingGroup", Destination: "WarmPool", Action: "Terminate" },
  terminateFromWarmPool: { Origin: "WarmPool", Destination: "EC2", Action: "Terminate" },
  terminate: outOfGroup,
  detach: { ...outOfGroup, Action: "Detach" },
};

/** A replacement of a root volume has events of its hooks only. */
const withinGroup: EventPath = {
  Origin: "AutoScalingGroup",
  Destination: "AutoScalingGroup",
  Action: "ReplaceRootVolume",
};

/** Undefined for an activity that sends no event. */
export function pathOf({ kind }: Pick<ScalingActivity, "kind">): EventPath | undefined {
  return paths[kind];
}

/** A hook's event has the path of the move that it interrupts (G-316, R-209). */
export function hookPath(
  transition: LifecycleTransition,
  move: ActivityKind | undefined,
): EventPath {
  if (move === "replaceRootVolume") return withinGroup;
  const ofMove = move === undefined ? undefined : paths[move];
  return ofMove ?? (transition === launching ? intoGroup : outOfGroup);
}
