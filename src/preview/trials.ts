/** Tries many preferences at once, in as many threads as there are processors. */
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { newThread } from "../control/threads.ts";
import { figuresOf, type Tried } from "./advice.ts";
import type { TrialOrder, TrialOutcome, TrialWorld } from "./advice-worker.ts";
import type { Limits } from "./candidates.ts";
import type { GiveUp } from "./trial.ts";

/** A group and its refresh as plain data, to be planned in threads. */
export interface TriedGroup {
  readonly requestFor: (preferences: Tried["preferences"]) => TrialOrder["request"];
  /** Absent where the request describes the group. */
  readonly world?: TrialWorld;
}

export interface Trials extends TriedGroup {
  readonly candidates: readonly Tried["preferences"][];
  readonly limits: Limits;
  /** Told after each trial. */
  readonly onTried: (count: number) => void;
}

/** More would wait for memory rather than compute. */
const mostThreads = 8;

/**
 * Those that were neither given up nor refused by AWS. Which ones are given up depends on who is
 * first, but not which ones are the best of all.
 */
export async function tryAll(trials: Trials): Promise<readonly Tried[]> {
  const { candidates, world, onTried } = trials;
  const tried = new Map<number, Tried>();
  let next = 0;
  let count = 0;
  const work = async () => {
    const thread = newThread("../preview/advice-worker", world);
    try {
      while (next < candidates.length) {
        const nth = next++;
        const preferences = candidates[nth] ?? {};
        const known = [...tried].map(([at, { plan }]) => ({ at, figures: figuresOf(plan) }));
        const plan = await outcomeIn(thread, trials, {
          preferences,
          earlier: known.filter(({ at }) => at < nth).map(({ figures }) => figures),
          later: known.filter(({ at }) => at > nth).map(({ figures }) => figures),
        });
        if (plan !== undefined) tried.set(nth, { preferences, plan });
        onTried(++count);
      }
    } finally {
      await thread.terminate();
    }
  };
  const threads = Math.min(mostThreads, availableParallelism(), candidates.length);
  await Promise.all(Array.from({ length: threads }, work));
  return [...tried].sort(([one], [other]) => one - other).map(([, found]) => found);
}

interface Asked extends Pick<GiveUp, "earlier" | "later"> {
  readonly preferences: Tried["preferences"];
}

async function outcomeIn(
  thread: Worker,
  { requestFor, limits }: Trials,
  { preferences, ...others }: Asked,
): Promise<Tried["plan"] | undefined> {
  const outcome = await new Promise<TrialOutcome>((resolve, reject) => {
    thread.once("message", (answer: TrialOutcome) => {
      thread.off("error", reject);
      resolve(answer);
    });
    thread.once("error", reject);
    const order: TrialOrder = {
      request: requestFor(preferences),
      giveUp: { ...limits, ...others },
    };
    thread.postMessage(order);
  });
  return "refusal" in outcome ? undefined : outcome.plan;
}
