/** What an emulator knows of a refresh beyond AWS's calls: its end, and what it did last. */
import type { Forecast, JournalLine } from "../client/answers.ts";
import { type Control, controlOf } from "../client/control.ts";
import type { AccountAndRegion } from "../client/requests.ts";
import { accountForm } from "../domain/place.ts";
import { type StorySentence, storyOf } from "../domain/story/story.ts";
import { createPacer, wallTimer } from "../pacer.ts";
import { endpointOf } from "./endpoint.ts";
import type { End } from "./outlook-text.ts";
import { type RefreshFlags, regionOf } from "./refresh-calls.ts";

export interface Outlook {
  /** How the refresh ends if nobody intervenes. */
  readonly end?: End | undefined;
  /** The latest of what happened to the group, oldest first. */
  readonly lately?: readonly StorySentence[] | undefined;
}

type Ask = (refresh: string | undefined, now: number | undefined) => Promise<Outlook>;

/** Asks again on each call, about the refresh with this id; AWS and others know nothing of it. */
export function outlook(group: string, flags: RefreshFlags): Ask {
  if (flags.aws === true) return async () => ({});
  const control = controlOf(endpointOf(flags));
  const about = { group, place: placeOf(flags) };
  const forecast = forecaster(control, about);
  const story = storyteller(control, about);
  return async (refresh, now) => {
    try {
      return { end: await forecast(refresh), lately: await story(now ?? 0) };
    } catch {
      return {};
    }
  };
}

interface About {
  readonly group: string;
  readonly place: AccountAndRegion;
}

/** The account and region that AWS's calls are for. */
function placeOf(flags: RefreshFlags): AccountAndRegion {
  const { AWS_ACCESS_KEY_ID: key = "" } = process.env;
  return { region: regionOf(flags), account: accountForm.test(key) ? key : undefined };
}

const wallClock = createPacer({ mode: "realtime", speed: 1 });

/** Looking ahead at a large group takes long, so it is asked for a tenth of the time at most. */
function forecaster(control: Control, { group, place }: About) {
  let isOld = () => true;
  let last: Forecast | undefined;
  return async (refresh: string | undefined) => {
    if (isOld() || last?.refresh !== refresh) {
      const since = wallClock.now();
      const next = await control.forecast(group, place);
      // Time may have gone on since the refresh was described: then it ends as was said before.
      if (next.refresh === refresh || last?.refresh !== refresh) last = next;
      isOld = wallTimer(10 * (wallClock.now() - since));
    }
    return last?.refresh === refresh ? (last?.end ?? undefined) : undefined;
  };
}

/** Before the first look only this much is of interest. */
const firstMilliseconds = 600_000;
const mostLines = 500;
const mostSentences = 5;

function storyteller(control: Control, { group, place }: About) {
  let lines: readonly JournalLine[] = [];
  return async (now: number) => {
    const start = new Date(now - firstMilliseconds).toISOString();
    const since = lines.at(-1)?.sequence ?? start;
    const filter = { ...place, group, since, order: "newest", limit: mostLines } as const;
    const news = await control.journal(filter);
    lines = [...lines, ...news.toReversed()].slice(-mostLines);
    return storyOf(lines).slice(-mostSentences);
  };
}
