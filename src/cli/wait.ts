/** The `wait` command: looks politely until a refresh ends, and answers how it ended. */
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

/** The wall clock; time is virtual nowhere but in an emulator. */
const clock = createPacer({ mode: "realtime", speed: 1 });

/** The first look comes at once, the next ones later and later, up to the interval. */
const firstPause = 500;
const pauseGrowth = 1.5;

export async function waitForRefresh(group: string, flags: WaitFlags): Promise<0 | 1> {
  const calls = refreshCalls(group, flags);
  const newest = await calls.refresh(flags.refresh);
  // The one that was newest at the beginning is meant, even if another starts meanwhile.
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
