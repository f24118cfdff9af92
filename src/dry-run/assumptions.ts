/** What a plan assumes of a group that was read: a line for each thing that it does not know. */
import type { Instance } from "@aws-sdk/client-auto-scaling";
import { stateOf } from "./instances-of.ts";
import type { GroupReading } from "./read-group.ts";
import { knownZones, placeOf } from "./world-of.ts";

export function assumptionsOf(reading: GroupReading): readonly string[] {
  const { group, warmInstances } = reading;
  const moving = [...(group.Instances ?? []), ...warmInstances].filter((one) => !stateOf(one));
  const ofStates = [...new Set(moving.map(({ LifecycleState: state }) => state ?? "unknown"))];
  return [
    ...ofStates.map((state) => leftOutLine(state, moving)),
    ...zoneLines(reading),
    ...hookLines(reading),
  ];
}

function leftOutLine(state: string, moving: readonly Instance[]): string {
  const count = moving.filter(({ LifecycleState: its }) => its === state).length;
  const instances = count === 1 ? "1 instance is" : `${count} instances are`;
  return /Pending/.test(state)
    ? `${instances} ${state}; assumed: launched anew when the plan begins`
    : `${instances} ${state}; assumed: gone already`;
}

function zoneLines({ group }: GroupReading): readonly string[] {
  const { region } = placeOf(group);
  return [...knownZones(region, group.AvailabilityZones ?? [])]
    .filter(([zone, known]) => zone !== known)
    .map(([zone, known]) => `zone ${zone}: not known here; assumed: it is ${known}`);
}

function hookLines({ hooks }: GroupReading): readonly string[] {
  return hooks.map(
    ({ LifecycleHookName: name }) =>
      `lifecycle hook ${name}: who answers it is not known; assumed: CONTINUE at once, or within ` +
      "what launches and terminations took in the past",
  );
}
