/** Has plans made in a thread of their own, which is there only while somebody asks for plans. */
import type { Worker } from "node:worker_threads";
import { afterWallTime } from "../pacer.ts";
import type { PlanOrder, PlanOutcome } from "../preview/plan-worker.ts";
import { StoppingError } from "../turns/turns.ts";
import { newThread } from "./threads.ts";

export interface Planner {
  /** What the order holds is copied at once: it may change afterwards. */
  plan(order: PlanOrder): Promise<PlanOutcome>;
  /** Ends the thread; whoever waits for a plan is told so. */
  close(): Promise<void>;
}

/** A large plan leaves much memory behind, which goes with the thread. */
const idleMilliseconds = 10_000;

interface Thread {
  readonly worker: Worker;
  /** Who waits, in the order in which they asked: plans are made one after the other. */
  readonly waiting: Waiting[];
  asked: number;
}

interface Waiting {
  readonly resolve: (outcome: PlanOutcome) => void;
  readonly reject: (error: Error) => void;
}

export function plannerInThread(): Planner {
  let thread: Thread | undefined;
  let isClosed = false;
  const end = async (ended: Thread, reason: Error) => {
    if (thread === ended) thread = undefined;
    for (const { reject } of ended.waiting.splice(0)) reject(reason);
    await ended.worker.terminate();
  };
  /** The process may end, and the thread does unless somebody asks soon. */
  const becomeIdle = (idle: Thread) => {
    const { worker, asked } = idle;
    worker.unref();
    afterWallTime(idleMilliseconds, () => {
      if (idle.asked === asked) void end(idle, new StoppingError());
    });
  };
  const begin = (): Thread => {
    const begun: Thread = { worker: newThread("../preview/plan-worker"), waiting: [], asked: 0 };
    begun.worker.on("message", (outcome: PlanOutcome) => {
      begun.waiting.shift()?.resolve(outcome);
      if (begun.waiting.length === 0) becomeIdle(begun);
    });
    // Out of memory, most likely. The next one who asks begins with another thread.
    begun.worker.on("error", (error: Error) => void end(begun, error));
    return begun;
  };
  return {
    plan: (order) => {
      if (isClosed) return Promise.reject(new StoppingError());
      thread ??= begin();
      const { worker, waiting } = thread;
      thread.asked += 1;
      return new Promise((resolve, reject) => {
        worker.postMessage(order);
        waiting.push({ resolve, reject });
        worker.ref();
      });
    },
    close: async () => {
      isClosed = true;
      if (thread !== undefined) await end(thread, new StoppingError());
    },
  };
}
