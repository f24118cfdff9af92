/** What `plan --aws` plans for: a group as AWS describes it now. */

import { visible } from "../domain/visible.ts";
import type { DryRun, DryRunOptions } from "../dry-run/dry-run.ts";
import type { LearntSpan } from "../dry-run/learn-timing.ts";
import { readPlanRequest } from "../preview/plan-schema.ts";
import { type AwsFlags, askedOf, readFromAws } from "./dry-run-client.ts";
import type { Members } from "./flags.ts";
import { type PlanSubject, refusing, type SubjectFlags } from "./plan-subject.ts";
import { spanText } from "./span-text.ts";

/** Reads the group. Throws Refusal. */
export async function subjectOnAws(
  flags: SubjectFlags & AwsFlags,
  others: readonly Members[],
  change?: DryRunOptions["change"],
): Promise<PlanSubject> {
  const { group = "", preferences = {}, desiredConfiguration, timing, hookAnswers } = flags;
  const run = await readFromAws(flags, {
    group,
    preferences: [preferences, ...others],
    desiredConfiguration,
    timing,
    ...(change && { change }),
  });
  const given = (asked: Members, whatIf?: string) => ({
    group,
    preferences: asked,
    hookAnswers: hookAnswers ?? run.hookAnswers,
    whatIf,
    ...(desiredConfiguration && { desiredConfiguration }),
  });
  const requestOf = (asked: Members, whatIf?: string) => readPlanRequest(given(asked, whatIf));
  const content = { ...(change ?? same)(run.world()), timing };
  return {
    preferences,
    desiredConfiguration,
    plan: async (asked, whatIf) => refusing(() => run.plan(requestOf(asked, whatIf))),
    triedGroup: {
      requestFor: (asked) => given(asked),
      world: { content, place: { ...run.place, group }, from: "aws" },
    },
    ...(run.hasPast && {
      slow: async (asked, whatIf) => refusing(() => run.slowPlan(requestOf(asked, whatIf))),
    }),
    about: { lines: aboutLines(run, askedOf(flags)), members: aboutMembers(run) },
  };
}

function same<T>(world: T): T {
  return world;
}

function aboutMembers({ place, readAt, learnt, notes, warnings }: DryRun): object {
  return { ...place, readAt, learnt, assumptions: notes, warnings };
}

function aboutLines(
  { name, place, readAt = "an unknown time", learnt, notes, warnings }: DryRun,
  asked: string,
) {
  const { launch, ready, termination } = learnt;
  return [
    visible(
      `${name} in ${place.region}, account ${place.account}, as described at ${readAt} by ${asked}`,
    ),
    `  launch            ${learntText(launch)}`,
    `  ready             ${learntText(ready)}`,
    `  termination       ${learntText(termination)}`,
    ...notes.map((line) => visible(`  assumption        ${line}`)),
    ...warnings.map((line) => visible(`  warning           ${line}`)),
    "",
  ];
}

function learntText(span: LearntSpan | undefined): string {
  if (span === undefined) return "no past to learn from: as on AWS usually, timing aws";
  const { median, slowestTenth, count } = span;
  return `${spanText(median)}; the slowest tenth ${spanText(slowestTenth)} or more; of ${count}`;
}
