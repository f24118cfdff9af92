/** Makes plans in a separate thread, which exists only while plans are requested. */
import type { Worker } from "node:worker_threads";
import { afterWallTime } from "../pacer.ts";
import type { PlanOrder, PlanOutcome } from "../preview/plan-worker.ts";
import { StoppingError } from "../turns/turns.ts";
import { newThread } from "./threads.ts";

export interface Planner {
  /** Copies the order at once, so the caller may change its data afterwards. */
  plan(order: PlanOrder): Promise<PlanOutcome>;
  /** Ends the thread; pending plans are rejected. */
  close(): Promise<void>;
}

/** Idle time before the thread ends, which frees the memory of a large plan. */
const idleMilliseconds = 10_000;

interface Thread {
  readonly worker: Worker;
  /** Pending plans in the order of their requests; they are made one at a time. */
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
  /** Lets the process exit, and ends the thread unless a plan is requested soon. */
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
    // Most likely out of memory; the next request starts another thread.
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
