/** Keeps the page up to date: hears the stream of changes, and reads anew what it tells of. */
import { signal } from "@preact/signals";
import type { Clock, ClockState, ClockStop } from "../../client/answers.ts";
import { forgetGroup, isChosen, readGroup, readRefresh, takeChange, wholeGroup } from "./group.ts";
import { ask, controlPath, Refusal, sentenceOf } from "./http.ts";
import { takeRequest } from "./requests.ts";
import { keptSnapshots } from "./snapshots.ts";
import { targets } from "./targets.ts";
import { frozen, groups, information, isUnanswered, setClock } from "./world.ts";

export type Connection = "connecting" | "live" | "reconnecting";

export const connection = signal<Connection>("connecting");

/** Everything that is shown is read again; resolves when it is all there. */
export async function readAll(): Promise<void> {
  await Promise.all([readClock(), groups.refresh(true), readGroup(true)]);
}

/** Also what a reset or another snapshot changes. */
export async function readAnew(): Promise<void> {
  forgetGroup();
  await Promise.all([information.refresh(), keptSnapshots.refresh(), readAll()]);
}

async function readClock(): Promise<void> {
  try {
    setClock(await ask<Clock>("/clock"));
    frozen.value = undefined;
  } catch (error) {
    if (error instanceof Refusal) frozen.value = sentenceOf(error);
    else connection.value = "reconnecting";
  }
}

interface Of {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

interface Gap {
  readonly reread: "all" | "group";
  /** What is read up to here has it; absent where the world is another one. */
  readonly sequence?: number;
}

/** What each kind of message means for what is shown. */
const kinds: Readonly<Record<string, (data: never) => unknown>> = {
  clock: (data: ClockState & ClockStop & { readonly nextDueAt?: string | null }) => setClock(data),
  instances: (data: Of & Parameters<typeof takeChange>[0]) => {
    if (isChosen(data)) takeChange(data);
    if (!isUnanswered.peek()) groups.refresh();
  },
  refresh: (data: Of & Parameters<typeof takeChange>[0]) => {
    if (!isChosen(data)) return;
    takeChange(data);
    if (!isUnanswered.peek()) readRefresh();
  },
  request: takeRequest,
  delivery: () => targets.refresh(),
  gap: async ({ reread, sequence }: Gap) => {
    if (sequence === undefined) return readAnew();
    if (isUnanswered.peek()) return;
    await wholeGroup.idle();
    if ((wholeGroup.value.peek() ?? 0) >= sequence) return;
    if (reread === "all") return readAll();
    groups.refresh();
    await wholeGroup.refresh();
  },
};

/** Begins, and goes on until the page is closed; the browser connects again by itself. */
export async function live(): Promise<void> {
  const source = new EventSource(`${controlPath}/stream?kinds=${Object.keys(kinds).join(",")}`);
  source.onopen = () => {
    if (connection.value === "reconnecting") readAnew();
    connection.value = "live";
  };
  source.onerror = () => {
    connection.value = "reconnecting";
  };
  for (const [kind, take] of Object.entries(kinds)) {
    source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
      take(JSON.parse(data) as never);
    });
  }
  await readAnew();
}
