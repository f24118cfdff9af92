/** What can be asked about groups and their refreshes. */
import type { Decisions, Forecast, GroupStatus, RefreshSummary } from "./answers.ts";
import type { GroupHistory, HistoryFilter, RefreshHistory } from "./history.ts";
import { jsonOf, pathWith } from "./http.ts";
import { decisionsOf } from "./journal.ts";
import type { ForecastRequest, RefreshForecast } from "./plan.ts";
import type { AccountAndRegion, DecisionsFilter } from "./requests.ts";
import type { WholeGroup } from "./whole-group.ts";

export interface GroupQuestions {
  /** The planner's decisions about a group's refreshes. */
  decisions(group: string, filter?: DecisionsFilter): Promise<Decisions>;
  /** Every group with its sizes, its instances by state and its active refresh. */
  groups(): Promise<readonly GroupStatus[]>;
  /** One group: settings, capacity, refresh, what is due next, and its instances by columns. */
  group(name: string, place?: AccountAndRegion): Promise<WholeGroup>;
  /** When and how the refresh under way of a group ends if nobody intervenes. */
  forecast(group: string, place?: AccountAndRegion): Promise<Forecast>;
  /** How it goes on, as a plan of what is left; also if it were cancelled or rolled back now. */
  forecastPlan(group: string, request?: ForecastRequest): Promise<RefreshForecast>;
  /** A summary of each refresh of a group, oldest first. */
  refreshes(group: string, place?: AccountAndRegion): Promise<readonly RefreshSummary[]>;
  /** The summary of one refresh. */
  refresh(group: string, id: string, place?: AccountAndRegion): Promise<RefreshSummary>;
  /** How capacity went during one refresh, and what happened to it. */
  history(group: string, id: string, filter?: HistoryFilter): Promise<RefreshHistory>;
  /** How a group's capacity went outside refreshes. */
  groupHistory(group: string, filter?: HistoryFilter): Promise<GroupHistory>;
}

export function groupQuestionsOf(endpoint: string): GroupQuestions {
  const get = <T>(path: string) => jsonOf<T>(endpoint, { method: "GET", path });
  const post = <T>(path: string, body?: unknown) =>
    jsonOf<T>(endpoint, { method: "POST", path, body });
  return {
    decisions: (group, filter) => decisionsOf(endpoint, group, filter),
    groups: async () => (await get<{ readonly groups: readonly GroupStatus[] }>("groups")).groups,
    group: (name, place = {}) => get(pathWith(`groups/${encodeURIComponent(name)}`, { ...place })),
    forecast: (group, place = {}) =>
      get(pathWith(`groups/${encodeURIComponent(group)}/forecast`, { ...place })),
    forecastPlan: (group, request) => post(`groups/${encodeURIComponent(group)}/forecast`, request),
    refreshes: async (group, place = {}) => {
      const path = pathWith(`groups/${encodeURIComponent(group)}/refreshes`, { ...place });
      return (await get<{ readonly refreshes: readonly RefreshSummary[] }>(path)).refreshes;
    },
    refresh: async (group, id, place = {}) => {
      const path = `groups/${encodeURIComponent(group)}/refreshes/${encodeURIComponent(id)}`;
      return get(pathWith(path, { ...place }));
    },
    history: (group, id, filter = {}) => {
      const refresh = `refreshes/${encodeURIComponent(id)}`;
      const path = `groups/${encodeURIComponent(group)}/${refresh}/history`;
      return get(pathWith(path, { ...filter }));
    },
    groupHistory: (group, filter = {}) =>
      get(pathWith(`groups/${encodeURIComponent(group)}/history`, { ...filter })),
  };
}
