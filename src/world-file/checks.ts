/**
 * Finds mistakes in a world file that no schema can express: unknown names, contradictory sizes.
 */

import { readPreferences } from "../actions/autoscaling/instance-refreshes/refresh-preferences.ts";
import { readMixedInstancesPolicy } from "../actions/autoscaling/mixed-instances-policy.ts";
import { availabilityZonesOf, defaultSubnets } from "../domain/network.ts";
import { ServiceError } from "../model/faults.ts";
import type { Problem } from "../schemas/aws-input.ts";
import { refreshDefaults } from "./groups.ts";
import { regionOfTemplates } from "./launch-templates.ts";
import type { GroupInFile, RefreshInFile, RegionInFile } from "./schema.ts";

export function regionProblems(region: RegionInFile): readonly Problem[] {
  return [
    ...repeatedNames("launchTemplates", region.launchTemplates),
    ...repeatedNames("launchConfigurations", region.launchConfigurations),
    ...repeatedNames("groups", region.groups),
    ...region.launchTemplates.flatMap((template, nth) =>
      templateVersionProblems(template).map(({ path, message }) => ({
        path: ["launchTemplates", nth, ...path],
        message,
      })),
    ),
    ...region.groups.flatMap((group, nth) =>
      groupProblems(group, region).map(({ path, message }) => ({
        path: ["groups", nth, ...path],
        message,
      })),
    ),
  ];
}

/** AWS never deletes the default version, so that one version is always left. */
function templateVersionProblems({
  defaultVersion,
  versions,
  deletedVersions,
}: RegionInFile["launchTemplates"][number]): readonly Problem[] {
  const numbers = versions.map((_, nth) => nth + 1);
  if (!numbers.includes(defaultVersion))
    return [problem(["defaultVersion"], `1 to ${numbers.length}`)];
  return deletedVersions.flatMap((number, nth) =>
    numbers.includes(number) && number !== defaultVersion
      ? []
      : [problem(["deletedVersions", nth], "a version that is not the default one")],
  );
}

function problem(path: readonly PropertyKey[], expected: string): Problem {
  return { path, message: `expected ${expected}` };
}

function repeatedNames(
  list: string,
  named: readonly { readonly name: string }[],
): readonly Problem[] {
  const names = named.map(({ name }) => name);
  return names.flatMap((name, nth) =>
    names.indexOf(name) === nth ? [] : [problem([list, nth, "name"], "a name that is not taken")],
  );
}

function groupProblems(group: GroupInFile, region: RegionInFile): readonly Problem[] {
  return [
    ...sizeProblems(group),
    ...sourceProblems(group, region),
    ...placementProblems(group, region),
    ...group.refreshes.flatMap((refresh, nth) => {
      const problems = refreshProblems(refresh, group, region);
      return problems.map(({ path, message }) => ({ path: ["refreshes", nth, ...path], message }));
    }),
  ];
}

/** A world starts at rest, with exactly the desired number of instances. */
function sizeProblems(group: GroupInFile): readonly Problem[] {
  const { minSize, maxSize, desiredCapacity, instances } = group;
  const isInBounds = minSize <= desiredCapacity && desiredCapacity <= maxSize;
  if (!isInBounds) {
    return [problem(["desiredCapacity"], `minSize to maxSize, ${minSize} to ${maxSize}`)];
  }
  const inService = (instances ?? []).filter(({ lifecycleState: state }) => state === "InService");
  const counted = inService.reduce((sum, { count }) => sum + count, 0);
  if (instances === undefined || counted === desiredCapacity) return [];
  const expected = `instances in service that add up to desiredCapacity, ${desiredCapacity}`;
  return [problem(["instances"], `${expected}; got ${counted}`)];
}

function sourceProblems(group: GroupInFile, region: RegionInFile): readonly Problem[] {
  const { launchTemplate: template, launchConfiguration: configuration } = group;
  if ((template === undefined) === (configuration === undefined)) {
    return [problem([], "either launchTemplate or launchConfiguration")];
  }
  if (template === undefined) {
    const names = region.launchConfigurations.map(({ name }) => name);
    return names.includes(configuration ?? "")
      ? []
      : [problem(["launchConfiguration"], oneOf("launchConfigurations", names))];
  }
  const versions = (group.instances ?? []).flatMap(({ launchTemplateVersion: version }, nth) => {
    if (version === undefined) return [];
    const path = ["instances", nth, "launchTemplateVersion"];
    return versionProblems({ name: template.name, version: String(version) }, path, region);
  });
  return [...templateProblems(template, ["launchTemplate"], region), ...versions];
}

interface Reference {
  readonly name: string;
  readonly version: string;
}

function templateProblems(
  reference: Reference,
  path: readonly PropertyKey[],
  region: RegionInFile,
): readonly Problem[] {
  const names = region.launchTemplates.map(({ name }) => name);
  if (!names.includes(reference.name)) {
    return [problem([...path, "name"], oneOf("launchTemplates", names))];
  }
  return versionProblems(reference, [...path, "version"], region);
}

function versionProblems(
  { name, version }: Reference,
  path: readonly PropertyKey[],
  region: RegionInFile,
): readonly Problem[] {
  const template = region.launchTemplates.find((candidate) => candidate.name === name);
  const numbers = (template?.versions ?? []).map((_, nth) => String(nth + 1));
  const accepted = ["$Latest", "$Default", ...numbers];
  return accepted.includes(version) ? [] : [problem(path, `one of ${accepted.join(", ")}`)];
}

function placementProblems(group: GroupInFile, region: RegionInFile): readonly Problem[] {
  if ((group.availabilityZones.length === 0) === (group.subnets.length === 0)) {
    return [problem([], "either availabilityZones or subnets")];
  }
  const zones = availabilityZonesOf(region.region).map(({ name }) => name);
  const subnets = [...defaultSubnets(region.account, region.region), ...region.subnets];
  const subnetIds = subnets.map(({ id }) => id);
  return [
    ...group.availabilityZones.flatMap((zone, nth) =>
      zones.includes(zone)
        ? []
        : [problem(["availabilityZones", nth], `one of ${zones.join(", ")}`)],
    ),
    ...group.subnets.flatMap((id, nth) =>
      subnetIds.includes(id) ? [] : [problem(["subnets", nth], `one of ${subnetIds.join(", ")}`)],
    ),
  ];
}

function refreshProblems(
  refresh: RefreshInFile,
  group: GroupInFile,
  region: RegionInFile,
): readonly Problem[] {
  return [...desiredProblems(refresh, region), ...preferenceProblems(refresh, group)];
}

function desiredProblems(
  { desiredConfiguration: given }: RefreshInFile,
  region: RegionInFile,
): readonly Problem[] {
  if (given === undefined) return [];
  const { launchTemplate: template, mixedInstancesPolicy: policy } = given;
  const path = ["desiredConfiguration"];
  if ((template === undefined) === (policy === undefined)) {
    return [problem(path, "either launchTemplate or mixedInstancesPolicy")];
  }
  if (template !== undefined)
    return templateProblems(template, [...path, "launchTemplate"], region);
  return problemsInAwsWords([...path, "mixedInstancesPolicy"], () =>
    readMixedInstancesPolicy(policy ?? {}, regionOfTemplates(region)),
  );
}

/**
 * Past refreshes must obey the rules of StartInstanceRefresh; mistakes are reported in AWS's words.
 */
function preferenceProblems(refresh: RefreshInFile, group: GroupInFile): readonly Problem[] {
  return problemsInAwsWords(["preferences"], () =>
    readPreferences(refresh.preferences, refreshDefaults(group)),
  );
}

function problemsInAwsWords(path: readonly PropertyKey[], read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof ServiceError) return [{ path, message: error.message }];
    throw error;
  }
}

function oneOf(list: string, names: readonly string[]): string {
  return names.length === 0 ? `a name from ${list}, which is empty` : `one of ${names.join(", ")}`;
}
