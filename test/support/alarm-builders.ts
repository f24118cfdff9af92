/** CloudWatch alarms for tests of the planner: a region in which each has the state it needs. */
import { type Alarm, type AlarmState, alarmArn } from "../../src/domain/alarm.ts";
import type { Region } from "../../src/domain/world.ts";
import { aRegion, now } from "./builders.ts";

/** A metric alarm, or with a rule a composite one. */
function anAlarm(name: string, state: AlarmState, rule?: string): Alarm {
  const place = { account: "123456789012", name: "us-east-1" };
  return {
    definition: {
      kind: rule === undefined ? "metric" : "composite",
      name,
      arn: alarmArn(place, name),
      isActionsEnabled: true,
      ...(rule === undefined ? {} : { rule }),
      stored: {},
    },
    configuredAt: now,
    state,
    stateReason: "set by a test",
    stateUpdatedAt: now,
    stateTransitionedAt: now,
    tags: [],
  };
}

/** `alarmedRegion({ cpu: "ALARM" })` */
export function alarmedRegion(states: Readonly<Record<string, AlarmState>>): Region {
  const region = aRegion();
  for (const [name, state] of Object.entries(states)) {
    region.alarms.set(name, anAlarm(name, state));
  }
  return region;
}
