/** The steps of a refresh: what is done, what goes on, and what the forecast says is to come. */

import type { Decision } from "../data/story.ts";
import { type RefreshStatus, statusWords } from "../data/words.ts";

type StepKind = "status" | "batches" | "checkpoint";

export interface Step {
  readonly kind: StepKind;
  /** Seconds since 1970. */
  readonly at: number;
  /** Until when it waits, if that is known. */
  readonly until?: number | undefined;
  readonly isComing: boolean;
  readonly status?: RefreshStatus | undefined;
  readonly checkpoint?: number | undefined;
  /** The sizes of the batches in it. */
  readonly sizes: readonly number[];
}

export interface Happening {
  readonly at: number;
  readonly kind: "status" | "replace" | "checkpoint";
  readonly status?: RefreshStatus | undefined;
  readonly checkpoint?: number | undefined;
  readonly stopped: number;
  readonly launched: number;
  readonly isComing: boolean;
}

/** What a decision did, in words: what follows its numbers. */
export function outcomeOf({ says }: Pick<Decision, "says">): string {
  return says.replace(/^.*?: may stop \d+(\.\d+)?; /, "");
}

/** What a decision brought about; undefined where it only waits. */
export function happeningOf(decision: Decision): Happening | undefined {
  const at = Date.parse(decision.at) / 1000;
  const base = { at, stopped: decision.stopCount, launched: decision.launches, isComing: false };
  if (base.stopped + base.launched > 0) return { ...base, kind: "replace" };
  const outcome = outcomeOf(decision);
  const status = /^status becomes (\w+)$/.exec(outcome)?.[1];
  if (status !== undefined) return { ...base, kind: "status", status: status as RefreshStatus };
  const checkpoint = /^checkpoint (\d+) reached$/.exec(outcome)?.[1];
  if (checkpoint === undefined) return undefined;
  return { ...base, kind: "checkpoint", checkpoint: Number(checkpoint) };
}

interface Waits {
  readonly checkpointDelay: number;
  readonly bakeTime: number;
}

/** Batches between two other steps are one step. */
export function stepsOf(happenings: readonly Happening[], waits: Waits): readonly Step[] {
  const steps: Step[] = [];
  for (const one of happenings) {
    const last = steps.at(-1);
    const { at, isComing, status, checkpoint } = one;
    if (one.kind === "replace") {
      const size = Math.max(one.stopped, one.launched);
      const isSame = last?.kind === "batches" && last.isComing === isComing;
      if (isSame) steps[steps.length - 1] = { ...last, sizes: [...last.sizes, size] };
      else steps.push({ kind: "batches", at, isComing, sizes: [size] });
    } else {
      const until = at + (one.kind === "checkpoint" ? waits.checkpointDelay : waits.bakeTime);
      const isWaiting = one.kind === "checkpoint" || status === "Baking";
      steps.push({
        kind: one.kind,
        at,
        isComing,
        status,
        checkpoint,
        sizes: [],
        until: isWaiting && until > at ? until : undefined,
      });
    }
  }
  return steps;
}

/** `Checkpoint 50 %`, `3 batches of 1`, `Baking`. */
export function stepText(step: Step): string {
  if (step.kind === "checkpoint") return `Checkpoint ${step.checkpoint} %`;
  if (step.kind === "status") return step.status === undefined ? "" : statusWords[step.status].text;
  const { sizes } = step;
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const size = least === most ? String(least) : `${least} to ${most}`;
  return sizes.length === 1 ? `1 batch of ${size}` : `${sizes.length} batches of ${size}`;
}
