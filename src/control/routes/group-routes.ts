/** Routes about one group's refreshes: decisions with their reasons, and summaries. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import { isoMillisecond } from "../../domain/time.ts";
import { type Region, regionOf } from "../../domain/world.ts";
import type { HistoryQuery } from "../contracts/history-contracts.ts";
import type { DecisionsQuery } from "../contracts/journal-contracts.ts";
import type { GroupQuery } from "../contracts.ts";
import type { ControlOptions } from "../options.ts";
import { pageOf, startOf } from "../page.ts";
import { showWholeGroup } from "../present-group.ts";
import { showGroupHistory, showRefreshHistory } from "../present-history.ts";
import { showGroup, showRefresh } from "../present-refresh.ts";
import {
  answered,
  type ControlAnswer,
  type ControlRoute,
  lazily,
  type RouteRequest,
  refused,
} from "../route.ts";

const contract = lazily(() => import("../contracts.ts"));
const groupContract = lazily(() => import("../contracts/group-contracts.ts"));
const historyContract = lazily(() => import("../contracts/history-contracts.ts"));
const journalContract = lazily(() => import("../contracts/journal-contracts.ts"));
const wholeContract = lazily(() => import("../contracts/whole-group-contracts.ts"));

export const groupRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/groups",
    summary: "Every group with its sizes, its instances by state and its active refresh.",
    takes: "nothing",
    contract: groupContract("groups"),
    answer: (_request, { emulator, pacer }) => {
      emulator.catchUp();
      const regions = [...emulator.world.regions.values()];
      const groups = regions.flatMap((region) =>
        [...region.groups.values()].map((group) => showGroup(group, region, pacer.now())),
      );
      return answered({ groups });
    },
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}",
    summary:
      "One group: settings, capacity, refresh, what is due next, and its instances by columns.",
    takes: "query",
    contract: wholeContract("wholeGroup"),
    answer: (request, options) =>
      withGroup(request, options, (group, region) => {
        const { emulator, pacer } = options;
        const place = { account: region.account, region: region.name, group: group.name };
        const nextDue = emulator.nextDueOf(place);
        const sequence = emulator.lastSequence();
        return answered(showWholeGroup({ group, region, now: pacer.now(), sequence, nextDue }));
      }),
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}/decisions",
    summary: "The planner's decisions for a group's refreshes, oldest first.",
    takes: "query",
    contract: journalContract("decisions"),
    answer: (request, options) =>
      withGroup(request, options, (group) =>
        decisionsOf(group, request.input as DecisionsQuery, options),
      ),
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}/refreshes",
    summary: "A summary of each refresh of a group, oldest first.",
    takes: "query",
    contract: contract("refreshes"),
    answer: (request, options) =>
      withGroup(request, options, (group) => {
        const now = options.pacer.now();
        const shown = group.refreshes.map((refresh) => showRefresh(refresh, now));
        return answered({ group: group.name, refreshes: shown });
      }),
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}/refreshes/{id}",
    summary: "How one refresh went: lowest and highest capacity, times, batches, failures.",
    takes: "query",
    contract: contract("refresh"),
    answer: (request, options) =>
      withGroup(request, options, (group) => {
        const refresh = refreshNamed(request, group);
        if (refresh === undefined) return noRefresh(request, group);
        return answered({ group: group.name, ...showRefresh(refresh, options.pacer.now()) });
      }),
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}/refreshes/{id}/history",
    summary: "How capacity went during one refresh, and what happened to it, for charts.",
    takes: "query",
    contract: historyContract("refreshHistory"),
    answer: (request, options) =>
      withGroup(request, options, (group) => {
        const refresh = refreshNamed(request, group);
        if (refresh === undefined) return noRefresh(request, group);
        return answered(showRefreshHistory(group, refresh, request.input as HistoryQuery));
      }),
  },
  {
    method: "GET",
    path: "/_asg-local/groups/{name}/history",
    summary: "How a group's capacity went outside refreshes.",
    takes: "query",
    contract: historyContract("groupHistory"),
    answer: (request, options) =>
      withGroup(request, options, (group) =>
        answered(showGroupHistory(group, request.input as HistoryQuery)),
      ),
  },
];

function refreshNamed({ names }: RouteRequest, { refreshes }: AutoScalingGroup) {
  return refreshes.find(({ id }) => id === names.id);
}

function noRefresh({ names }: RouteRequest, { name }: AutoScalingGroup): ControlAnswer {
  return refused(`no refresh ${names.id} of group ${name}`, 404);
}

type Answering = ControlAnswer | Promise<ControlAnswer>;

function withGroup(
  { input, names }: RouteRequest,
  { emulator, about }: ControlOptions,
  answer: (group: AutoScalingGroup, region: Region) => Answering,
): Answering {
  const { account = about.account, region = about.region } = input as GroupQuery;
  emulator.catchUp();
  const found = regionOf(emulator.world, account, region);
  const group = found.groups.get(names.name ?? "");
  if (group === undefined) return refused(`no group ${names.name} in ${account} ${region}`, 404);
  return answer(group, found);
}

/** Every refresh that is meant, with those of its decisions that are on the page. */
async function decisionsOf(
  { name, refreshes }: AutoScalingGroup,
  query: DecisionsQuery,
  { turns }: ControlOptions,
): Promise<ControlAnswer> {
  const meant = refreshes.filter(({ id }) => query.refresh === undefined || id === query.refresh);
  const all = meant.flatMap(({ id, decisions }) => decisions.map((one) => ({ id, ...one })));
  const start = startOf(query);
  const later = all.filter(({ sequence }) => sequence > start);
  const show = ({ id, at, ...record }: (typeof all)[number]) => ({
    id,
    decision: { at: isoMillisecond(at), ...record },
  });
  const { shown, next } = await pageOf(later, query, { show, breathe: turns.breather() });
  const ordered = query.order === "newest" ? meant.toReversed() : meant;
  return answered({
    group: name,
    refreshes: ordered.map(({ id, status }) => {
      const its = shown.filter((one) => one.id === id);
      return { id, status, decisions: its.map(({ decision }) => decision) };
    }),
    next,
  });
}
