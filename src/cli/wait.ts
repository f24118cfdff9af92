/** The `wait` command: polls with growing pauses until a refresh ends, and returns its result. */
import { setTimeout as sleep } from "node:timers/promises";
import type { InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { createPacer } from "../pacer.ts";
import { type RefreshFlags, refreshCalls } from "./refresh-calls.ts";
import { exitCodeOf, hasEnded, stateText } from "./refresh-text.ts";
import { Refusal } from "./refusal.ts";
import { spanText } from "./span-text.ts";
import { show } from "./terminal.ts";

export interface WaitFlags extends RefreshFlags {
  readonly timeout?: number;
  readonly json?: boolean;
}

/** The wall clock, since only an emulator has virtual time. */
const clock = createPacer({ mode: "realtime", speed: 1 });

/** The first pause in milliseconds; pauses then grow up to the interval. */
const firstPause = 500;
const pauseGrowth = 1.5;

export async function waitForRefresh(group: string, flags: WaitFlags): Promise<0 | 1> {
  const calls = refreshCalls(group, flags);
  const newest = await calls.refresh(flags.refresh);
  // Follows the refresh that was newest at the start, even if another one starts.
  const refresh = await ended(newest, {
    flags,
    look: () => calls.refresh(newest.InstanceRefreshId),
  });
  const text = `${group} ${refresh.InstanceRefreshId}: ${stateText(refresh)}`;
  show(flags.json === true ? JSON.stringify(refresh) : text);
  return exitCodeOf(refresh);
}

interface Waiting {
  readonly flags: WaitFlags;
  readonly look: () => Promise<InstanceRefresh>;
}

async function ended(first: InstanceRefresh, { flags, look }: Waiting): Promise<InstanceRefresh> {
  const { timeout = Number.POSITIVE_INFINITY, interval } = flags;
  const deadline = clock.now() + timeout;
  let refresh = first;
  let pause = Math.min(firstPause, interval);
  while (!hasEnded(refresh)) {
    const left = deadline - clock.now();
    if (left <= 0)
      throw new Refusal(`not ended after ${spanText(timeout / 1000)}: ${stateText(refresh)}`);
    await sleep(Math.min(pause, left));
    pause = Math.min(pause * pauseGrowth, interval);
    refresh = await look();
  }
  return refresh;
}
