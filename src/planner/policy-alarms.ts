/** Decides what happens to alarms that trigger deleted policies. */
import type { Alarm } from "../domain/alarm.ts";
import type { Change } from "../domain/changes/change.ts";
import type { ScalingPolicy } from "../domain/scaling-policy.ts";
import type { Region } from "../domain/world.ts";

const actionMembers = ["AlarmActions", "OKActions", "InsufficientDataActions"] as const;

/** All actions of an alarm, for any state. */
export function actionsOf({ definition: { stored } }: Pick<Alarm, "definition">): string[] {
  return actionMembers.flatMap((member) => (stored[member] ?? []) as readonly string[]);
}

/**
 * Alarms of target tracking are deleted with their policy; others only lose the action, as AWS
 * documents. With the whole group, alarms without any action left are deleted too.
 */
export function endOfPolicies(
  region: Region,
  policies: readonly ScalingPolicy[],
  { isWithGroup }: { readonly isWithGroup: boolean },
): readonly Change[] {
  const arns = new Set(policies.map(({ arn }) => arn));
  const managed = new Set(policies.flatMap(({ managedAlarms }) => managedAlarms));
  const named = [...region.alarms.values()].filter(
    (alarm) =>
      managed.has(alarm.definition.name) || actionsOf(alarm).some((action) => arns.has(action)),
  );
  const isGone = (alarm: Alarm) =>
    managed.has(alarm.definition.name) ||
    (isWithGroup && actionsOf(alarm).every((action) => arns.has(action)));
  const gone = named.filter(isGone).map(({ definition }) => definition.name);
  const changed = named.filter((alarm) => !isGone(alarm)).map((alarm) => without(alarm, arns));
  return gone.length === 0 ? changed : [...changed, { type: "AlarmsDeleted", names: gone }];
}

function without({ definition, tags }: Alarm, arns: ReadonlySet<string>): Change {
  const lists = actionMembers
    .filter((member) => definition.stored[member] !== undefined)
    .map((member) => {
      const actions = definition.stored[member] as readonly string[];
      return [member, actions.filter((action) => !arns.has(action))] as const;
    });
  const stored = { ...definition.stored, ...Object.fromEntries(lists) };
  return { type: "AlarmPut", alarm: { ...definition, stored }, tags };
}
