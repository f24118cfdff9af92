/** Commands that make a group and change it and its instances. */
import { targetGroupMember } from "./balancer-commands.ts";
import { type Command, given } from "./command.ts";
import type { Story } from "./story.ts";
import { fail, type Words } from "./words.ts";

/** `web:2` or `web:$Latest` */
export function templateMember(text: string | undefined) {
  if (text === undefined) return undefined;
  const [LaunchTemplateName, Version] = text.split(":");
  return given<{ LaunchTemplateName?: string; Version: string }>({ LaunchTemplateName, Version });
}

interface PolicyWords {
  readonly template: string | undefined;
  /** `t3.nano/ami-2,t3.large*2`: types with their images and weights. */
  readonly overrides: readonly string[];
  /** `2-4/8192-16384`: vCPUs and MiB that a type is to have, in place of types. */
  readonly requirements?: string | undefined;
  /** `1/50`: On-Demand base and percentage above it. */
  readonly onDemand: string | undefined;
}

/** A mixed instances policy. */
export function policyMember({ template, overrides, requirements, onDemand }: PolicyWords) {
  const [base, above] = (onDemand ?? "").split("/").map(Number);
  const distribution = {
    OnDemandBaseCapacity: base,
    OnDemandPercentageAboveBaseCapacity: above,
  };
  return {
    ...(onDemand === undefined ? {} : { InstancesDistribution: distribution }),
    LaunchTemplate: {
      LaunchTemplateSpecification: templateMember(template) ?? fail("overrides need a template"),
      Overrides: [...overrides.map(overrideMember), ...requirementsMember(requirements)],
    },
  };
}

function overrideMember(text: string) {
  const [launch = "", WeightedCapacity] = text.split("*");
  const [InstanceType, ImageId] = launch.split("/");
  return given<{ InstanceType?: string; ImageId?: string; WeightedCapacity?: string }>({
    InstanceType,
    ImageId,
    WeightedCapacity,
  });
}

function requirementsMember(text: string | undefined) {
  if (text === undefined) return [];
  const [VCpuCount, MemoryMiB] = text.split("/").map((range) => {
    const [Min, Max] = range.split("-").map(Number);
    return { Min: Min ?? fail(`"${range}" is no range`), Max };
  });
  return [{ InstanceRequirements: { VCpuCount, MemoryMiB } }];
}

/** A launch template alone, or with overrides a mixed instances policy. */
function launchMembers(words: Words) {
  const template = words.text("template");
  const requirements = words.text("requirements");
  const overrides = words.list("overrides") ?? (requirements === undefined ? undefined : []);
  const onDemand = words.text("on-demand");
  const LaunchConfigurationName = words.text("configuration");
  const isMixed = overrides !== undefined;
  return {
    LaunchTemplate: isMixed ? undefined : templateMember(template),
    LaunchConfigurationName,
    MixedInstancesPolicy: isMixed
      ? policyMember({ template, overrides, requirements, onDemand })
      : undefined,
  };
}

function sizes(words: Words) {
  return given<{
    MinSize: number;
    MaxSize: number;
    DesiredCapacity: number;
    DefaultInstanceWarmup: number;
    HealthCheckGracePeriod: number;
    HealthCheckType: string;
    InstanceMaintenancePolicy: object;
    LaunchTemplate: object;
    LaunchConfigurationName: string;
    MixedInstancesPolicy: object;
  }>({
    MinSize: words.number("min"),
    MaxSize: words.number("max"),
    DesiredCapacity: words.number("desired"),
    DefaultInstanceWarmup: words.number("warmup"),
    HealthCheckGracePeriod: words.number("grace"),
    HealthCheckType: words.text("health"),
    InstanceMaintenancePolicy: maintenanceMember(words.text("policy")),
    ...launchMembers(words),
  });
}

/** `90/120`: minimum and maximum healthy percentage. */
function maintenanceMember(text: string | undefined) {
  if (text === undefined) return undefined;
  const [min, max] = text.split("/");
  return { MinHealthyPercentage: Number(min), MaxHealthyPercentage: Number(max) };
}

/** `group web desired=10 min=0 max=20 zones=a,b,c template=web:1 retain=true` */
function group(words: Words, story: Story): readonly string[] {
  const zones = words.list("zones") ?? ["a"];
  const TerminateHookAbandon = words.flag("retain") === true ? "retain" : "terminate";
  const input = {
    AutoScalingGroupName: words.next("a group's name"),
    AvailabilityZones: zones.map((zone) => `us-east-1${zone}`),
    NewInstancesProtectedFromScaleIn: words.flag("protected") ?? false,
    ...targetGroupMember(words.list("target-groups"), story),
    InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon } } as const,
    ...sizes(words),
  };
  words.end();
  story.autoscaling("CreateAutoScalingGroup", input);
  return [];
}

/** `update web template=web:2`, `update web max=30`; prints nothing when AWS accepts it. */
function update(words: Words, story: Story): readonly string[] {
  const input = { AutoScalingGroupName: words.next("a group's name"), ...sizes(words) };
  words.end();
  story.autoscaling("UpdateAutoScalingGroup", input);
  return [];
}

/** `set-desired web 15` */
function setDesired(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  const DesiredCapacity = Number(words.next("a desired capacity"));
  words.end();
  story.autoscaling("SetDesiredCapacity", { AutoScalingGroupName, DesiredCapacity });
  return [];
}

/** `delete web force=true` */
function deleteGroup(words: Words, story: Story): readonly string[] {
  const AutoScalingGroupName = words.next("a group's name");
  const ForceDelete = words.flag("force") ?? false;
  words.end();
  story.autoscaling("DeleteAutoScalingGroup", { AutoScalingGroupName, ForceDelete });
  return [];
}

/** `suspend web Launch Terminate` and `resume web Launch` */
function processes(operation: "SuspendProcesses" | "ResumeProcesses"): Command {
  return (words, story) => {
    const AutoScalingGroupName = words.next("a group's name");
    const ScalingProcesses = [words.next("a process")];
    for (let more = words.optional(); more !== undefined; more = words.optional()) {
      ScalingProcesses.push(more);
    }
    words.end();
    story.autoscaling(operation, { AutoScalingGroupName, ScalingProcesses });
    return [];
  };
}

/** The group's name and the ids of `A,C`, `oldest` or `newest`. */
function instancesOf(words: Words, story: Story) {
  const AutoScalingGroupName = words.next("a group's name");
  const which = words.next("instances such as A,C or oldest");
  const names =
    which === "oldest" || which === "newest" ? [extreme(which, story)] : which.split(",");
  return { AutoScalingGroupName, InstanceIds: names.map((name) => story.names.idOf(name)) };
}

/** By launch, among those that the group lists in service; names follow the launches. */
function extreme(which: "oldest" | "newest", story: Story): string {
  const { AutoScalingInstances = [] } = story.autoscaling("DescribeAutoScalingInstances", {});
  const inService = AutoScalingInstances.filter((one) => one.LifecycleState === "InService")
    .map((one) => story.names.named(one.InstanceId ?? ""))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return inService.at(which === "oldest" ? 0 : -1) ?? fail("no instance is in service");
}

/** `protect web A,C`, `unprotect web A` */
function protection(ProtectedFromScaleIn: boolean): Command {
  return (words, story) => {
    const meant = instancesOf(words, story);
    words.end();
    story.autoscaling("SetInstanceProtection", { ...meant, ProtectedFromScaleIn });
    return [];
  };
}

/** `standby web A decrement=true`; without decrement a replacement is launched. */
function standby(words: Words, story: Story): readonly string[] {
  const meant = instancesOf(words, story);
  const ShouldDecrementDesiredCapacity = words.flag("decrement") ?? false;
  words.end();
  story.autoscaling("EnterStandby", { ...meant, ShouldDecrementDesiredCapacity });
  return [];
}

/** `exit-standby web A` */
function exitStandby(words: Words, story: Story): readonly string[] {
  const meant = instancesOf(words, story);
  words.end();
  story.autoscaling("ExitStandby", meant);
  return [];
}

/** `unhealthy web A`, `healthy web A` */
function health(HealthStatus: "Healthy" | "Unhealthy"): Command {
  return (words, story) => {
    const { InstanceIds } = instancesOf(words, story);
    words.end();
    for (const InstanceId of InstanceIds) {
      story.autoscaling("SetInstanceHealth", { InstanceId, HealthStatus });
    }
    return [];
  };
}

/** `terminate web A decrement=true` */
function terminate(words: Words, story: Story): readonly string[] {
  const { InstanceIds } = instancesOf(words, story);
  const ShouldDecrementDesiredCapacity = words.flag("decrement") ?? false;
  words.end();
  for (const InstanceId of InstanceIds) {
    const input = { InstanceId, ShouldDecrementDesiredCapacity };
    story.autoscaling("TerminateInstanceInAutoScalingGroup", input);
  }
  return [];
}

/** `ec2-terminate web A`: behind the group's back. */
function ec2Terminate(words: Words, story: Story): readonly string[] {
  const { InstanceIds } = instancesOf(words, story);
  words.end();
  story.ec2("TerminateInstances", { InstanceIds });
  return [];
}

export const groupCommands: Readonly<Record<string, Command>> = {
  group,
  update,
  "set-desired": setDesired,
  delete: deleteGroup,
  suspend: processes("SuspendProcesses"),
  resume: processes("ResumeProcesses"),
  protect: protection(true),
  unprotect: protection(false),
  standby,
  "exit-standby": exitStandby,
  unhealthy: health("Unhealthy"),
  healthy: health("Healthy"),
  terminate,
  "ec2-terminate": ec2Terminate,
};
