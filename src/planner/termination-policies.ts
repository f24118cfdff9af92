/** In which order the termination policies of a group take instances. */
import type { Instance } from "../domain/instance.ts";
import { specificationOf } from "../domain/launch-source.ts";
import { hour } from "../domain/time.ts";
import type { GroupView } from "./view.ts";

/** Negative when `a` goes before `b`; 0 where the policies do not tell them apart. */
export type Precedence = (a: Instance, b: Instance) => number;

type Place = Pick<GroupView, "group" | "region" | "now">;

/** What a policy looks at: the instance with the smallest number goes first. */
type Rank = (instance: Instance) => number;

/**
 * AllocationStrategy is not among them: it has no order of its own, and in a refresh the purchase
 * option that is over its share goes first in any case.
 */
const ranks: Readonly<Record<string, (place: Place) => Rank>> = {
  OldestInstance: () => launchTime,
  NewestInstance: () => (instance) => -launchTime(instance),
  OldestLaunchConfiguration:
    ({ region }) =>
    ({ launchConfigurationName: name = "" }) =>
      region.launchConfigurations.get(name)?.createdAt ?? Number.POSITIVE_INFINITY,
  /** Those of another template than the group's go first, then the oldest version of that one. */
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
 * The policies before Default, each of which decides among those that the ones before it do not
 * tell apart; undefined where the default policy alone decides. Worked example: with
 * [OldestLaunchTemplate, NewestInstance] version 1 goes before version 2, and of version 1 the
 * instance that was launched last.
 */
export function precedenceOf(place: Place): Precedence | undefined {
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
