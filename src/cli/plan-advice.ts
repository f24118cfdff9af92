/** `plan --advise`: tries preferences, and tells those that no other one beats. */
import { shellWord } from "../domain/shell-word.ts";
import { beats, bestOf, brokenLimits, figuresOf, someOf, type Tried } from "../preview/advice.ts";
import { candidates, type Limits } from "../preview/candidates.ts";
import { tryAll } from "../preview/trials.ts";
import { comparisonTable } from "./plan-comparison.ts";
import type { PlanSubject } from "./plan-subject.ts";
import { isColoured, isTerminal, openPicture } from "./terminal.ts";

export interface AdviceFlags {
  readonly advise?: true;
  readonly json?: boolean;
  /** Milliseconds. */
  readonly atMost?: number;
  readonly readyAtLeast?: number;
  readonly totalAtMost?: number;
}

export interface Advice {
  readonly group: string;
  /** What each call has beside the preferences. */
  readonly desiredConfiguration: unknown;
  /** How many were tried, beside the present ones. */
  readonly count: number;
  readonly present: Tried;
  /** Some of the best of all, by duration; the present ones may be among them. */
  readonly best: readonly Tried[];
  /** Why the present ones are not; empty if they are. */
  readonly why: readonly string[];
}

const mostShown = 6;

export async function adviceOn(
  subject: PlanSubject,
  present: Tried,
  flags: AdviceFlags,
): Promise<Advice> {
  const limits = limitsOf(flags);
  const others = candidates(present.preferences, limits);
  const draw = await progressBar(others.length, flags);
  const tried = await triedOf(subject, others, { present, limits, draw });
  const best = bestOf([present, ...tried], limits);
  const shown = best.includes(present)
    ? withOne(best, present)
    : withOne(best, best.find(isBetterThan(present)));
  return {
    group: present.plan.group,
    desiredConfiguration: subject.desiredConfiguration,
    count: others.length,
    present,
    best: shown,
    why: best.includes(present) ? [] : whyNot(present, shown, limits),
  };
}

function isBetterThan({ plan: other }: Tried) {
  return ({ plan }: Tried) => beats(figuresOf(plan), figuresOf(other));
}

/** The few that are shown, this one among them. */
function withOne(best: readonly Tried[], one: Tried | undefined): readonly Tried[] {
  const some = someOf(best, mostShown);
  return best.filter((tried) => some.includes(tried) || tried === one);
}

function limitsOf({ atMost, readyAtLeast, totalAtMost }: AdviceFlags): Limits {
  return {
    mostSeconds: atMost === undefined ? undefined : atMost / 1000,
    leastReady: readyAtLeast,
    mostTotal: totalAtMost,
  };
}

interface Trying {
  readonly present: Tried;
  readonly limits: Limits;
  readonly draw: (count: number) => void;
}

/** Here in threads; a group of an emulator is asked for, one plan after the other. */
async function triedOf(
  { triedGroup, plan }: PlanSubject,
  others: readonly Tried["preferences"][],
  { present, limits, draw }: Trying,
): Promise<readonly Tried[]> {
  if (triedGroup !== undefined) {
    return tryAll({ ...triedGroup, candidates: others, present, limits, onTried: draw });
  }
  const tried: Tried[] = [];
  for (const [nth, preferences] of others.entries()) {
    const made = await plan?.(preferences);
    if (made !== undefined) tried.push({ preferences, plan: made });
    draw(nth + 1);
  }
  return tried;
}

function whyNot(present: Tried, best: readonly Tried[], limits: Limits): readonly string[] {
  const broken = brokenLimits(present.plan, limits);
  const better = best.findIndex(isBetterThan(present));
  if (broken.length > 0 || better === -1) return broken;
  return [`number ${better + 1} is nowhere worse, and better in duration, lowest ready or cost`];
}

const barWidth = 40;

/** Only for people, who see it grow. */
async function progressBar(total: number, { json }: AdviceFlags) {
  if (!isTerminal || json === true) return () => undefined;
  const draw = await openPicture();
  return (count: number) => {
    const done = Math.round((barWidth * count) / total);
    const bar = "█".repeat(done) + "░".repeat(barWidth - done);
    draw([`${bar} ${count} of ${total} tried`], count === total);
  };
}

export function adviceLines(advice: Advice, price: number | undefined): readonly string[] {
  const { group, desiredConfiguration: target, count, present, best, why } = advice;
  const style = { isColored: isColoured, price };
  if (best.length === 0) {
    const table = comparisonTable([present], style);
    return [...table, "", `${count} others tried: none is within the limits`, ...whyLines(why)];
  }
  const numbered = best.map((one, nth) => ({
    ...one,
    preferences: { "": `${nth + 1}${one === present ? ", present" : ""}`, ...one.preferences },
  }));
  const shown = best.includes(present)
    ? numbered
    : [...numbered, { ...present, preferences: { "": "present", ...present.preferences } }];
  const calls = best.flatMap(({ preferences }, nth) => [
    `${nth + 1}: aws autoscaling start-instance-refresh ` +
      `--auto-scaling-group-name ${shellWord(group)} \\`,
    ...(target === undefined
      ? []
      : [`     --desired-configuration ${shellWord(JSON.stringify(target))} \\`]),
    `     --preferences ${shellWord(JSON.stringify(preferences))}`,
  ]);
  return [
    `${group}: of ${count + 1} preferences no other one beats these in duration, lowest ready ` +
      "and cost",
    ...comparisonTable(shown, style),
    ...whyLines(why),
    "",
    ...calls,
  ];
}

function whyLines(why: readonly string[]): readonly string[] {
  return why.length === 0 ? [] : ["", `The present ones are not among them: ${why.join("; ")}.`];
}

/** The same for programs. */
export function adviceJson({ count, present, best, why }: Advice): object {
  return { tried: count, presentIsAmong: best.includes(present), why, best };
}
