/**
 * Applies changes of alarms and metrics; a new state wakes the groups whose refresh depends on the
 * alarm.
 */
import type { Alarm, AlarmHistoryItem } from "../../domain/alarm.ts";
import { never, present } from "../../domain/assert.ts";
import type { AlarmChange } from "../../domain/changes/alarm-change.ts";
import { activeRefresh } from "../../domain/group.ts";
import { day, type Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import { type ApplyContext, wake } from "./apply-context.ts";

type Of<T extends AlarmChange["type"]> = Extract<AlarmChange, { type: T }>;

export function applyAlarmChange(context: ApplyContext, change: AlarmChange): void {
  const { region, at } = context;
  switch (change.type) {
    case "AlarmPut":
      return putAlarm(context, change);
    case "AlarmStateSet":
      return setState(context, change);
    case "AlarmsDeleted":
      for (const name of change.names) deleteAlarm(context, name);
      return wakeRefreshes(context, change.names);
    case "AlarmActionsSwitched":
      for (const name of change.names) {
        const alarm = alarmNamed(region, name);
        alarm.definition = { ...alarm.definition, isActionsEnabled: change.isEnabled };
        record(context, alarm, updated(name));
      }
      return;
    case "AlarmTagged":
      alarmNamed(region, change.name).tags = change.tags;
      return;
    case "MetricDataPut": {
      const { namespace, members } = change;
      region.metricData.push({ at, namespace, members });
      if (region.metricData.length > mostMetricData) region.metricData.shift();
      return;
    }
    default:
      return never(change);
  }
}

/** The most calls of PutMetricData that are kept. */
const mostMetricData = 1000;

function putAlarm(context: ApplyContext, { alarm: definition, tags }: Of<"AlarmPut">): void {
  const { region, at } = context;
  const known = region.alarms.get(definition.name);
  if (known !== undefined) {
    known.definition = definition;
    known.configuredAt = at;
    return record(context, known, updated(definition.name));
  }
  const alarm: Alarm = {
    definition,
    configuredAt: at,
    state: "INSUFFICIENT_DATA",
    stateReason: "Unchecked: Initial alarm creation",
    stateUpdatedAt: at,
    stateTransitionedAt: at,
    tags,
  };
  region.alarms.set(definition.name, alarm);
  record(context, alarm, configuration(`Alarm "${definition.name}" created`, "Create"));
}

function setState(context: ApplyContext, change: Of<"AlarmStateSet">): void {
  const alarm = alarmNamed(context.region, change.name);
  const old = { stateValue: alarm.state, stateReason: alarm.stateReason };
  const isTransition = alarm.state !== change.state;
  alarm.state = change.state;
  alarm.stateReason = change.reason;
  if (change.reasonData === undefined) delete alarm.stateReasonData;
  else alarm.stateReasonData = change.reasonData;
  alarm.stateUpdatedAt = context.at;
  if (!isTransition) return;
  alarm.stateTransitionedAt = context.at;
  const now = { stateValue: change.state, stateReason: change.reason };
  record(context, alarm, {
    type: "StateUpdate",
    summary: `Alarm updated from ${old.stateValue} to ${now.stateValue}`,
    data: JSON.stringify({ version: "1.0", oldState: old, newState: now }),
  });
  wakeRefreshes(context, [change.name], old.stateValue === "INSUFFICIENT_DATA");
}

function deleteAlarm(context: ApplyContext, name: string): void {
  const alarm = alarmNamed(context.region, name);
  record(context, alarm, configuration(`Alarm "${name}" deleted`, "Delete"));
  context.region.alarms.delete(name);
}

/**
 * Wakes the groups whose refresh names one of the alarms for the next tick. The one-hour limit
 * starts over when data return, because it stands still without data.
 */
function wakeRefreshes(context: ApplyContext, names: readonly string[], hasData = false): void {
  for (const group of context.region.groups.values()) {
    const refresh = activeRefresh(group);
    if (!refresh?.preferences.alarms.some((alarm) => names.includes(alarm))) continue;
    if (hasData) refresh.lastProgressAt = context.at;
    wake(context, group, context.at);
  }
}

type Entry = Pick<AlarmHistoryItem, "type" | "summary" | "data">;

/** CloudWatch keeps the history for 30 days. */
const historyKeptFor = 30 * day;
const mostHistory = 10_000;

function record({ region, at }: ApplyContext, { definition }: Alarm, entry: Entry): void {
  const { alarmHistory } = region;
  const { name: alarm, kind } = definition;
  const sequence = (alarmHistory.at(-1)?.sequence ?? 0) + 1;
  alarmHistory.push({ sequence, alarm, kind, at, ...entry });
  const isOld = (since: Instant) =>
    at - since > historyKeptFor || alarmHistory.length > mostHistory;
  while (alarmHistory[0] !== undefined && isOld(alarmHistory[0].at)) alarmHistory.shift();
}

function updated(name: string): Entry {
  return configuration(`Alarm "${name}" updated`, "Update");
}

function configuration(summary: string, type: string): Entry {
  const data = JSON.stringify({ version: "1.0", type });
  return { type: "ConfigurationUpdate", summary, data };
}

function alarmNamed(region: Region, name: string): Alarm {
  return present(region.alarms.get(name), `alarm ${name}`);
}
