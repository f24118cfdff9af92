/** Routes about one group's refreshes: decisions with their reasons, and summaries. */
import type { AutoScalingGroup } from "../../domain/group.ts";
import type { InstanceRefresh } from "../../domain/instance-refresh.ts";
import { isoMillisecond } from "../../domain/time.ts";
import { type Region, regionOf } from "../../domain/world.ts";
import type { HistoryQuery } from "../contracts/history-contracts.ts";
import type { DecisionsQuery } from "../contracts.ts";
import type { ControlOptions } from "../options.ts";
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
    contract: contract("decisions"),
    answer: (request, options) =>
      withGroup(request, options, (group) => {
        const { refresh } = request.input as DecisionsQuery;
        const meant = group.refreshes.filter(({ id }) => refresh === undefined || id === refresh);
        return answered({ group: group.name, refreshes: meant.map(showDecisions) });
      }),
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

function withGroup(
  { input, names }: RouteRequest,
  { emulator, about }: ControlOptions,
  answer: (group: AutoScalingGroup, region: Region) => ControlAnswer,
): ControlAnswer {
  const { account = about.account, region = about.region } = input as DecisionsQuery;
  emulator.catchUp();
  const found = regionOf(emulator.world, account, region);
  const group = found.groups.get(names.name ?? "");
  if (group === undefined) return refused(`no group ${names.name} in ${account} ${region}`, 404);
  return answer(group, found);
}

function showDecisions({ id, status, decisions }: InstanceRefresh) {
  const shown = decisions.map(({ at, ...record }) => ({ at: isoMillisecond(at), ...record }));
  return { id, status, decisions: shown };
}
