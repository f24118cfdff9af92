/**
 * Instances as columns: one list for each member, and what many have in common only once, so that
 * ten thousand of them are half a megabyte.
 */
import { conditionOf } from "../domain/condition.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import { second } from "../domain/time.ts";

/** The n-th of each list is about the n-th instance; numbers of names are places in their list. */
export interface InstanceColumns {
  readonly states: readonly string[];
  readonly conditions: readonly string[];
  readonly roles: readonly (string | null)[];
  readonly zones: readonly string[];
  readonly sources: readonly InstanceSource[];
  readonly id: readonly string[];
  readonly state: readonly number[];
  readonly condition: readonly number[];
  readonly role: readonly number[];
  readonly zone: readonly number[];
  readonly source: readonly number[];
  readonly flags: readonly number[];
  readonly weight: readonly number[];
  /** Seconds since 1970; 0 where it is not known. */
  readonly since: readonly number[];
}

interface InstanceSource {
  readonly launchTemplate: string | null;
  readonly version: string | null;
  readonly launchConfiguration: string | null;
  readonly imageId: string;
  readonly instanceType: string;
}

/** Bits of `flags`. */
const protectedFromScaleIn = 1;
const unhealthy = 2;
const waitingInHook = 4;
const spot = 8;

/** In the order given. */
export function instanceColumns(
  instances: Iterable<Instance>,
  { activities }: Pick<AutoScalingGroup, "activities">,
): InstanceColumns {
  const states = legend<string>();
  const conditions = legend<string>();
  const roles = legend<string | null>();
  const zones = legend<string>();
  const sources = legend<InstanceSource>(JSON.stringify);
  const all = [...instances];
  return {
    state: all.map(({ lifecycleState }) => states.place(lifecycleState)),
    condition: all.map((instance) => conditions.place(conditionOf(instance))),
    role: all.map(({ refreshRole }) => roles.place(refreshRole ?? null)),
    zone: all.map(({ availabilityZone }) => zones.place(availabilityZone)),
    source: all.map((instance) => sources.place(sourceOf(instance))),
    id: all.map(({ id }) => id),
    flags: all.map(flagsOf),
    weight: all.map(({ weight }) => weight),
    since: all.map((instance) => Math.floor((sinceOf(instance, activities) ?? 0) / second)),
    states: states.names,
    conditions: conditions.names,
    roles: roles.names,
    zones: zones.names,
    sources: sources.names,
  };
}

/** Names in the order of their first use. */
function legend<Name>(keyOf: (name: Name) => unknown = (name) => name) {
  const names: Name[] = [];
  const places = new Map<unknown, number>();
  const place = (name: Name) => {
    const key = keyOf(name);
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, names.length);
    return names.push(name) - 1;
  };
  return { names, place };
}

function sourceOf({ launchTemplate, launchConfigurationName, ...instance }: Instance) {
  const { imageId, instanceType } = instance;
  return {
    launchTemplate: launchTemplate?.name ?? null,
    version: launchTemplate?.version ?? null,
    launchConfiguration: launchConfigurationName ?? null,
    imageId,
    instanceType,
  };
}

function flagsOf(instance: Instance): number {
  const { lifecycleActions = [], purchaseOption } = instance;
  return (
    (instance.protectedFromScaleIn ? protectedFromScaleIn : 0) +
    (instance.healthStatus === "Unhealthy" ? unhealthy : 0) +
    (lifecycleActions.length > 0 ? waitingInHook : 0) +
    (purchaseOption === "spot" ? spot : 0)
  );
}

/** Since when it is in its state, as far as that is noted. */
function sinceOf(instance: Instance, activities: AutoScalingGroup["activities"]) {
  const { lifecycleState, inServiceAt, launchedAt, activityId = "" } = instance;
  if (lifecycleState === "InService") return inServiceAt;
  return activities.get(activityId)?.startTime ?? launchedAt;
}
