/** The steps of a refresh: what is done, what goes on, and what the forecast says is to come. */

import type { Mark } from "../data/shapes.ts";
import { countOf, countText, instantOf } from "../data/times.ts";
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
  /** AWS's words for why it has that status. */
  readonly reason?: string | undefined;
  /** The sizes of the batches in it. */
  readonly sizes: readonly number[];
}

export interface Happening {
  readonly at: number;
  readonly kind: "status" | "replace" | "checkpoint";
  readonly status?: RefreshStatus | undefined;
  readonly checkpoint?: number | undefined;
  readonly reason?: string | undefined;
  /** Until when it waits; the forecast does not say. */
  readonly until?: number | undefined;
  readonly stopped: number;
  readonly launched: number;
  readonly isComing: boolean;
}

/** What a mark of the refresh's history brought about; undefined for what is no step of it. */
export function happeningOf({ kind, ...mark }: Mark): Happening | undefined {
  const stopped = mark.stops ?? 0;
  const launched = mark.launches ?? 0;
  const base = { at: instantOf(mark.at) / 1000, stopped, launched, isComing: false };
  const until = mark.until === null ? undefined : instantOf(mark.until) / 1000;
  if (kind === "batch") return { ...base, kind: "replace" };
  if (kind === "status") {
    const [status, reason] = [mark.status ?? undefined, mark.about ?? undefined];
    return { ...base, kind, until, status, reason };
  }
  if (kind !== "checkpoint") return undefined;
  return { ...base, kind, until, checkpoint: mark.percentage ?? undefined };
}

interface Waits {
  readonly checkpointDelay: number;
  readonly bakeTime: number;
}

/** Batches between two other steps are one step. */
export function stepsOf(happenings: readonly Happening[], waits: Waits): readonly Step[] {
  const steps: Step[] = [];
  for (const one of happenings) {
    const last = endedBy(steps, one);
    const { at, isComing, status, checkpoint, reason } = one;
    if (one.kind === "replace") {
      const size = Math.max(one.stopped, one.launched);
      const isSame = last?.kind === "batches" && last.isComing === isComing;
      if (isSame) steps[steps.length - 1] = { ...last, sizes: [...last.sizes, size] };
      else steps.push({ kind: "batches", at, isComing, sizes: [size] });
    } else {
      const wait = one.kind === "checkpoint" ? waits.checkpointDelay : waits.bakeTime;
      const until = one.until ?? at + wait;
      const isWaiting = one.kind === "checkpoint" || status === "Baking";
      steps.push({
        kind: one.kind,
        at,
        isComing,
        status,
        checkpoint,
        reason,
        sizes: [],
        until: isWaiting && until > at ? until : undefined,
      });
    }
  }
  return steps;
}

/** The step before, whose wait ends with this at the latest. */
function endedBy(steps: Step[], { at }: Happening): Step | undefined {
  const last = steps.at(-1);
  if (last?.until === undefined || last.until <= at) return last;
  const ended = { ...last, until: at };
  steps[steps.length - 1] = ended;
  return ended;
}

/** `Checkpoint 50 %`, `3 batches of 1`, `Baking`. */
export function stepText(step: Step): string {
  if (step.kind === "checkpoint") return `Checkpoint ${step.checkpoint} %`;
  if (step.kind === "status") return step.status === undefined ? "" : statusWords[step.status].text;
  const { sizes } = step;
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const size = least === most ? countText(least) : `${countText(least)} to ${countText(most)}`;
  return `${countOf(sizes.length, "batch", "batches")} of ${size}`;
}
