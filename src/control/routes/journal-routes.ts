/** The route of the journal, as JSON lines or as a timeline for people. */
import { type InstanceRefresh, isActive } from "../../domain/instance-refresh.ts";
import type { JournalEntry } from "../../domain/journal-entry.ts";
import { storyLines, storyOf } from "../../domain/story/story.ts";
import type { World } from "../../domain/world.ts";
import type { Emulator } from "../../emulator.ts";
import type { JournalQuery } from "../contracts/journal-contracts.ts";
import type { ControlOptions } from "../options.ts";
import { pageOf, startOf } from "../page.ts";
import { groupOf, showEvent } from "../present.ts";
import { answeredLines, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

const contract = lazily(() => import("../contracts/journal-contracts.ts"));

export const journalRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/journal",
    summary: "What happened, oldest first: JSON lines, or a timeline with form=text.",
    takes: "query",
    contract: contract("journal"),
    answer: ({ input }, options) => {
      const query = input as JournalQuery;
      const { emulator } = options;
      emulator.catchUp();
      const found = query.refresh === undefined ? undefined : find(emulator.world, query.refresh);
      if (found === undefined && query.refresh !== undefined) {
        return refused(`no instance refresh ${query.refresh}`, 404);
      }
      return listed(query, found, options);
    },
  },
];

async function listed(
  query: JournalQuery,
  found: FoundRefresh | undefined,
  { emulator, turns }: ControlOptions,
): Promise<ControlAnswer> {
  const isText = query.form === "text";
  const isOfRefresh = found === undefined ? () => true : partOf(emulator.journalAfter(0), found);
  const show = (entry: JournalEntry) => {
    if (!isAskedFor(entry, query) || !isOfRefresh(entry)) return undefined;
    const line = showEvent(entry);
    return { line, text: isText ? "" : JSON.stringify(line) };
  };
  const all = emulator.journalAfter(startOf(query));
  const { shown, next } = await pageOf(all, query, { show, breathe: turns.breather() });
  if (shown.length === 0 && isUnknown(query, emulator)) {
    return refused(`no group ${query.group}, now or in the journal`, 404);
  }
  const answer = isText
    ? answeredLines(storyLines(storyOf(shown.map(({ line }) => line))), "text/plain; charset=utf-8")
    : answeredLines(
        shown.map(({ text }) => text),
        "application/x-ndjson",
      );
  return { ...answer, headers: { "X-Asg-Local-Next": String(next) } };
}

/** A group that is gone has its lines still, so that only a name that never was is unknown. */
function isUnknown({ group, account, region }: JournalQuery, emulator: Emulator): boolean {
  if (group === undefined) return false;
  for (const one of emulator.world.regions.values()) {
    const isMeant = one.account === (account ?? one.account) && one.name === (region ?? one.name);
    if (isMeant && one.groups.has(group)) return false;
  }
  return !emulator.journalAfter(0).some((entry) => groupOf(entry) === group);
}

interface FoundRefresh {
  readonly account: string;
  readonly region: string;
  readonly group: string;
  readonly refresh: InstanceRefresh;
}

function find({ regions }: World, id: string): FoundRefresh | undefined {
  for (const { account, name: region, groups } of regions.values()) {
    for (const { name: group, refreshes } of groups.values()) {
      const refresh = refreshes.find((one) => one.id === id);
      if (refresh !== undefined) return { account, region, group, refresh };
    }
  }
  return undefined;
}

function isAskedFor(entry: JournalEntry, query: JournalQuery): boolean {
  const { account, region, group, type } = query;
  const isOfPlace =
    (account ?? entry.account) === entry.account && (region ?? entry.region) === entry.region;
  const isOfGroup = group === undefined || groupOf(entry) === group;
  const isOfType = type === undefined || type.includes(entry.change.type);
  return isOfPlace && isOfGroup && isOfType;
}

/** All entries of the group while the refresh was active, since any of them may matter to it. */
function partOf(entries: readonly JournalEntry[], found: FoundRefresh) {
  const { account, region, group, refresh } = found;
  const begun = entries.find(
    ({ change }) => change.type === "RefreshStarted" && change.refresh.id === refresh.id,
  );
  const last = entries.findLast(
    ({ change }) => "refreshId" in change && change.refreshId === refresh.id,
  );
  // The refresh's first entries may have been dropped; then start with the oldest one kept.
  const from = begun?.sequence ?? 0;
  const to = isActive(refresh) ? Number.POSITIVE_INFINITY : (last?.sequence ?? 0);
  return (entry: JournalEntry) =>
    groupOf(entry) === group &&
    entry.account === account &&
    entry.region === region &&
    entry.sequence >= from &&
    entry.sequence <= to;
}
