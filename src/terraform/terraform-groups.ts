/** What a Terraform plan does to each Auto Scaling group: a refresh to plan, or none. */
import type { GroupReading } from "../dry-run/read-group.ts";
import { placeOf, worldOf } from "../dry-run/world-of.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";
import type { PlanRequest } from "../preview/plan-schema.ts";
import { planOfWorld } from "../preview/world-plan.ts";
import { readWorld } from "../world-file/read.ts";
import type { WorldFileInput } from "../world-file/schema.ts";
import { textIn } from "./attributes.ts";
import { changedWorld, changeOf, type RefreshCall, refreshCallOf } from "./change.ts";
import type { ResourceChange, TerraformPlan } from "./plan-file.ts";
import { presentState } from "./present-state.ts";
import { isNewVersion, resourceOf, templateUses } from "./templates.ts";
import { type Verdict, verdictOn } from "./verdict.ts";
import { assumptionsOf, notPlayed, warningsOn } from "./warnings.ts";

export interface TerraformGroup {
  readonly address: string;
  /** The group's name; undefined if it is known after the apply only. */
  readonly name: string | undefined;
  readonly verdict: Verdict;
  readonly warnings: readonly string[];
  /** Absent if no refresh starts. */
  readonly refresh?: TerraformRefresh;
}

export interface TerraformRefresh {
  readonly call: RefreshCall;
  /** What the plan file does not tell; with a reading of AWS only the last ones are left. */
  readonly assumptions: readonly string[];
  readonly notPlayed: readonly string[];
  /** CONTINUE at once for each of the group's hooks. */
  readonly hookAnswers: readonly object[];
  /** What the apply does to the group before the refresh. */
  change(world: WorldFileInput): WorldFileInput;
  /** The world at the start of the refresh, from the state in the plan file. */
  world(timing?: WorldFileInput["timing"]): WorldFileInput;
  readonly place: { readonly account: string; readonly region: string; readonly group: string };
  /** Plans in that world. Throws PlanRefusal and WorldFileError. */
  plan(request: PlanRequest, timing?: WorldFileInput["timing"]): PlanAnswer;
}

export function terraformGroups(plan: TerraformPlan): readonly TerraformGroup[] {
  const groups = plan.resources.filter(({ type }) => type === "aws_autoscaling_group");
  return groups.map((group) => terraformGroup(group, plan));
}

function terraformGroup(group: ResourceChange, plan: TerraformPlan): TerraformGroup {
  const verdict = certain(verdictOn(group), group, plan);
  const found = {
    address: group.address,
    name: textIn(group.before, "name") ?? textIn(group.after, "name"),
    verdict,
    warnings: warningsOn(group, plan, verdict),
  };
  return verdict.starts ? { ...found, refresh: refreshOf(group, plan) } : found;
}

/** A version that the same apply makes is not known yet, but it is another one. */
function certain(verdict: Verdict, group: ResourceChange, { resources }: TerraformPlan): Verdict {
  if (!verdict.starts || verdict.isCertain) return verdict;
  const isMade = templateUses(group.after).some((use) => isNewVersion(resourceOf(use, resources)));
  return { ...verdict, isCertain: isMade };
}

function refreshOf(group: ResourceChange, plan: TerraformPlan): TerraformRefresh {
  const change = changeOf(group, plan);
  const call = refreshCallOf(group, change);
  const present = presentState(group, plan, alarmsOf(call));
  const place = { ...placeOf(present.group), group: call.AutoScalingGroupName };
  const changed = (world: WorldFileInput) => changedWorld(world, group, change);
  const worldBy = (timing?: WorldFileInput["timing"]) => ({
    ...changed(worldOf(present, {})),
    timing,
  });
  return {
    call,
    place,
    world: worldBy,
    assumptions: [...assumptionsOf(group), ...hookLines(present)],
    notPlayed: notPlayed(group),
    hookAnswers: present.hooks.map(({ LifecycleHookName: hook }) => ({ hook, afterSeconds: 0 })),
    change: changed,
    plan: (request, timing) => {
      const named = readWorld({ world: worldBy(timing) }, place);
      return planOfWorld(request, named, { ...place, from: "terraform" });
    },
  };
}

function hookLines({ hooks }: GroupReading): readonly string[] {
  return hooks.map(
    ({ LifecycleHookName: name }) => `lifecycle hook ${name}: answered with CONTINUE at once`,
  );
}

function alarmsOf({ Preferences }: RefreshCall): readonly string[] {
  const { AlarmSpecification: given } = Preferences as {
    readonly AlarmSpecification?: { readonly Alarms: readonly string[] };
  };
  return given?.Alarms ?? [];
}
