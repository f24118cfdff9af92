/** The `watch` command: a live view in a terminal, else a line for each change. */
import { setTimeout as sleep } from "node:timers/promises";
import { presentTime } from "./present-time.ts";
import type { RefreshFlags } from "./refresh-calls.ts";
import { askedBy, refreshCalls } from "./refresh-calls.ts";
import { exitCodeOf, hasEnded, stateText } from "./refresh-text.ts";
import { type Look, refreshView } from "./refresh-view.ts";
import { columns, isTerminal, openPicture, show } from "./terminal.ts";

type Tell = (look: Look) => void;

/** Returns when the refresh has ended. */
export async function watchRefresh(name: string, flags: RefreshFlags): Promise<0 | 1> {
  const calls = refreshCalls(name, flags);
  const now = presentTime(flags);
  const tell = canDraw() ? await drawing(askedBy(flags)) : writing(name);
  let refresh = await calls.refresh(flags.refresh);
  for (;;) {
    tell({ refresh, group: await calls.group(), now: await now() });
    if (hasEnded(refresh)) return exitCodeOf(refresh);
    await sleep(flags.interval);
    // Follows the refresh that was newest at the start, even if another one starts.
    refresh = await calls.refresh(refresh.InstanceRefreshId);
  }
}

/** Some CI terminals have no size, and therefore no room to draw. */
function canDraw(): boolean {
  return isTerminal && columns() > 0;
}

/** Redraws the same lines; the last display stays when the refresh has ended. */
async function drawing(asked: string): Promise<Tell> {
  const draw = await openPicture();
  return (look) => {
    draw(refreshView(look, { width: columns(), asked }), hasEnded(look.refresh));
  };
}

function writing(name: string): Tell {
  let last = "";
  return ({ refresh }) => {
    const line = `${name} ${refresh.InstanceRefreshId}: ${stateText(refresh)}`;
    if (line !== last) show(line);
    last = line;
  };
}
