/** Sends events to a target up to five times, with pauses of real time that grow. */
import { randomInt } from "node:crypto";
import { afterWallTime } from "../pacer.ts";
import type { Health } from "./health.ts";
import type { Delivery, DeliveryFailure, Target } from "./target.ts";

/** All in milliseconds of real time. */
export interface Patience {
  readonly timeout: number;
  /** The pause after the first try; each later one is twice as long. */
  readonly firstPause: number;
}

export const usualPatience: Patience = { timeout: 5000, firstPause: 100 };

const mostTries = 5;

export interface Trying {
  readonly patience: Patience;
  readonly health: Health;
  /** Whether it is still to be sent; the world may be replaced meanwhile. */
  readonly isWanted: () => boolean;
  readonly onDelivered: () => void;
  readonly onGivenUp: (delivery: Delivery, reason: string) => Promise<void> | undefined;
}

/** Sends again what was not taken; what is left after the last try is given up. */
export async function deliverBatch(
  target: Target,
  batch: readonly Delivery[],
  trying: Trying,
): Promise<void> {
  const { patience, health, isWanted, onDelivered, onGivenUp } = trying;
  // Time stands for such a target, so while it is down each event has one try.
  const most = target.onGivenUp !== undefined && health.isDown() ? 1 : mostTries;
  let left = batch;
  for (let tries = 1; left.length > 0; tries += 1) {
    const failures = await sendOnce(target, left, patience.timeout);
    const again: Delivery[] = [];
    for (const [nth, delivery] of left.entries()) {
      const failure = failures[nth];
      if (failure === undefined || failure.isFinal === true) health.isThere();
      if (failure === undefined) onDelivered();
      else if (!isWanted()) return;
      else if (failure.isFinal !== true && tries < most) again.push(delivery);
      else {
        if (failure.isFinal !== true) health.isNotThere(failure.message);
        await onGivenUp(delivery, failure.message);
      }
    }
    left = again;
    if (left.length > 0) await pause(patience.firstPause * 2 ** (tries - 1));
    if (!isWanted()) return;
  }
}

async function sendOnce(
  target: Target,
  batch: readonly Delivery[],
  timeout: number,
): Promise<readonly (DeliveryFailure | undefined)[]> {
  const giving = new AbortController();
  const cancel = afterWallTime(timeout, () => giving.abort());
  const late = new Promise<never>((_, reject) => {
    giving.signal.addEventListener("abort", () => reject(new Error("no answer in time")));
  });
  try {
    return await Promise.race([target.send(batch, giving.signal), late]);
  } catch (error) {
    return batch.map(() => error as DeliveryFailure);
  } finally {
    cancel();
  }
}

/** With some jitter of the process; the world's generators know nothing of deliveries. */
function pause(milliseconds: number): Promise<void> {
  const jitter = randomInt(Math.max(1, Math.round(milliseconds / 2)));
  return new Promise((resolve) => {
    afterWallTime(milliseconds + jitter, resolve);
  });
}
