/** A group under replacement in the plainest form: a list of instances, and the preferences. */
import type { RefreshRole } from "../../../src/domain/instance.ts";
import type { RefreshPreferences } from "../../../src/domain/instance-refresh.ts";
import type { ConditionName } from "../../support/builders.ts";

export interface Member {
  readonly role: RefreshRole;
  readonly condition: ConditionName;
  readonly isProtected: boolean;
  readonly weight: number;
}

export interface Fleet {
  readonly desired: number;
  readonly members: readonly Member[];
  readonly isRollback: boolean;
  readonly min: number;
  readonly max: number | null;
  readonly min100: "terminate-first" | "launch-first";
  readonly checkpoints: readonly number[];
  readonly passed: number;
  /** The health process leaves unhealthy instances to the refresh. */
  readonly isHealthSuspended: boolean;
  readonly skipMatching: boolean;
  readonly protectedOnes: RefreshPreferences["scaleInProtectedInstances"];
  readonly standbyOnes: RefreshPreferences["standbyInstances"];
}

const counted = new Set<ConditionName>([
  "requested",
  "pending",
  "warming",
  "unsettled",
  "ready",
  "unhealthy",
]);

/** It counts toward the desired capacity: on its way or in service, not in standby. */
export function isLive({ condition }: Member): boolean {
  return counted.has(condition);
}

/** a refresh replaces the old ones, a rollback those that the refresh launched. */
function isOutgoing(fleet: Fleet, { role }: Member): boolean {
  return role === (fleet.isRollback ? "updated" : "old");
}

/** left alone and counted nowhere in the refresh. */
export function isIgnored(fleet: Fleet, member: Member): boolean {
  if (!isOutgoing(fleet, member) || member.condition === "leaving") return false;
  if (member.condition === "standby") return fleet.standbyOnes === "Ignore";
  return member.isProtected && fleet.protectedOnes === "Ignore";
}

/** Live, outgoing, and not kept by its protection. */
export function isReplaceable(fleet: Fleet, member: Member): boolean {
  if (!isOutgoing(fleet, member) || !isLive(member)) return false;
  return !member.isProtected || fleet.protectedOnes === "Refresh";
}

export function weightOf(members: readonly Member[]): number {
  return members.reduce((sum, { weight }) => sum + weight, 0);
}
