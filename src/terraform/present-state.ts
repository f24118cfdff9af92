/** A group as a plan file knows it, in the form in which AWS describes it: before the change. */
import type {
  AutoScalingGroup,
  LaunchTemplateSpecification,
  LifecycleHook,
  MixedInstancesPolicy,
} from "@aws-sdk/client-auto-scaling";
import type { DrainingReading } from "../dry-run/read-draining.ts";
import type { GroupReading } from "../dry-run/read-group.ts";
import type { TemplateReading } from "../dry-run/read-templates.ts";
import {
  type Attributes,
  awsMembers,
  blockIn,
  blocksIn,
  numberIn,
  textIn,
  textsIn,
} from "./attributes.ts";
import { instancesBefore, launchesOf } from "./instances.ts";
import type { ResourceChange, TerraformPlan } from "./plan-file.ts";
import { type TemplateUse, templateBefore, templateUses } from "./templates.ts";

/** What a plan file does not say is assumed; `assumptionsOf` has a line for each. */
export function presentState(
  { address, before = {} }: ResourceChange,
  { resources }: TerraformPlan,
  alarms: readonly string[],
): GroupReading {
  const uses = templateUses(before);
  const templates = templatesOf(uses, resources);
  const instances = instancesBefore(before, versionBefore(uses[0], templates[0]));
  const group = groupBefore(before, textIn(before, "name") ?? address);
  const { warm, live } = instances;
  return {
    at: undefined,
    group: { ...group, Instances: [...live] },
    hooks: hooksOf(before, resources),
    warmInstances: warm,
    refreshes: [],
    activities: [],
    templates,
    launches: launchesOf(before, live),
    draining: textsIn(before, "target_group_arns").map((arn) => drainingOf(arn, resources)),
    alarms: alarms.map((name) => ({ name, state: "OK" })),
  };
}

function templatesOf(
  uses: readonly TemplateUse[],
  resources: readonly ResourceChange[],
): readonly TemplateReading[] {
  const byKey = new Map<string, TemplateReading>();
  for (const use of uses) {
    const key = use.id ?? use.name ?? "";
    if (!byKey.has(key)) byKey.set(key, templateBefore(use, resources));
  }
  return [...byKey.values()];
}

/** The template and the number that the instances are assumed to be of. */
function versionBefore(use: TemplateUse | undefined, template: TemplateReading | undefined) {
  if (use === undefined || template === undefined) return undefined;
  const { id, name, defaultVersion, versions } = template;
  const latest = versions.at(-1)?.number ?? defaultVersion;
  const named = Number(use.version);
  const number = named > 0 ? named : use.version === "$Latest" ? latest : defaultVersion;
  return { LaunchTemplateId: id, LaunchTemplateName: name, Version: String(number) };
}

function groupBefore(before: Attributes, name: string): AutoScalingGroup {
  const plain = blockIn(before, "launch_template");
  const mixed = blockIn(before, "mixed_instances_policy");
  const pool = blockIn(before, "warm_pool");
  const warmup = numberIn(before, "default_instance_warmup");
  return {
    AutoScalingGroupName: name,
    CreatedTime: new Date(0),
    AutoScalingGroupARN: textIn(before, "arn"),
    MinSize: numberIn(before, "min_size"),
    MaxSize: numberIn(before, "max_size"),
    DesiredCapacity: numberIn(before, "desired_capacity"),
    DefaultCooldown: numberIn(before, "default_cooldown"),
    AvailabilityZones: [...textsIn(before, "availability_zones")],
    HealthCheckType: textIn(before, "health_check_type"),
    HealthCheckGracePeriod: numberIn(before, "health_check_grace_period"),
    // The provider writes 0 for what is not set.
    ...(warmup !== undefined && warmup > 0 && { DefaultInstanceWarmup: warmup }),
    ...(plain && { LaunchTemplate: templateMembers(plain) }),
    ...(mixed && { MixedInstancesPolicy: policyMembers(mixed) }),
    LaunchConfigurationName: textIn(before, "launch_configuration"),
    NewInstancesProtectedFromScaleIn: before.protect_from_scale_in === true,
    TerminationPolicies: [...textsIn(before, "termination_policies")],
    SuspendedProcesses: textsIn(before, "suspended_processes").map((ProcessName) => ({
      ProcessName,
    })),
    InstanceMaintenancePolicy: maintenanceOf(before),
    ...(pool && { WarmPoolConfiguration: awsMembers(pool) }),
    Tags: blocksIn(before, "tag").map((tag) => ({
      Key: textIn(tag, "key"),
      Value: textIn(tag, "value") ?? "",
      PropagateAtLaunch: tag.propagate_at_launch === true,
    })),
  } as AutoScalingGroup;
}

export function templateMembers(block: Attributes): LaunchTemplateSpecification {
  return {
    LaunchTemplateId: textIn(block, "id"),
    LaunchTemplateName: textIn(block, "name"),
    Version: textIn(block, "version"),
  };
}

export function policyMembers(block: Attributes): MixedInstancesPolicy {
  const { LaunchTemplate: template, ...policy } = awsMembers(block) as MixedInstancesPolicy;
  const { SpotInstancePools: pools = 0, ...distribution } = policy.InstancesDistribution ?? {};
  const main = { Version: "$Default", ...template?.LaunchTemplateSpecification };
  return {
    // 0 pools stand for none; AWS takes the member for one strategy only.
    InstancesDistribution: pools > 0 ? { ...distribution, SpotInstancePools: pools } : distribution,
    LaunchTemplate: { ...template, LaunchTemplateSpecification: main },
  };
}

function maintenanceOf(before: Attributes) {
  const policy = blockIn(before, "instance_maintenance_policy");
  return (
    policy && {
      MinHealthyPercentage: numberIn(policy, "min_healthy_percentage"),
      MaxHealthyPercentage: numberIn(policy, "max_healthy_percentage"),
    }
  );
}

/** The hooks of the group's own blocks, and of resources that name it. */
function hooksOf(before: Attributes, resources: readonly ResourceChange[]): LifecycleHook[] {
  const name = textIn(before, "name");
  const ownResources = resources.flatMap(({ type, before: hook }) =>
    type === "aws_autoscaling_lifecycle_hook" &&
    hook !== undefined &&
    textIn(hook, "autoscaling_group_name") === name
      ? [hook]
      : [],
  );
  return [...blocksIn(before, "initial_lifecycle_hook"), ...ownResources].map((hook) => ({
    AutoScalingGroupName: name,
    LifecycleHookName: textIn(hook, "name"),
    LifecycleTransition: textIn(hook, "lifecycle_transition"),
    HeartbeatTimeout: numberIn(hook, "heartbeat_timeout"),
    DefaultResult: textIn(hook, "default_result"),
  })) as LifecycleHook[];
}

/** AWS's default of a target group that the plan does not have. */
const usualDelay = 300;

function drainingOf(arn: string, resources: readonly ResourceChange[]): DrainingReading {
  const found = resources.find(
    ({ type, before }) => type === "aws_lb_target_group" && textIn(before, "arn") === arn,
  );
  const name = arn.split("/").at(-2) ?? "targets";
  const delaySeconds = numberIn(found?.before, "deregistration_delay") ?? usualDelay;
  return { kind: "targetGroup", balancer: "balancer", name, delaySeconds };
}
