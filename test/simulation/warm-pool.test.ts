/** Random stories of groups with warm pools: nothing is out of order, and all comes to its end. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { warmPoolSize } from "../../src/domain/warm-pool.ts";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { aSettledFleet, type InProcess, type Input, toVersion } from "../support/in-process.ts";

type Dice = readonly [number, number, number, number];
type Planned = readonly [operation: string, input: Input];

const one = <T>(values: readonly T[], die: number): T => values[die % values.length] as T;

/** Nobody when there is none. */
function member(story: InProcess, die: number): string {
  const ids = story.instances().filter(({ launchedAt }) => launchedAt !== undefined);
  return ids[die % Math.max(1, ids.length)]?.id ?? "i-00000000000000000";
}

const calls = {
  put: ([a, b, c, d]) => [
    "PutWarmPool",
    {
      MinSize: a % 3,
      MaxGroupPreparedCapacity: one([-1, b % 12], c),
      PoolState: one(["Stopped", "Running"], d),
      InstanceReusePolicy: { ReuseOnScaleIn: c % 3 === 0 },
    },
  ],
  remove: ([a]) => ["DeleteWarmPool", { ForceDelete: a % 2 === 0 }],
  scale: ([a]) => ["SetDesiredCapacity", { DesiredCapacity: a % 9 }],
  start: ([a, b, c, d]) => [
    "StartInstanceRefresh",
    {
      ...(a % 3 > 0 && { DesiredConfiguration: toVersion(one(["1", "2", "3"], a)) }),
      Preferences: {
        MinHealthyPercentage: one([0, 25, 50, 75, 100], b),
        ...(c % 2 > 0 && { MaxHealthyPercentage: 100 }),
        InstanceWarmup: one([0, 20], d),
        SkipMatching: d % 3 === 0,
        ScaleInProtectedInstances: "Refresh",
        StandbyInstances: "Terminate",
      },
    },
  ],
  rollback: () => ["RollbackInstanceRefresh", {}],
  cancel: ([a]) => ["CancelInstanceRefresh", { WaitForTransitioningInstances: a % 2 === 0 }],
  suspend: ([a]) => ["SuspendProcesses", { ScalingProcesses: [one(processes, a)] }],
  resume: () => ["ResumeProcesses", {}],
  sicken: ([a], story) => [
    "SetInstanceHealth",
    { InstanceId: member(story, a), HealthStatus: "Unhealthy" },
  ],
  terminate: ([a, b], story) => [
    "TerminateInstanceInAutoScalingGroup",
    { InstanceId: member(story, a), ShouldDecrementDesiredCapacity: b % 2 === 0 },
  ],
  hook: ([a, b]) => [
    "PutLifecycleHook",
    {
      LifecycleHookName: "hook",
      LifecycleTransition: `autoscaling:EC2_INSTANCE_${one(["LAUNCHING", "TERMINATING"], a)}`,
      HeartbeatTimeout: 30,
      DefaultResult: one(["CONTINUE", "ABANDON"], b),
    },
  ],
  unhook: () => ["DeleteLifecycleHook", { LifecycleHookName: "hook" }],
} satisfies Record<string, (dice: Dice, story: InProcess) => Planned>;

const processes = ["Launch", "Terminate", "ReplaceUnhealthy", "InstanceRefresh"];
const withoutGroup = ["SetInstanceHealth", "TerminateInstanceInAutoScalingGroup"];

/** Refusals are part of the story. */
function ask(story: InProcess, [operation, input]: Planned): void {
  const group = withoutGroup.includes(operation) ? {} : { AutoScalingGroupName: "web" };
  try {
    story.call("autoscaling", operation, { ...group, ...input });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
  }
}

function pass(story: InProcess, seconds: number): void {
  story.advance(seconds);
  expect(complaintsAbout(story.emulator.world)).toEqual([]);
}

/** Nothing holds anything up any more: what has begun ends, and every instance finds its place. */
function settle(story: InProcess): void {
  ask(story, calls.unhook());
  ask(story, calls.resume());
  const isOver = () => story.group().refreshes.every(({ endTime }) => endTime !== undefined);
  for (let looks = 0; looks < 200 || (!isOver() && looks < 4000); looks++) pass(story, 5);
  expect(isOver()).toBe(true);
  pass(story, 600);
}

const step = fc.record({
  what: fc.constantFrom(...(Object.keys(calls) as (keyof typeof calls)[])),
  dice: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99)),
  seconds: fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 4 }),
});

test("G-174 R-205 whatever is asked for, the group and its pool come to their sizes", () => {
  const story = fc.record({
    size: fc.nat(4),
    timing: fc.constantFrom({}, { tickSeconds: 1, settleSeconds: 3, restNewInstanceSeconds: 4 }),
    steps: fc.array(step, { minLength: 10, maxLength: 40 }),
  });
  fc.assert(
    fc.property(story, ({ size, timing, steps }) => {
      const told = aSettledFleet({ size, timing, group: { MaxSize: 10 } });
      ask(told, ["PutWarmPool", {}]);
      for (const { what, dice, seconds } of steps) {
        ask(told, calls[what](dice, told));
        for (const span of seconds) pass(told, span);
      }
      settle(told);
      const { warmPool, ...group } = told.group();
      const states = told.instances().map(({ lifecycleState }) => lifecycleState);
      const inPool = states.filter((state) => /^Warmed:(Stopped|Running)$/.test(state));
      const inService = states.filter((state) => state === "InService");
      expect(inService).toHaveLength(group.desiredCapacity);
      const holds = warmPool === undefined ? 0 : warmPoolSize(warmPool.settings, group);
      expect(inPool).toHaveLength(holds);
      expect(inService.length + inPool.length).toBe(states.length);
    }),
    { numRuns: 40, seed: 20260927 },
  );
});
