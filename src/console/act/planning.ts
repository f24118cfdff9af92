/** The plan for the form as it stands, asked for a moment after the last key. */
import { signal } from "@preact/signals";
import type { Plan } from "../../client/plan.ts";
import { ask, sentenceOf } from "../data/http.ts";
import { place } from "../data/place.ts";

interface Planned {
  readonly plan?: Plan | undefined;
  /** AWS's sentence for a form that it would refuse. */
  readonly problem?: string | undefined;
  readonly isPlanning: boolean;
}

export const planned = signal<Planned>({ isPlanning: false });

const patience = 300;
let timer: ReturnType<typeof setTimeout> | undefined;
let newest = 0;
let asking = new AbortController();

interface PlanInput {
  readonly Strategy?: string;
  readonly Preferences?: object;
  readonly DesiredConfiguration?: object;
}

export function planSoon(input: PlanInput): void {
  newest += 1;
  const mine = newest;
  planned.value = { ...planned.peek(), isPlanning: true };
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const answer = await askPlan(input);
    if (mine === newest) planned.value = answer;
  }, patience);
}

/** What is not asked yet is not asked any more, and no answer is waited for. */
export function stopPlanning(): void {
  newest += 1;
  clearTimeout(timer);
  asking.abort();
  asking = new AbortController();
}

async function askPlan(input: PlanInput): Promise<Planned> {
  try {
    return { plan: await planOf(input, asking.signal), isPlanning: false };
  } catch (error) {
    return { problem: sentenceOf(error), isPlanning: false };
  }
}

/** How a refresh of the group that is looked at would go from now on. */
export async function planOf(input: PlanInput, signal?: AbortSignal): Promise<Plan> {
  const { group, account, region } = place.peek();
  const { Strategy: strategy, Preferences: preferences, DesiredConfiguration } = input;
  const others = { strategy, preferences, desiredConfiguration: DesiredConfiguration };
  const body = { group, account, region, ...others };
  return ask<Plan>("/plan", { body, ...(signal !== undefined && { signal }) });
}
