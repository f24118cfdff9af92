/** The origin and destination that events of instances show, and the service that acts. */
import { launching } from "./lifecycle-hook.ts";
import type { ActivityKind, ScalingActivity } from "./scaling-activity.ts";

export interface EventPath {
  readonly Origin: string;
  readonly Destination: string;
  readonly Action: "Launch" | "Terminate";
}

const intoGroup: EventPath = { Origin: "EC2", Destination: "AutoScalingGroup", Action: "Launch" };
const outOfGroup: EventPath = {
  Origin: "AutoScalingGroup",
  Destination: "EC2",
  Action: "Terminate",
};

/** By the kind of activity (G-147, G-316); other kinds send no event. */
const paths: Partial<Record<ActivityKind, EventPath>> = {
  launch: intoGroup,
  launchIntoWarmPool: { Origin: "EC2", Destination: "WarmPool", Action: "Launch" },
  launchFromWarmPool: { Origin: "WarmPool", Destination: "AutoScalingGroup", Action: "Launch" },
  returnToWarmPool: { Origin: "AutoScalingGroup", Destination: "WarmPool", Action: "Terminate" },
  terminateFromWarmPool: { Origin: "WarmPool", Destination: "EC2", Action: "Terminate" },
  terminate: outOfGroup,
};

/** Undefined for an activity that sends no event. */
export function pathOf({ kind }: Pick<ScalingActivity, "kind">): EventPath | undefined {
  return paths[kind];
}

/** A hook's event has the path of the move that it interrupts (G-316, R-209). */
export function hookPath(transition: string, move: ActivityKind | undefined): EventPath {
  const ofMove = move === undefined ? undefined : paths[move];
  return ofMove ?? (transition === launching ? intoGroup : outOfGroup);
}
