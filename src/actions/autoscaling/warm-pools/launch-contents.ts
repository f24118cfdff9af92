/** The launch contents of a source, without the overrides of a mixed policy. */
import { type LaunchSource, specificationOf } from "../../../domain/launch-source.ts";
import { resolveVersion } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";

/** Members of launch templates and of launch configurations. */
interface LaunchContents {
  readonly BlockDeviceMappings?: readonly {
    readonly Ebs?: { readonly Encrypted?: boolean };
  }[];
  /** Only in a launch template. */
  readonly InstanceMarketOptions?: { readonly MarketType?: string };
  /** Only in a launch configuration. */
  readonly SpotPrice?: string;
}

export function launchContents(region: Region, source: LaunchSource): LaunchContents {
  if (source.kind === "launchConfiguration") {
    return (region.launchConfigurations.get(source.name)?.settings ?? {}) as LaunchContents;
  }
  const specification = specificationOf(source);
  const template = region.launchTemplates.get(specification?.id ?? "");
  const number = template && resolveVersion(template, specification?.version ?? "$Default");
  return (template?.versions.get(number ?? 0)?.data ?? {}) as LaunchContents;
}
