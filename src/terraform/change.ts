/** What an apply does to a group before and by its refresh, in AWS's calls. */
import type { DesiredConfiguration } from "@aws-sdk/client-auto-scaling";
import { withoutNames } from "../undo/configuration.ts";
import type { WorldFileInput } from "../world-file/schema.ts";
import { type Attributes, blockIn, numberIn, textIn, textsIn } from "./attributes.ts";
import type { ResourceChange, TerraformPlan } from "./plan-file.ts";
import { policyMembers, templateMembers } from "./present-state.ts";
import {
  contentsOf,
  isNewVersion,
  resourceOf,
  type TemplateUse,
  templateUses,
} from "./templates.ts";
import { changedAttributes } from "./verdict.ts";

type Members = Readonly<Record<string, unknown>>;

/** StartInstanceRefresh as the provider calls it. */
export interface RefreshCall {
  readonly AutoScalingGroupName: string;
  readonly Strategy?: "Rolling";
  readonly Preferences: Members;
  /** Only with automatic rollback, which AWS refuses without it. */
  readonly DesiredConfiguration?: DesiredConfiguration;
}

export interface GroupChange {
  /** What is known after the apply only, as it will be: versions by one higher. */
  readonly after: Attributes;
  /** Templates with the numbers of the versions that the apply makes. */
  readonly versions: readonly NewVersion[];
}

interface NewVersion {
  readonly use: TemplateUse;
  readonly number: number;
  readonly contents: { readonly imageId?: string; readonly instanceType?: string };
}

/** The group as it will be, with the versions that the apply makes. */
export function changeOf(group: ResourceChange, { resources }: TerraformPlan): GroupChange {
  const { before, after = {} } = group;
  const versions: NewVersion[] = [];
  const known = templateUses(before);
  const numbered = (block: Attributes, prefix: string): Attributes => {
    const version = textIn(block, "version");
    const id = textIn(block, `${prefix}id`);
    const name = textIn(block, `${prefix}name`) ?? (id === undefined ? newTemplate : undefined);
    if (version?.startsWith("$") === true) return block;
    const resource = resourceOf({ id, name }, resources);
    const past = known.find((one) => (id === undefined ? one.name === name : one.id === id));
    const latest = numberIn(resource?.before, "latest_version") ?? (Number(past?.version) || 0);
    const number = version === undefined ? latest + 1 : Number(version);
    const isMade = version === undefined || isNewVersion(resource);
    const contents = contentsOf(isMade ? resource?.after : resource?.before);
    versions.push({ use: { id, name, version: String(number) }, number, contents });
    return { ...block, [`${prefix}name`]: name, version: String(number) };
  };
  return { after: withTemplates(after, numbered), versions };
}

/** Stands for a template that does not exist yet. */
const newTemplate = "new-template";

/** Stands for what the plan does not tell of a launch; it differs from what is there. */
const newLaunch = { ImageId: "ami-00000000000000002", InstanceType: "t3.micro" } as const;

type OfTemplate = (block: Attributes, prefix: string) => Attributes;

/** Only the main templates: overrides with a template of their own keep it. */
function withTemplates(after: Attributes, numbered: OfTemplate): Attributes {
  const plain = blockIn(after, "launch_template");
  if (plain !== undefined) return { ...after, launch_template: [numbered(plain, "")] };
  const policy = blockIn(after, "mixed_instances_policy");
  const template = blockIn(policy, "launch_template");
  const main = blockIn(template, "launch_template_specification");
  if (main === undefined) return after;
  const changed = {
    ...template,
    launch_template_specification: [numbered(main, "launch_template_")],
  };
  return { ...after, mixed_instances_policy: [{ ...policy, launch_template: [changed] }] };
}

/** The world after the apply's update of the group, at the start of its refresh. */
export function changedWorld(
  world: WorldFileInput,
  group: ResourceChange,
  { after, versions }: GroupChange,
): WorldFileInput {
  const [region = {}, ...others] = world.regions ?? [];
  const templates = structuredClone(region.launchTemplates ?? []);
  for (const { use, number, contents } of versions) {
    const { imageId = newLaunch.ImageId, instanceType = newLaunch.InstanceType } = contents;
    const data = { ImageId: imageId, InstanceType: instanceType };
    const found = templates.find(({ id, name }) => (use.id ? id === use.id : name === use.name));
    if (found === undefined) {
      templates.push({
        ...(use.id !== undefined && { id: use.id }),
        name: use.name ?? `template-${use.id ?? "new"}`,
        defaultVersion: number,
        versions: [{ number, data }],
      });
      continue;
    }
    if (found.versions.every((one) => one.number !== number)) found.versions.push({ number, data });
    found.versions.sort((one, other) => (one.number ?? 0) - (other.number ?? 0));
  }
  const update = { operation: "UpdateAutoScalingGroup", input: updateInput(group, after) };
  const configurations = configurationsOf(region.launchConfigurations ?? [], after);
  const changed = {
    ...region,
    launchTemplates: templates,
    launchConfigurations: configurations,
    calls: [...(region.calls ?? []), update],
  };
  return { ...world, regions: [changed, ...others] };
}

type Region = NonNullable<WorldFileInput["regions"]>[number];

function configurationsOf(known: NonNullable<Region["launchConfigurations"]>, after: Attributes) {
  const name = textIn(after, "launch_configuration");
  if (name === undefined || known.some((one) => one.name === name)) return known;
  return [...known, { name, settings: newLaunch }];
}

/** What the provider sends of what changes, as far as a refresh depends on it. */
function updateInput(group: ResourceChange, after: Attributes): Members {
  const changed = changedAttributes(group);
  const numbers = {
    min_size: "MinSize",
    max_size: "MaxSize",
    desired_capacity: "DesiredCapacity",
    health_check_grace_period: "HealthCheckGracePeriod",
    default_instance_warmup: "DefaultInstanceWarmup",
  };
  const input: Record<string, unknown> = {
    AutoScalingGroupName: textIn(group.before, "name"),
    NewInstancesProtectedFromScaleIn: after.protect_from_scale_in === true,
  };
  for (const [name, member] of Object.entries(numbers)) {
    if (changed.includes(name)) input[member] = numberIn(after, name);
  }
  const configuration = configurationOf(after);
  const isLaunch =
    changed.includes("launch_template") || changed.includes("mixed_instances_policy");
  if (isLaunch) Object.assign(input, configuration);
  const launchConfiguration = textIn(after, "launch_configuration");
  if (changed.includes("launch_configuration") && launchConfiguration !== undefined)
    input.LaunchConfigurationName = launchConfiguration;
  return JSON.parse(JSON.stringify(input)) as Members;
}

function configurationOf(after: Attributes): DesiredConfiguration {
  const plain = blockIn(after, "launch_template");
  const mixed = blockIn(after, "mixed_instances_policy");
  return withoutNames({
    ...(plain && { LaunchTemplate: templateMembers(plain) }),
    ...(mixed && { MixedInstancesPolicy: policyMembers(mixed) }),
  });
}

export function refreshCallOf(group: ResourceChange, { after }: GroupChange): RefreshCall {
  const refresh = blockIn(after, "instance_refresh");
  const given = blockIn(refresh, "preferences");
  const preferences = given === undefined ? {} : preferencesOf(given);
  const call: RefreshCall = {
    AutoScalingGroupName: textIn(group.before, "name") ?? group.address,
    ...(textIn(refresh, "strategy") !== undefined && { Strategy: "Rolling" }),
    Preferences: preferences,
    ...(preferences.AutoRollback === true && { DesiredConfiguration: configurationOf(after) }),
  };
  return JSON.parse(JSON.stringify(call)) as RefreshCall;
}

/** As the provider sends them: those with defaults always, the others where they are set. */
function preferencesOf(given: Attributes): Members {
  const alarms = textsIn(blockIn(given, "alarm_specification"), "alarms");
  const percentages = given.checkpoint_percentages;
  const hasCheckpoints = Array.isArray(percentages) && percentages.length > 0;
  return {
    AlarmSpecification: alarms.length > 0 ? { Alarms: alarms } : undefined,
    AutoRollback: given.auto_rollback === true,
    // Of later providers.
    BakeTime: numberIn(given, "bake_time"),
    CheckpointDelay: numberIn(given, "checkpoint_delay"),
    CheckpointPercentages: hasCheckpoints ? percentages : undefined,
    InstanceWarmup: numberIn(given, "instance_warmup"),
    MaxHealthyPercentage: numberIn(given, "max_healthy_percentage"),
    MinHealthyPercentage: numberIn(given, "min_healthy_percentage"),
    ScaleInProtectedInstances: textIn(given, "scale_in_protected_instances"),
    SkipMatching: given.skip_matching === true,
    StandbyInstances: textIn(given, "standby_instances"),
  };
}
