/** Decides whether instances of a launch source can hibernate: their root volume is encrypted. */
import { type LaunchSource, specificationOf } from "../../../domain/launch-source.ts";
import { resolveVersion } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";

interface BlockDevices {
  readonly BlockDeviceMappings?: readonly {
    readonly Ebs?: { readonly Encrypted?: boolean };
  }[];
}

/** Which device is the root is the AMI's choice; the first one named counts as it (G-173). */
export function canHibernate(region: Region, source: LaunchSource): boolean {
  const [root] = contentsOf(region, source).BlockDeviceMappings ?? [];
  return root?.Ebs?.Encrypted === true;
}

function contentsOf(region: Region, source: LaunchSource): BlockDevices {
  if (source.kind === "launchConfiguration") {
    return (region.launchConfigurations.get(source.name)?.settings ?? {}) as BlockDevices;
  }
  const specification = specificationOf(source);
  const template = region.launchTemplates.get(specification?.id ?? "");
  const number = template && resolveVersion(template, specification?.version);
  return (template?.versions.get(number ?? 0)?.data ?? {}) as BlockDevices;
}
