/** Orders instances by their group's termination policies. */
import type { Instance } from "../domain/instance.ts";
import { specificationOf } from "../domain/launch-source.ts";
import { hour } from "../domain/time.ts";
import type { GroupView } from "./view.ts";

/** Negative when `a` goes before `b`; 0 when the policies do not distinguish them. */
export type Precedence = (a: Instance, b: Instance) => number;

type PolicyContext = Pick<GroupView, "group" | "region" | "now">;

/** The number by which a policy orders instances: the smallest goes first. */
type Rank = (instance: Instance) => number;

/**
 * AllocationStrategy is missing because it has no order of its own, and in a refresh the purchase
 * option over its share goes first anyway.
 */
const ranks: Readonly<Record<string, (place: PolicyContext) => Rank>> = {
  OldestInstance: () => launchTime,
  NewestInstance: () => (instance) => -launchTime(instance),
  OldestLaunchConfiguration:
    ({ region }) =>
    ({ launchConfigurationName: name = "" }) =>
      region.launchConfigurations.get(name)?.createdAt ?? Number.POSITIVE_INFINITY,
  /**
   * Instances of a template other than the group's go first, then the oldest version of the
   * group's.
   */
  OldestLaunchTemplate: ({ group }) => {
    const current = specificationOf(group.launchSource)?.id;
    return ({ launchTemplate }) =>
      launchTemplate?.id === current ? Number(launchTemplate?.version ?? 0) : 0;
  },
  ClosestToNextInstanceHour:
    ({ now }) =>
    (instance) =>
      hour - ((now - launchTime(instance)) % hour),
};

function launchTime({ launchedAt }: Instance): number {
  return launchedAt ?? Number.MAX_VALUE;
}

/**
 * The policies before Default, each of which decides among instances that the earlier ones do not
 * distinguish; undefined when only the default policy decides. Worked example: with
 * [OldestLaunchTemplate, NewestInstance] version 1 goes before version 2, and within version 1 the
 * newest launch goes first.
 */
export function precedenceOf(place: PolicyContext): Precedence | undefined {
  const { terminationPolicies } = place.group;
  const atDefault = terminationPolicies.indexOf("Default");
  const own = atDefault < 0 ? terminationPolicies : terminationPolicies.slice(0, atDefault);
  const chosen = own.flatMap((policy) => ranks[policy]?.(place) ?? []);
  if (chosen.length === 0) return undefined;
  return (a, b) => {
    for (const rank of chosen) {
      const [ofA, ofB] = [rank(a), rank(b)];
      if (ofA !== ofB) return ofA < ofB ? -1 : 1;
    }
    return 0;
  };
}
