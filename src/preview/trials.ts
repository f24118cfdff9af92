/** Tries many preferences at once, in as many threads as there are processors. */
import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { newThread } from "../control/threads.ts";
import { brokenLimits, type Figures, figuresOf, type Tried } from "./advice.ts";
import type { TrialOrder, TrialOutcome, TrialWorld } from "./advice-worker.ts";
import { type Limits, playingOrder } from "./candidates.ts";
import type { GiveUp } from "./trial.ts";

/** A group and its refresh as plain data, to be planned in threads. */
export interface TriedGroup {
  readonly requestFor: (preferences: Tried["preferences"]) => TrialOrder["request"];
  /** Absent where the request describes the group. */
  readonly world?: TrialWorld;
}

export interface Trials extends TriedGroup {
  /** Comes before all candidates. */
  readonly present?: Tried | undefined;
  readonly candidates: readonly Tried["preferences"][];
  readonly limits: Limits;
  /** Told after each trial. */
  readonly onTried: (count: number) => void;
}

/** More would wait for memory rather than compute. */
const mostThreads = 8;

/** Plans one candidate; undefined where it is given up or refused. */
export type Player = (asked: Asked) => Promise<Tried["plan"] | undefined>;

/**
 * Those that were neither given up nor refused by AWS. Which ones are given up depends on who is
 * first, but not which ones are the best of all.
 */
export async function tryAll(trials: Trials): Promise<readonly Tried[]> {
  const { candidates, world } = trials;
  const count = Math.min(mostThreads, availableParallelism(), candidates.length);
  const threads = Array.from({ length: count }, () => newThread("../preview/advice-worker", world));
  try {
    return await tryWith(
      trials,
      threads.map((thread) => (asked) => outcomeIn(thread, trials, asked)),
    );
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** The same with these players, each of which plans one at a time. */
export async function tryWith(
  { candidates, present, limits, onTried }: Omit<Trials, keyof TriedGroup>,
  players: readonly Player[],
): Promise<readonly Tried[]> {
  const tried = new Map<number, Tried>();
  const rivals = rivalsWithin(limits);
  if (present !== undefined) rivals.add(-1, present.plan);
  const places = playingOrder(candidates).values();
  let count = 0;
  const work = async (play: Player) => {
    for (const nth of places) {
      const preferences = candidates[nth] ?? {};
      const plan = await play({ preferences, ...rivals.of(nth) });
      if (plan !== undefined) {
        tried.set(nth, { preferences, plan });
        rivals.add(nth, plan);
      }
      onTried(++count);
    }
  };
  await Promise.all(players.map(work));
  return [...tried].sort(([one], [other]) => one - other).map(([, found]) => found);
}

/** What is known of others by their places; one beyond the limits rules out nobody. */
function rivalsWithin(limits: Limits) {
  const known: { readonly at: number; readonly figures: Figures }[] = [];
  const figuresAt = (isMeant: (at: number) => boolean) =>
    known.filter(({ at }) => isMeant(at)).map(({ figures }) => figures);
  return {
    add: (at: number, plan: Tried["plan"]) => {
      if (brokenLimits(plan, limits).length === 0) known.push({ at, figures: figuresOf(plan) });
    },
    of: (nth: number) => ({
      earlier: figuresAt((at) => at < nth),
      later: figuresAt((at) => at > nth),
    }),
  };
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
