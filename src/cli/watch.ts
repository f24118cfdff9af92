/** The `watch` command: a live view in a terminal, else a line for each change. */
import { setTimeout as sleep } from "node:timers/promises";
import { outlook } from "./outlook.ts";
import { endText, momentText } from "./outlook-text.ts";
import { askedBy, type RefreshFlags, refreshCalls } from "./refresh-calls.ts";
import { replacesSameVersion } from "./refresh-instances.ts";
import { exitCodeOf, hasEnded, stateText } from "./refresh-text.ts";
import { type Look, refreshView } from "./refresh-view.ts";
import { columns, isTerminal, openPicture, show } from "./terminal.ts";

type Tell = (look: Look) => void;

/** Returns when the refresh has ended. */
export async function watchRefresh(name: string, flags: RefreshFlags): Promise<0 | 1> {
  const look = looker(name, flags);
  const tell = canDraw() ? await drawing(askedBy(flags)) : writing(name);
  for (;;) {
    const seen = await look();
    tell(seen);
    if (hasEnded(seen.refresh)) return exitCodeOf(seen.refresh);
    await sleep(flags.interval);
  }
}

/** Looks again on each call, always at the refresh that was meant or newest at the first one. */
export function looker(name: string, flags: RefreshFlags): () => Promise<Look> {
  const calls = refreshCalls(name, flags);
  const ahead = outlook(name, flags);
  let id = flags.refresh;
  return async () => {
    const refresh = await calls.refresh(id);
    const now = calls.now();
    id = refresh.InstanceRefreshId;
    const { StartTime: start } = refresh;
    const isLaunchTold = start === undefined || !replacesSameVersion(refresh);
    const launched = isLaunchTold ? new Set<string>() : await calls.launchedSince(start);
    return { refresh, now, group: await calls.group(), launched, ...(await ahead(id, now)) };
  };
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

/** Time alone is no change, also where AWS's reason counts seconds down. */
function writing(name: string): Tell {
  let last = "";
  return ({ refresh, now, end }) => {
    const isEndKnown = now !== undefined && end !== undefined && !hasEnded(refresh);
    const ending = isEndKnown ? `, ${endText(end, now)}` : "";
    const line = `${name} ${refresh.InstanceRefreshId}: ${stateText(refresh, ending)}`;
    const timeless = line.replace(/\d+ seconds? left/, "");
    if (timeless !== last) show(now === undefined ? line : `${momentText(now)}  ${line}`);
    last = timeless;
  };
}
