/** Selects the alarms of DescribeAlarms: by name, state and action, or an alarm's relatives. */
import type { Alarm } from "../../domain/alarm.ts";
import { alarmsIn } from "../../domain/alarm-rule.ts";
import { parentsOf, storedRule } from "../../domain/composite-alarms.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import type { Region } from "../../domain/world.ts";
import { validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";
import { byCodeUnit } from "../page.ts";
import { existingAlarm } from "./existing-alarm.ts";

export type AlarmSelection = Input<"cloudwatch", "DescribeAlarms">;

/** Sorted by name. Without AlarmTypes AWS returns only metric alarms. */
export function selectedAlarms(selection: AlarmSelection, region: Region): readonly Alarm[] {
  const relatives = relativesIn(selection, region);
  const found = relatives ?? [...region.alarms.values()].filter((one) => isMeant(one, selection));
  return [...found].sort((a, b) => byCodeUnit(a.definition.name, b.definition.name));
}

export function asksForRelatives(selection: AlarmSelection): boolean {
  return selection.ChildrenOfAlarmName !== undefined || selection.ParentsOfAlarmName !== undefined;
}

function relativesIn(selection: AlarmSelection, region: Region): readonly Alarm[] | undefined {
  if (!asksForRelatives(selection)) return undefined;
  const { ChildrenOfAlarmName, ParentsOfAlarmName, MaxRecords, NextToken, ...others } = selection;
  const isChildren = ChildrenOfAlarmName !== undefined;
  const isAlone =
    Object.values(others).every((value) => value === undefined) &&
    !(isChildren && ParentsOfAlarmName !== undefined);
  if (!isAlone) {
    const member = isChildren ? "ChildrenOfAlarmName" : "ParentsOfAlarmName";
    throw validationError(inferredTexts.relativesAlone(member));
  }
  const alarm = existingAlarm(region, ChildrenOfAlarmName ?? ParentsOfAlarmName);
  if (!isChildren) return parentsOf(region.alarms, alarm.definition.name);
  const rule = storedRule(alarm);
  const names = rule === undefined ? [] : alarmsIn(rule);
  return names.flatMap((name) => region.alarms.get(name) ?? []);
}

function isMeant({ definition, state }: Alarm, selection: AlarmSelection): boolean {
  const { AlarmNames = [], AlarmTypes = [], AlarmNamePrefix, StateValue, ActionPrefix } = selection;
  const types: readonly string[] = AlarmTypes.length === 0 ? ["MetricAlarm"] : AlarmTypes;
  const type = definition.kind === "metric" ? "MetricAlarm" : "CompositeAlarm";
  return (
    types.includes(type) &&
    (AlarmNames.length === 0 || AlarmNames.includes(definition.name)) &&
    definition.name.startsWith(AlarmNamePrefix ?? "") &&
    (StateValue === undefined || StateValue === state) &&
    (ActionPrefix === undefined || hasAction(definition.stored, ActionPrefix))
  );
}

function hasAction(stored: Readonly<Record<string, unknown>>, prefix: string): boolean {
  const lists = [stored.OKActions, stored.AlarmActions, stored.InsufficientDataActions];
  return lists.flatMap((list) => (list ?? []) as string[]).some((one) => one.startsWith(prefix));
}
