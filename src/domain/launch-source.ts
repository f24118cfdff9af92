/** The source of a group's launches: a template, a configuration or a mixed policy. */
import type { LaunchTemplateSpecification } from "./launch-template.ts";

/** A source of launch settings; also the form of a desired configuration. */
export type LaunchSource =
  | { readonly kind: "launchTemplate"; readonly specification: LaunchTemplateSpecification }
  | { readonly kind: "launchConfiguration"; readonly name: string }
  | { readonly kind: "mixedInstancesPolicy"; readonly policy: MixedInstancesPolicy };

export interface MixedInstancesPolicy {
  readonly specification: LaunchTemplateSpecification;
  readonly overrides: readonly LaunchTemplateOverride[];
  /** InstancesDistribution in AWS's own shape, with AWS's defaults filled in. */
  readonly distribution: Readonly<Record<string, unknown>>;
}

export interface LaunchTemplateOverride {
  readonly instanceType?: string;
  readonly weightedCapacity?: number;
  readonly imageId?: string;
  readonly specification?: LaunchTemplateSpecification;
  /** InstanceRequirements in AWS's own shape. */
  readonly instanceRequirements?: Readonly<Record<string, unknown>>;
}

/** The launch template that a source names, or undefined for a launch configuration. */
export function specificationOf(source: LaunchSource): LaunchTemplateSpecification | undefined {
  if (source.kind === "launchTemplate") return source.specification;
  return source.kind === "mixedInstancesPolicy" ? source.policy.specification : undefined;
}
