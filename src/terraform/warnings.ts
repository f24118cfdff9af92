/** What surprises people about a refresh that Terraform starts, as far as it is so here. */
import { type Attributes, blockIn, textIn } from "./attributes.ts";
import type { ResourceChange, TerraformPlan } from "./plan-file.ts";
import { isNewVersion, resourceOf, templateUses } from "./templates.ts";
import { changedAttributes, launchAttributes, movingVersion, type Verdict } from "./verdict.ts";

export function warningsOn(
  group: ResourceChange,
  plan: TerraformPlan,
  verdict: Verdict,
): readonly string[] {
  return verdict.starts ? refreshWarnings(group, verdict.because) : movingWarnings(group, plan);
}

function refreshWarnings({ after }: ResourceChange, because: readonly string[]): readonly string[] {
  const preferences = blockIn(blockIn(after, "instance_refresh"), "preferences");
  const hasAlarms = blockIn(preferences, "alarm_specification") !== undefined;
  const isOfTriggers = because.every((name) => !launchAttributes.includes(name));
  const replacesNothing = isOfTriggers && preferences?.skip_matching === true;
  return [
    "Terraform does not wait: the apply succeeds as soon as the refresh has begun",
    ...(preferences?.auto_rollback === true ? withRollback : withoutRollback),
    ...(hasAlarms
      ? ["AWS refuses the refresh if one of its alarms is not in OK at the start"]
      : []),
    ...(replacesNothing
      ? ["skip_matching: what instances launch with does not change, so none is replaced"]
      : []),
  ];
}

const withRollback = [
  "auto_rollback goes to the new version too: Terraform puts it on the group first",
  "during a refresh with auto_rollback AWS refuses the update; it is retried for 10 minutes",
] as const;

const withoutRollback = [
  "without auto_rollback a refresh that fails leaves both versions in service",
  "a refresh that is under way is cancelled first, and Terraform waits for that",
] as const;

/** The template changes, and the group does not see it. */
function movingWarnings(
  { before, after }: ResourceChange,
  { resources }: TerraformPlan,
): readonly string[] {
  const version = movingVersion(after ?? before);
  if (version === undefined) return [];
  const changed = templateUses(after ?? before)
    .map((use) => resourceOf(use, resources))
    .filter(isNewVersion);
  return changed.map((template) => {
    const address = template?.address ?? "the template";
    return `${address} gets a new version, but ${version} never differs: use its latest_version`;
  });
}

/** What is assumed of the group, where the plan file alone tells of it. */
export function assumptionsOf({ before = {}, unknown }: ResourceChange): readonly string[] {
  const policy = blockIn(before, "mixed_instances_policy");
  const pool = blockIn(before, "warm_pool");
  const isProtected = before.protect_from_scale_in === true;
  const unknownPreferences = preferencesNotKnown(unknown);
  return [
    `full: ${String(before.desired_capacity ?? 0)} desired, all in service, healthy, of the ` +
      `present version, none in standby${isProtected ? ", all protected" : ""}`,
    ...(policy === undefined ? [] : ["the types of its overrides are there in equal numbers"]),
    ...(pool === undefined ? [] : ["the warm pool is as large as Terraform saw it, and at rest"]),
    ...(unknownPreferences.length === 0
      ? []
      : [`${unknownPreferences.join(", ")}: known after the apply only, left at AWS's default`]),
  ];
}

function preferencesNotKnown(unknown: Attributes): readonly string[] {
  const preferences = blockIn(blockIn(unknown, "instance_refresh"), "preferences");
  return Object.entries(preferences ?? {}).flatMap(([name, value]) =>
    value === true ? [name] : [],
  );
}

/** Attributes that change at the same time and are not played. */
const played = new Set([
  "launch_template",
  "launch_configuration",
  "mixed_instances_policy",
  "min_size",
  "max_size",
  "desired_capacity",
  "health_check_grace_period",
  "default_instance_warmup",
  "protect_from_scale_in",
  "instance_refresh",
  "tag",
]);

export function notPlayed(group: ResourceChange): readonly string[] {
  const others = changedAttributes(group).filter((name) => !played.has(name));
  const name = textIn(group.before, "name") ?? group.address;
  return others.length === 0
    ? []
    : [`${others.join(", ")} of ${name} changes too, which the plan leaves as it is`];
}
