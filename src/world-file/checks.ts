/**
 * Finds mistakes in a world file that no schema can express: unknown names, contradictory sizes.
 */

import { readPreferences } from "../actions/autoscaling/instance-refreshes/refresh-preferences.ts";
import { readMixedInstancesPolicy } from "../actions/autoscaling/mixed-instances-policy.ts";
import { availabilityZonesOf, defaultSubnets } from "../domain/network.ts";
import { ServiceError } from "../model/faults.ts";
import type { Problem } from "../schemas/aws-input.ts";
import { refreshDefaults } from "./groups.ts";
import { instanceProblems } from "./instance-checks.ts";
import { numbersOf, regionOfTemplates } from "./launch-templates.ts";
import type { GroupInFile, InstancesInFile, RefreshInFile, RegionInFile } from "./schema.ts";

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
function templateVersionProblems(
  template: RegionInFile["launchTemplates"][number],
): readonly Problem[] {
  const { defaultVersion, deletedVersions } = template;
  const numbers = numbersOf(template);
  const wrong = numbers.findIndex((number, nth) => number <= (numbers[nth - 1] ?? 0));
  if (wrong !== -1) return [problem(["versions", wrong, "number"], "ascending numbers")];
  if (!numbers.includes(defaultVersion))
    return [problem(["defaultVersion"], `one of ${numbers.join(", ")}`)];
  return deletedVersions.flatMap((number, nth) =>
    numbers.includes(number) && number !== defaultVersion
      ? []
      : [problem(["deletedVersions", nth], "a version that is not the default one")],
  );
}

function problem(path: readonly PropertyKey[], expected: string): Problem {
  return { path, message: `expected ${expected}` };
}

export function repeatedNames(
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
    ...instanceProblems(group),
    ...sourceProblems(group, region),
    ...placementProblems(group, region),
    ...group.refreshes.flatMap((refresh, nth) => {
      const problems = refreshProblems(refresh, group, region);
      return problems.map(({ path, message }) => ({ path: ["refreshes", nth, ...path], message }));
    }),
  ];
}

function sizeProblems({ minSize, maxSize, desiredCapacity }: GroupInFile): readonly Problem[] {
  const isInBounds = minSize <= desiredCapacity && desiredCapacity <= maxSize;
  if (isInBounds) return [];
  return [problem(["desiredCapacity"], `minSize to maxSize, ${minSize} to ${maxSize}`)];
}

function sourceProblems(group: GroupInFile, region: RegionInFile): readonly Problem[] {
  const { launchTemplate: template, launchConfiguration: configuration } = group;
  const ofInstances = (group.instances ?? []).flatMap((batch, nth) =>
    ownSourceProblems(batch, ["instances", nth], region),
  );
  if (ofInstances.length > 0) return ofInstances;
  if ((template === undefined) === (configuration === undefined)) {
    return [problem([], "either launchTemplate or launchConfiguration")];
  }
  if (template === undefined) {
    return configurationProblems(configuration, [], region);
  }
  const versions = (group.instances ?? []).flatMap(({ launchTemplateVersion: version }, nth) => {
    if (version === undefined) return [];
    const path = ["instances", nth, "launchTemplateVersion"];
    return versionProblems({ name: template.name, version: String(version) }, path, region);
  });
  return [...templateProblems(template, ["launchTemplate"], region), ...versions];
}

function configurationProblems(
  configuration: string | undefined,
  path: readonly PropertyKey[],
  { launchConfigurations }: RegionInFile,
): readonly Problem[] {
  const names = launchConfigurations.map(({ name }) => name);
  if (names.includes(configuration ?? "")) return [];
  return [problem([...path, "launchConfiguration"], oneOf("launchConfigurations", names))];
}

/** What instances were launched from, if not from what their group has. */
function ownSourceProblems(
  { launchTemplate: template, launchConfiguration: configuration }: InstancesInFile,
  path: readonly PropertyKey[],
  region: RegionInFile,
): readonly Problem[] {
  if (template !== undefined) {
    return templateProblems(template, [...path, "launchTemplate"], region);
  }
  return configuration === undefined ? [] : configurationProblems(configuration, path, region);
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
  const numbers = template === undefined ? [] : numbersOf(template).map(String);
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
