/** Faults to begin with: what people most often want to see go wrong, with names filled in. */
import { activeRefresh, group } from "../data/group.ts";
import { chosen, now } from "../data/world.ts";

export interface FaultForm {
  readonly name: string;
  readonly fault: () => Readonly<Record<string, unknown>>;
}

const groupName = () => chosen.peek()?.group;

const zoneNow = () => group.peek()?.settings.availabilityZones[0];

/** Virtual time, so many minutes from now. */
const inMinutes = (minutes: number) => new Date((now.peek() ?? 0) + minutes * 60_000).toISOString();

const targetVersion = () => {
  const wanted = activeRefresh.peek()?.desiredConfiguration?.launchTemplate;
  const own = group.peek()?.settings.launchTemplate;
  return { name: wanted?.name ?? own?.name, version: Number(wanted?.version ?? own?.version) };
};

export const faultForms: readonly FaultForm[] = [
  {
    name: "The third launch is refused",
    fault: () => ({
      kind: "launch",
      group: groupName(),
      nthLaunch: 3,
      launchError: "InsufficientInstanceCapacity",
    }),
  },
  {
    name: "The new version never becomes healthy",
    fault: () => {
      const { name, version } = targetVersion();
      return {
        kind: "launch",
        launchTemplate: name,
        launchTemplateVersion: version,
        health: "never",
      };
    },
  },
  {
    name: "A zone is gone for ten minutes",
    fault: () => ({ kind: "zone", availabilityZone: zoneNow(), until: inMinutes(10) }),
  },
  {
    name: "An alarm fires at the 50 % checkpoint",
    fault: () => ({
      kind: "alarm",
      alarm: activeRefresh.peek()?.preferences.alarms[0] ?? "errors",
      group: groupName(),
      atCheckpoint: 50,
    }),
  },
  {
    name: "A hook is never answered",
    fault: () => ({
      kind: "hook",
      hook: group.peek()?.settings.lifecycleHooks[0] ?? "hook",
      result: "never",
    }),
  },
  {
    name: "DescribeInstanceRefreshes is throttled twice",
    fault: () => ({
      kind: "api",
      operation: "DescribeInstanceRefreshes",
      error: "Throttling",
      count: 2,
    }),
  },
];
