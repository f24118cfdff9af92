/** Reads all that a plan needs of one group; what is refused is noted, and the rest is read. */
import type {
  Activity,
  AutoScalingGroup,
  DesiredConfiguration,
  Instance,
  InstanceRefresh,
  LifecycleHook,
} from "@aws-sdk/client-auto-scaling";
import type { Attempt } from "./attempt.ts";
import type { AlarmReading } from "./describe-alarms.ts";
import type { DescribeCalls } from "./describe-calls.ts";
import type { LaunchOfInstance } from "./describe-instances.ts";
import { type DrainingReading, readDraining } from "./read-draining.ts";
import { readTemplates, type TemplateReading } from "./read-templates.ts";

export interface GroupReading {
  /** AWS's time of the reading, in milliseconds; undefined if it told none. */
  readonly at: number | undefined;
  readonly group: AutoScalingGroup;
  readonly hooks: readonly LifecycleHook[];
  readonly warmInstances: readonly Instance[];
  readonly refreshes: readonly InstanceRefresh[];
  readonly activities: readonly Activity[];
  readonly templates: readonly TemplateReading[];
  /** By instance id; empty if they were not asked for, or not told. */
  readonly launches: ReadonlyMap<string, LaunchOfInstance>;
  readonly draining: readonly DrainingReading[];
  readonly alarms: readonly AlarmReading[];
}

/** The refresh that is to be planned: what it names must be read too. */
export interface NamedByRefresh {
  readonly alarms: readonly string[];
  readonly desiredConfiguration: DesiredConfiguration | undefined;
}

/** Launch times are one page up to here; larger groups are asked only where they matter. */
const mostInstancesOfPage = 1000;

export async function readGroup(
  calls: DescribeCalls,
  group: AutoScalingGroup,
  { attempt, note, alarms: names, desiredConfiguration }: NamedByRefresh & Attempt,
): Promise<GroupReading> {
  const [hooks, warmInstances, refreshes, activities, templates, launches, draining, alarms] =
    await Promise.all([
      attempt("lifecycle hooks", "there are none", calls.hooks, []),
      group.WarmPoolConfiguration === undefined
        ? []
        : attempt("the warm pool's instances", "it is empty", calls.warmInstances, []),
      attempt("earlier refreshes", "there were none", calls.refreshes, []),
      attempt("scaling activities", "there were none", calls.activities, []),
      readTemplates(calls, { group, desiredConfiguration, attempt }),
      launchesOf(calls, group, { attempt, note }),
      readDraining(calls, group, { attempt, note }),
      names.length === 0
        ? []
        : attempt(
            "CloudWatch alarms",
            "they exist and are in OK",
            () => calls.alarms(names),
            names.map((name) => ({ name, state: "OK" })),
          ),
    ]);
  const told = calls.now();
  return {
    at: Number.isNaN(told) ? undefined : told,
    group,
    hooks,
    warmInstances,
    refreshes,
    activities,
    templates,
    launches,
    draining,
    alarms,
  };
}

type Launches = GroupReading["launches"];

async function launchesOf(
  calls: DescribeCalls,
  group: AutoScalingGroup,
  { attempt, note }: Attempt,
): Promise<Launches> {
  const { Instances: instances = [] } = group;
  const unknown: Launches = new Map();
  if (instances.length === 0) return unknown;
  if (instances.length > mostInstancesOfPage && !hasMixedOrder(group)) {
    note(
      "launch times of instances: not asked for so many; assumed: all equal, which does not " +
        "change the plan of instances of one weight",
    );
    return unknown;
  }
  const assumed = "all were launched at the same time, and none is a Spot Instance";
  return attempt("launch times of instances", assumed, calls.launches, unknown);
}

/** Whether it matters which instance goes first: weights differ, or purchase options. */
function hasMixedOrder({
  Instances: instances = [],
  MixedInstancesPolicy: policy,
}: AutoScalingGroup) {
  const weights = new Set(instances.map(({ WeightedCapacity }) => WeightedCapacity));
  const share = policy?.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity ?? 100;
  return weights.size > 1 || share < 100;
}
