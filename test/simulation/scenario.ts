/** A refresh of a random group with random preferences and faults, watched from event to event. */
import fc from "fast-check";
import type { Instance } from "../../src/domain/instance.ts";
import type { RefreshStatus } from "../../src/domain/refresh-status.ts";
import type { TimingProfile } from "../../src/domain/timing.ts";
import { timings } from "../../src/domain/timing.ts";
import type { LaunchBehavior } from "../../src/domain/world.ts";
import { complaintsAbout } from "../../src/engine/snapshot/world-invariants.ts";
import { type InProcess, type Input, inProcess, start, toVersion } from "../support/in-process.ts";
import { modelComplaints } from "./model-check.ts";
import { witness } from "./witness.ts";
import { plannedCall, type Step } from "./workload.ts";

export interface Scenario {
  readonly size: number;
  readonly timing: TimingProfile;
  readonly min100: "terminate-first" | "launch-first";
  readonly isProtected: boolean;
  readonly hasDesired: boolean;
  readonly preferences: Input;
  readonly ending: "none" | "rollback" | "cancel";
  readonly endsAfter: number;
}

const percentages: fc.Arbitrary<Input> = fc
  .record({ min: fc.integer({ min: 0, max: 100 }), above: fc.integer({ min: 0, max: 100 }) })
  .map(({ min, above }) => ({
    MinHealthyPercentage: min,
    ...(above < 34 ? {} : { MaxHealthyPercentage: Math.max(100, Math.min(200, min + above)) }),
  }));

const checkpoints: fc.Arbitrary<Input> = fc
  .record({
    at: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 3 }),
    delay: fc.constantFrom(0, 30, 1000),
  })
  .map(({ at, delay }) =>
    at.length === 0
      ? {}
      : { CheckpointPercentages: [...at].sort((a, b) => a - b), CheckpointDelay: delay },
  );

const rest: fc.Arbitrary<Input> = fc.record({
  InstanceWarmup: fc.constantFrom(0, 0, 40, 300),
  BakeTime: fc.constantFrom(0, 0, 100),
  SkipMatching: fc.boolean(),
  ScaleInProtectedInstances: fc.constantFrom("Refresh", "Ignore", "Wait"),
  StandbyInstances: fc.constantFrom("Terminate", "Ignore", "Wait"),
});

export const scenario: fc.Arbitrary<Scenario> = fc.record({
  size: fc.integer({ min: 0, max: 12 }),
  timing: fc.constantFrom("aws", "fast"),
  min100: fc.constantFrom("terminate-first", "launch-first"),
  isProtected: fc.boolean(),
  hasDesired: fc.boolean(),
  preferences: fc.tuple(percentages, checkpoints, rest).map((parts) => Object.assign({}, ...parts)),
  ending: fc.constantFrom("none", "none", "rollback", "cancel"),
  endsAfter: fc.integer({ min: 1, max: 900 }),
});

/** Launches that go wrong; the twentieth is the last, so that faults stop. */
export const faults: fc.Arbitrary<LaunchBehavior[]> = fc.array(
  fc
    .record({ nthLaunch: fc.integer({ min: 1, max: 20 }) })
    .chain(({ nthLaunch }) =>
      fc.constantFrom<LaunchBehavior>(
        { nthLaunch, isBroken: true },
        { nthLaunch, launchRefusal: "No capacity" },
        { nthLaunch, bootSeconds: 200 },
        { nthLaunch, terminateSeconds: 300 },
      ),
    ),
  { maxLength: 5 },
);

const group = { AutoScalingGroupName: "web" };
export const ended: ReadonlySet<RefreshStatus> = new Set([
  "Successful",
  "Failed",
  "Cancelled",
  "RollbackSuccessful",
  "RollbackFailed",
]);

/** Goes from event to event, so that nothing between two of them goes unseen. */
function watchUntil(story: InProcess, seconds: number, look: () => void): void {
  const end = story.elapsedSeconds() + seconds;
  for (;;) {
    const due = story.emulator.nextDueAt();
    const wait = due === undefined ? seconds : secondsUntil(story, due);
    if (story.elapsedSeconds() + wait > end) break;
    story.advance(Math.max(0.001, wait));
    look();
  }
  story.advance(Math.max(0.001, end - story.elapsedSeconds()));
  look();
}

function secondsUntil(story: InProcess, due: number): number {
  return (due - start) / 1000 - story.elapsedSeconds();
}

export interface Watched {
  readonly story: InProcess;
  readonly complaints: string[];
  readonly look: () => void;
}

function begin(given: Scenario, behaviors: LaunchBehavior[], isDisturbed: boolean): Watched {
  const story = inProcess({
    timing: timings[given.timing],
    settings: { min100: given.min100, behaviors },
  });
  const { observe, complaints: seen } = witness(given.min100, isDisturbed);
  const complaints: string[] = [];
  let sequence = 0;
  let [isDone, isOver] = [false, false];
  const look = () => {
    const entries = story.emulator.journalAfter(sequence);
    sequence = entries.at(-1)?.sequence ?? sequence;
    observe(entries);
    complaints.push(...seen.splice(0));
    complaints.push(...complaintsAbout(story.emulator.world));
    const status = story.group().refreshes.at(-1)?.status ?? "Pending";
    if (!isDone && (status === "Baking" || ended.has(status))) {
      isDone = true;
      complaints.push(...memberComplaints(story, given));
    }
    if (!isOver && ended.has(status)) {
      isOver = true;
      complaints.push(...sourceComplaints(story, given));
    }
    const operation = { service: "autoscaling", operation: "DescribeInstanceRefreshes" } as const;
    const answer = story.call("autoscaling", "DescribeInstanceRefreshes", group);
    complaints.push(...modelComplaints(operation, answer));
  };
  createFleet(story, given);
  look();
  watchUntil(story, 400, look);
  story.call("autoscaling", "StartInstanceRefresh", {
    ...group,
    Preferences: given.preferences,
    ...(given.hasDesired ? { DesiredConfiguration: toVersion("2") } : {}),
  });
  look();
  return { story, complaints, look };
}

function createFleet(story: InProcess, { size, isProtected }: Scenario): void {
  const data = (number: number) => ({ ImageId: `ami-${number}`, InstanceType: "t3.nano" });
  const name = { LaunchTemplateName: "web" };
  story.call("ec2", "CreateLaunchTemplate", { ...name, LaunchTemplateData: data(1) });
  story.call("ec2", "CreateLaunchTemplateVersion", { ...name, LaunchTemplateData: data(2) });
  story.call("autoscaling", "CreateAutoScalingGroup", {
    ...group,
    MinSize: 0,
    MaxSize: 20,
    DesiredCapacity: size,
    AvailabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
    LaunchTemplate: { ...name, Version: "1" },
    NewInstancesProtectedFromScaleIn: isProtected,
  });
}

/** Cancels or rolls back in the middle, where the story says so and AWS allows it. */
function turn({ story }: Watched, { ending }: Scenario): void {
  if (ending === "rollback") story.codeOf("autoscaling", "RollbackInstanceRefresh", group);
  if (ending === "cancel") story.codeOf("autoscaling", "CancelInstanceRefresh", group);
}

/** Everything that stood in the way is taken away. */
function stopFaults({ story }: Watched): void {
  story.call("autoscaling", "ResumeProcesses", group);
  const ids = (isMeant: (state: string) => boolean) =>
    story
      .instances()
      .filter(({ lifecycleState }) => isMeant(lifecycleState))
      .map(({ id }) => id);
  const inStandby = ids((state) => state === "Standby");
  if (inStandby.length > 0) {
    story.codeOf("autoscaling", "ExitStandby", { ...group, InstanceIds: inStandby });
  }
  const inService = ids((state) => state === "InService");
  if (inService.length > 0) {
    const input = { ...group, InstanceIds: inService, ProtectedFromScaleIn: false };
    story.call("autoscaling", "SetInstanceProtection", input);
  }
}

/** A step for each instance, each with warmup, settling, end and pause; and the hour of failure. */
function boundSeconds({ size }: Scenario): number {
  return 3600 + 30 * (size + 10) * 60 + 3 * 1000;
}

function finish(watched: Watched, given: Scenario): void {
  const { story, look } = watched;
  for (let rounds = 0; rounds < 4 && !ended.has(story.refresh().status); rounds++) {
    watchUntil(story, boundSeconds(given) / 4, look);
  }
}

/** What must be true of the members when everything is replaced; bake time replaces nothing. */
function memberComplaints(story: InProcess, { preferences }: Scenario): string[] {
  const { status, preferences: inForce } = story.refresh();
  const isIgnored = (member: Instance) =>
    (member.protectedFromScaleIn && preferences.ScaleInProtectedInstances === "Ignore") ||
    (/Standby$/.test(member.lifecycleState) && preferences.StandbyInstances === "Ignore");
  const inScope = story
    .instances()
    .filter((member) => !member.lifecycleState.startsWith("Term") && !isIgnored(member));
  const idsOf = (role: Instance["refreshRole"]) =>
    inScope.filter(({ refreshRole }) => refreshRole === role).map(({ id }) => id);
  const isWhole = (inForce.checkpointPercentages.at(-1) ?? 100) === 100;
  const isForward = status === "Baking" || status === "Successful";
  if (isForward && isWhole && idsOf("old").length > 0) {
    return [`${status}, and ${idsOf("old")} is not replaced (R-110)`];
  }
  return status === "RollbackSuccessful" && idsOf("updated").length > 0
    ? [`rolled back, and ${idsOf("updated")} is still there (R-213)`]
    : [];
}

/** Success saves the desired configuration, and nothing else does. */
function sourceComplaints(story: InProcess, { hasDesired }: Scenario): string[] {
  const version = hasDesired && story.refresh().status === "Successful" ? "2" : "1";
  const saved = story.group().launchSource;
  const isSaved = saved.kind === "launchTemplate" && saved.specification.version === version;
  return isSaved ? [] : [`the saved version is not ${version} (R-234, R-240)`];
}

/** Plays a scenario in which nothing goes wrong but what it says itself, to its end. */
export function playUndisturbed(given: Scenario): Watched {
  const watched = begin(given, [], false);
  watchUntil(watched.story, given.endsAfter, watched.look);
  turn(watched, given);
  if (given.isProtected) stopFaults(watched);
  finish(watched, given);
  return watched;
}

/** Plays it with faults and calls in between; then all of that stops, and it has to end. */
export function playDisturbed(
  given: Scenario,
  behaviors: LaunchBehavior[],
  steps: readonly Step[],
): Watched {
  const watched = begin(given, behaviors, true);
  for (const step of steps) disturb(watched, step);
  turn(watched, given);
  stopFaults(watched);
  finish(watched, given);
  return watched;
}

function disturb({ story, look }: Watched, step: Step): void {
  if (step.what === "advance") {
    watchUntil(story, 1 + ((step.dice[0] ?? 0) % 400), look);
    return;
  }
  const { what, dice } = step;
  const { service, operation, input } = plannedCall({ what, dice }, story.emulator);
  story.codeOf(service, operation, input);
  look();
}
