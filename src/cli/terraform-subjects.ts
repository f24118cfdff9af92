/** What `plan --terraform` plans for: the refreshes that a Terraform plan would start. */
import { visible } from "../domain/visible.ts";
import { readPlanRequest } from "../preview/plan-schema.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { howToMake, readTerraformPlan, type TerraformPlan } from "../terraform/plan-file.ts";
import {
  type TerraformGroup,
  type TerraformRefresh,
  terraformGroups,
} from "../terraform/terraform-groups.ts";
import type { Members } from "./flags.ts";
import { type PlanSubject, refusing, type SubjectFlags } from "./plan-subject.ts";
import { Refusal } from "./refusal.ts";

export interface TerraformSubjects {
  readonly terraformVersion: string;
  /** What is to be said of the file itself. */
  readonly notes: readonly string[];
  /** One for each group of the file, or of those that were asked for. */
  readonly subjects: readonly PlanSubject[];
}

/** Reads a group from AWS as it is now, with what the apply does to it first. */
export type OnAws = (
  flags: SubjectFlags,
  change: TerraformRefresh["change"],
) => Promise<PlanSubject>;

/** Throws Refusal. */
export async function terraformSubjects(
  file: string,
  flags: SubjectFlags,
  onAws: OnAws,
): Promise<TerraformSubjects> {
  const plan = readPlan(file);
  const groups = wanted(terraformGroups(plan), flags, file);
  const subjects: PlanSubject[] = [];
  for (const group of groups) subjects.push(await subjectFor(group, flags, onAws));
  return { terraformVersion: plan.terraformVersion, notes: plan.notes, subjects };
}

function readPlan(file: string): TerraformPlan {
  const json = readJsonFile(file, (sentence) => {
    const isUnread = sentence.includes("cannot be read");
    return new Refusal(isUnread ? sentence : `${sentence}; ${howToMake}`, 2);
  });
  return refusing(() => readTerraformPlan(json), file);
}

function wanted(
  groups: readonly TerraformGroup[],
  { group: key }: SubjectFlags,
  file: string,
): readonly TerraformGroup[] {
  if (groups.length === 0) throw new Refusal(`${file}: the plan has no aws_autoscaling_group`);
  if (key === undefined) return groups;
  const found = groups.filter(({ address, name }) => address === key || name === key);
  if (found.length > 0) return found;
  const known = groups.map(({ address, name }) => name ?? address).join(", ");
  throw new Refusal(`${file}: no group ${key}; the plan has ${known}`);
}

async function subjectFor(
  group: TerraformGroup,
  flags: SubjectFlags,
  onAws: OnAws,
): Promise<PlanSubject> {
  const { refresh } = group;
  if (refresh === undefined) return { preferences: {}, about: aboutGroup(group, []) };
  const { call } = refresh;
  const asked: SubjectFlags = {
    ...flags,
    group: call.AutoScalingGroupName,
    preferences: { ...call.Preferences, ...flags.preferences },
    ...(call.DesiredConfiguration && { desiredConfiguration: { ...call.DesiredConfiguration } }),
  };
  if (flags.aws !== true) return subjectOfFile(group, refresh, asked);
  const subject = await onAws({ region: refresh.place.region, ...asked }, refresh.change).catch(
    unread,
  );
  const about = aboutGroup(group, refresh.notPlayed);
  const lines = [...about.lines, ...(subject.about?.lines ?? [])];
  return {
    ...subject,
    about: { lines, members: { ...about.members, present: subject.about?.members } },
  };
}

/** A group that cannot be read is told beside the plans of the others. */
function unread(error: unknown): PlanSubject {
  if (error instanceof Refusal) return { preferences: {}, refusal: new Refusal(error.lines, 2) };
  throw error;
}

function subjectOfFile(
  group: TerraformGroup,
  refresh: TerraformRefresh,
  { group: name, preferences = {}, desiredConfiguration, timing, hookAnswers }: SubjectFlags,
): PlanSubject {
  const requestOf = (asked: Members, whatIf?: string) => ({
    group: name,
    preferences: asked,
    desiredConfiguration,
    hookAnswers: hookAnswers ?? refresh.hookAnswers,
    whatIf,
  });
  const { place } = refresh;
  const content = refresh.world(timing);
  return {
    preferences,
    plan: async (asked, whatIf) => {
      const read = () => readPlanRequest(requestOf(asked, whatIf));
      return refusing(() => refresh.plan(read(), timing), group.address);
    },
    triedGroup: {
      requestFor: (asked) => requestOf(asked),
      world: { content, place, from: "terraform" },
    },
    about: aboutGroup(group, [...refresh.assumptions, ...refresh.notPlayed]),
  };
}

function aboutGroup(group: TerraformGroup, assumptions: readonly string[]) {
  const { address, name, verdict, warnings, refresh } = group;
  const title = name === undefined ? address : `${address}, group ${name}`;
  const said = verdict.starts
    ? `a refresh starts, because ${verdict.because.join(", ")} changes`
    : `no refresh starts: ${verdict.why}`;
  const condition =
    verdict.starts && !verdict.isCertain
      ? ["  condition         known after the apply only; the plan is for a change that differs"]
      : [];
  return {
    lines: [
      title,
      `  ${said}`,
      ...condition,
      ...assumptions.map((line) => `  assumption        ${line}`),
      ...warnings.map((line) => `  warning           ${line}`),
      "",
    ].map(visible),
    members: { address, group: name, ...verdict, warnings, assumptions, call: refresh?.call },
  };
}
