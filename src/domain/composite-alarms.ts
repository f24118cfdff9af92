/** The states of composite alarms that follow from new states of the alarms they name. */
import type { Alarm, AlarmState } from "./alarm.ts";
import { type AlarmRule, alarmsIn, parseAlarmRule, ruleHolds } from "./alarm-rule.ts";
import { present } from "./assert.ts";
import type { AlarmChange } from "./changes/alarm-change.ts";
import { inferredTexts } from "./texts/inferred-texts.ts";

type StateSet = Extract<AlarmChange, { type: "AlarmStateSet" }>;

/** The rule of a stored composite alarm, which was validated when it was put. */
export function storedRule({ definition }: Pick<Alarm, "definition">): AlarmRule | undefined {
  if (definition.rule === undefined) return undefined;
  const parsed = parseAlarmRule(definition.rule);
  return "rule" in parsed ? parsed.rule : undefined;
}

/** The composite alarms that name this one, in the order of their creation. */
export function parentsOf(alarms: ReadonlyMap<string, Alarm>, name: string): readonly Alarm[] {
  return [...alarms.values()].filter((alarm) => {
    const rule = storedRule(alarm);
    return rule !== undefined && alarmsIn(rule).includes(name);
  });
}

/**
 * The changes of composite alarms that follow from one new state, in order. Each alarm is visited
 * once, so that circles of alarms end.
 */
export function followingStates(
  alarms: ReadonlyMap<string, Alarm>,
  changed: { readonly name: string; readonly state: AlarmState },
): readonly StateSet[] {
  const states = new Map([[changed.name, changed.state]]);
  const stateOf = (name: string) => states.get(name) ?? alarms.get(name)?.state;
  const changes: StateSet[] = [];
  const waiting = [changed.name];
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    for (const parent of parentsOf(alarms, name)) {
      const parentName = parent.definition.name;
      if (states.has(parentName)) continue;
      const change = evaluated(parent, stateOf, present(alarms.get(name), name));
      if (change.state === parent.state) continue;
      states.set(parentName, change.state);
      changes.push(change);
      waiting.push(parentName);
    }
  }
  return changes;
}

/** A rule that holds puts its alarm into ALARM, otherwise into OK. */
function evaluated(
  parent: Alarm,
  stateOf: (name: string) => AlarmState | undefined,
  child: Alarm,
): StateSet {
  const rule = present(storedRule(parent), "rule of a composite alarm");
  const { arn, name } = child.definition;
  return {
    type: "AlarmStateSet",
    name: parent.definition.name,
    state: ruleHolds(rule, stateOf) ? "ALARM" : "OK",
    reason: inferredTexts.childTransitioned(arn, stateOf(name) ?? "INSUFFICIENT_DATA"),
  };
}
