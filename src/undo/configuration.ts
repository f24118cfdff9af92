/** A group's configurations in one form: with ids, without template names, equal when AWS's are. */
import { isDeepStrictEqual } from "node:util";
import type {
  AutoScalingGroup,
  DesiredConfiguration,
  InstancesDistribution,
  LaunchTemplateOverrides,
  LaunchTemplateSpecification,
  MixedInstancesPolicy,
} from "@aws-sdk/client-auto-scaling";

/** AWS's defaults of a distribution (U-003), from the API reference of InstancesDistribution. */
const defaultDistribution: InstancesDistribution = {
  OnDemandAllocationStrategy: "prioritized",
  OnDemandBaseCapacity: 0,
  OnDemandPercentageAboveBaseCapacity: 100,
  SpotAllocationStrategy: "lowest-price",
};

const defaultSpotPools = 2;

/** What the group launches by; undefined when it has a launch configuration (U-027). */
export function savedConfiguration(group: AutoScalingGroup): DesiredConfiguration | undefined {
  const { LaunchTemplate, MixedInstancesPolicy } = group;
  if (MixedInstancesPolicy !== undefined) return { MixedInstancesPolicy };
  return LaunchTemplate === undefined ? undefined : { LaunchTemplate };
}

/** The template that counts where no override names one of its own. */
export function mainTemplate(
  configuration: DesiredConfiguration,
): LaunchTemplateSpecification | undefined {
  const { LaunchTemplate, MixedInstancesPolicy } = configuration;
  return LaunchTemplate ?? MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
}

/** All templates that the configuration names, the main one first. */
export function templatesOf(
  configuration: DesiredConfiguration,
): readonly LaunchTemplateSpecification[] {
  const main = mainTemplate(configuration);
  const overrides = overridesOf(configuration).flatMap(
    ({ LaunchTemplateSpecification: own }) => own ?? [],
  );
  return main === undefined ? overrides : [main, ...overrides];
}

export function overridesOf(
  configuration: DesiredConfiguration,
): readonly LaunchTemplateOverrides[] {
  return configuration.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];
}

type Change = (template: LaunchTemplateSpecification) => LaunchTemplateSpecification;

/** The configuration with each of its templates changed. */
export function withTemplates(
  configuration: DesiredConfiguration,
  change: Change,
): DesiredConfiguration {
  const { LaunchTemplate: plain, MixedInstancesPolicy: policy } = configuration;
  return {
    ...(plain && { LaunchTemplate: change(plain) }),
    ...(policy && { MixedInstancesPolicy: policyWithTemplates(policy, change) }),
  };
}

function policyWithTemplates(policy: MixedInstancesPolicy, change: Change): MixedInstancesPolicy {
  const { LaunchTemplateSpecification: main, Overrides: overrides } = policy.LaunchTemplate ?? {};
  return {
    ...policy,
    LaunchTemplate: {
      ...(main && { LaunchTemplateSpecification: change(main) }),
      ...(overrides && {
        Overrides: overrides.map(({ LaunchTemplateSpecification: own, ...override }) =>
          own === undefined ? override : { ...override, LaunchTemplateSpecification: change(own) },
        ),
      }),
    },
  };
}

/** Without the template's name where it has an id: AWS refuses to take both (U-030). */
export function withoutNames(configuration: DesiredConfiguration): DesiredConfiguration {
  return withTemplates(configuration, ({ LaunchTemplateName: name, ...template }) =>
    template.LaunchTemplateId === undefined ? { LaunchTemplateName: name, ...template } : template,
  );
}

/**
 * Whether two configurations are equal (U-003). Both must have numbered versions; template names do
 * not count, and AWS's defaults are filled in.
 */
export function areEqual(one: DesiredConfiguration, other: DesiredConfiguration): boolean {
  return isDeepStrictEqual(comparable(one), comparable(other));
}

function comparable(configuration: DesiredConfiguration): unknown {
  const nameless = withTemplates(configuration, ({ LaunchTemplateName: name, ...template }) => ({
    ...template,
    LaunchTemplateId: template.LaunchTemplateId ?? name,
  }));
  const { MixedInstancesPolicy: policy } = nameless;
  if (policy === undefined) return plain(nameless);
  const { InstancesDistribution: given, LaunchTemplate: template } = policy;
  return plain({ template, distribution: filledDistribution(given ?? {}) });
}

function filledDistribution(given: InstancesDistribution): InstancesDistribution {
  const filled = { ...defaultDistribution, ...plain(given) };
  const { SpotMaxPrice: price, SpotInstancePools: pools = defaultSpotPools, ...others } = filled;
  const hasPools = others.SpotAllocationStrategy === "lowest-price";
  return {
    ...others,
    ...(hasPools && { SpotInstancePools: pools }),
    // An empty price is AWS's way to say the On-Demand price, its default.
    ...(price !== undefined && price !== "" && { SpotMaxPrice: price }),
  };
}

/** The same value without members that are undefined. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
