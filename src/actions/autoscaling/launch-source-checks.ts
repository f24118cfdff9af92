/** Auto Scaling's checks of a launch source before a group or refresh uses it. */
import { contentsBehind } from "../../domain/launch-contents.ts";
import { goneName } from "../../domain/launch-names.ts";
import { architectureMismatch } from "../../domain/launch-obstacles.ts";
import { earlyRefusal } from "../../domain/launch-refusals.ts";
import { launchSettings } from "../../domain/launch-settings.ts";
import type { LaunchSource, MixedInstancesPolicy } from "../../domain/launch-source.ts";
import {
  type LaunchTemplateContents,
  type LaunchTemplateSpecification,
  resolveVersion,
} from "../../domain/launch-template.ts";
import type { Region } from "../../domain/world.ts";
import { ServiceError, validationError } from "../../model/faults.ts";
import type { ActionContext } from "../action.ts";
import { launchRefused } from "./launch-template-reference.ts";

/** The context that decides whether EC2 would accept a launch. */
export type LaunchContext = Pick<ActionContext, "region" | "settings">;

/** Returns the source if EC2 would accept all its possible launches (G-026). */
export function launchable(source: LaunchSource, context: LaunchContext): LaunchSource {
  const { region, settings: rules } = context;
  if (source.kind === "mixedInstancesPolicy") checkPolicy(source.policy, region);
  for (const launch of launchesOf(source)) {
    const settings = launchSettings(region, launch, rules);
    if ("refusal" in settings) throw launchRefused(settings.refusal.message);
    if (source.kind === "launchConfiguration") continue;
    const gone = goneName(region, contentsBehind(settings, region));
    if (gone !== undefined) throw launchRefused(gone.message);
  }
  if (source.kind === "launchTemplate") checkTemplate(source, context);
  checkSecurityGroups(source, region);
  return source;
}

/** The source once per override, which may have its own image and template. */
function launchesOf(source: LaunchSource): readonly LaunchSource[] {
  if (source.kind !== "mixedInstancesPolicy" || source.policy.overrides.length === 0) {
    return [source];
  }
  const { policy } = source;
  return policy.overrides.map((override) => ({
    kind: "mixedInstancesPolicy",
    policy: { ...policy, overrides: [override] },
  }));
}

/**
 * A template used as it is gets checked as a whole. The types of overrides are not checked against
 * the image: such launches fail one by one (G-218).
 */
function checkTemplate(source: LaunchSource, { region, settings: rules }: LaunchContext): void {
  const settings = launchSettings(region, source, rules);
  if ("refusal" in settings) return;
  const mismatch = architectureMismatch(region, settings);
  if (mismatch !== undefined) throw launchRefused(`${mismatch.message}.`);
  const contents = contentsBehind(settings, region);
  const refusal = earlyRefusal({ contents, instanceType: settings.instanceType });
  if (refusal !== undefined) throw launchRefused(refusal.message);
}

function checkPolicy(policy: MixedInstancesPolicy, region: Region): void {
  for (const contents of contentsOf(specificationsOf(policy), region)) {
    if (requestsSpot(contents)) {
      throw new ServiceError("InvalidQueryParameter", spotTemplateInPolicy);
    }
  }
  const image = selectedParameter(policy, region);
  if (image !== undefined) throw validationError(`Invalid id: "${image}" expecting ami-....`);
}

const spotTemplateInPolicy =
  "Incompatible launch template: You cannot use a launch template that is set to request Spot " +
  "Instances (InstanceMarketOptions) when you configure an Auto Scaling group with a mixed " +
  "instances policy. Add a different launch template to the group and try again.";

/** Options without a market mean Spot; a capacity block is another market. */
function requestsSpot({ InstanceMarketOptions: options }: LaunchTemplateContents): boolean {
  if (options === undefined || options === null) return false;
  const { MarketType: market = "spot" } = options as { readonly MarketType?: string };
  return market === "spot";
}

/** The SSM parameter for the image of a launch that selects its type by attributes (G-221). */
function selectedParameter(policy: MixedInstancesPolicy, region: Region): string | undefined {
  for (const override of policy.overrides.length === 0 ? [{}] : policy.overrides) {
    const { specification = policy.specification, instanceRequirements, imageId } = override;
    const [contents] = contentsOf([specification], region);
    const isSelected = (instanceRequirements ?? contents?.InstanceRequirements) !== undefined;
    const image = imageId ?? contents?.ImageId;
    if (isSelected && image?.startsWith("resolve:ssm:")) return image;
  }
  return undefined;
}

/** EC2 stores a template with an empty security group id, but no group accepts it (G-220). */
function checkSecurityGroups(source: LaunchSource, region: Region): void {
  const specifications =
    source.kind === "launchTemplate"
      ? [source.specification]
      : source.kind === "mixedInstancesPolicy"
        ? specificationsOf(source.policy)
        : [];
  for (const { SecurityGroupIds = [], NetworkInterfaces } of contentsOf(specifications, region)) {
    const networkInterfaces = (NetworkInterfaces ?? []) as readonly {
      readonly Groups?: readonly string[];
    }[];
    const ids = [...SecurityGroupIds, ...networkInterfaces.flatMap(({ Groups = [] }) => Groups)];
    if (!ids.includes("")) continue;
    throw launchRefused("Value () for parameter groupId is invalid. The value cannot be empty");
  }
}

function specificationsOf(policy: MixedInstancesPolicy): readonly LaunchTemplateSpecification[] {
  const own = policy.overrides.flatMap(({ specification }) => specification ?? []);
  return [policy.specification, ...own];
}

function contentsOf(
  specifications: readonly LaunchTemplateSpecification[],
  region: Region,
): readonly LaunchTemplateContents[] {
  return specifications.flatMap(({ id, version }) => {
    const template = region.launchTemplates.get(id);
    const number = template && resolveVersion(template, version);
    const found = template?.versions.get(number ?? 0);
    return found === undefined ? [] : [found.data];
  });
}
