/** Random stories: plain data that fast-check can shrink, and how each step becomes a call. */
import fc from "fast-check";
import type { Instance } from "../../src/domain/instance.ts";
import type { TimingProfile } from "../../src/domain/timing.ts";
import { timings } from "../../src/domain/timing.ts";
import { regionOf, type Settings } from "../../src/domain/world.ts";
import { createEmulator, type Emulator } from "../../src/emulator.ts";
import { ServiceError } from "../../src/model/faults.ts";
import type { ServiceName } from "../../src/model/shapes.ts";
import { validate } from "../../src/model/validate.ts";
import { encodeAnswer, encodeError } from "../../src/wire/xml.ts";
import { account, type Input, regionName, start } from "../support/in-process.ts";

/** One step of a story: what to do, and the dice that decide about the particulars. */
export interface Step {
  readonly what: keyof typeof calls | "advance";
  readonly dice: readonly number[];
}

export interface Story {
  readonly timing: TimingProfile;
  readonly min100: Settings["min100"];
  readonly isBrokenVersion3: boolean;
  readonly refusedLaunch: number | undefined;
  readonly steps: readonly Step[];
}

/** An emulator whose time moves by hand, and which answers as the wire does. */
export interface Player {
  readonly emulator: Emulator;
  readonly play: (step: Step) => string;
  readonly ask: (call: PlannedCall) => string;
  readonly move: (seconds: number) => void;
}

export interface PlannedCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Input;
}

export function player(story: Omit<Story, "steps">, seed: string): Player {
  let at = start;
  const emulator = createEmulator({ seed, settings: settingsOf(story), now: () => at });
  const ask = (call: PlannedCall) => answerOf(emulator, call);
  const move = (seconds: number) => {
    at += Math.round(seconds * 1000);
    emulator.catchUp();
  };
  const play = ({ what, dice }: Step) => {
    if (what !== "advance") return ask(plannedCall({ what, dice }, emulator));
    move(secondsOf(dice));
    return "";
  };
  return { emulator, play, ask, move };
}

/** The call that a step stands for, in the world as it is. */
export function plannedCall(
  { what, dice }: { readonly what: keyof typeof calls; readonly dice: readonly number[] },
  emulator: Emulator,
): PlannedCall {
  return calls[what](new Hand(dice, emulator));
}

export function settingsOf({
  timing,
  min100,
  isBrokenVersion3,
  refusedLaunch,
}: Omit<Story, "steps">) {
  const broken = isBrokenVersion3 ? [{ launchTemplateVersion: 3, isBroken: true }] : [];
  const refused =
    refusedLaunch === undefined ? [] : [{ nthLaunch: refusedLaunch, launchRefusal: "No capacity" }];
  return { timing: timings[timing], min100, behaviors: [...broken, ...refused] };
}

function answerOf(emulator: Emulator, { service, operation, input }: PlannedCall): string {
  const requestId = emulator.nextRequestId();
  try {
    validate(service, operation, input);
    const caller = { account, region: regionName, requestId };
    const output = emulator.call({ service, operation, input, caller });
    const { before, after } = encodeAnswer({ service, operation }, output);
    return `${before}${requestId}${after}`;
  } catch (error) {
    if (error instanceof ServiceError) return encodeError(service, error, requestId);
    throw error;
  }
}

/** Mostly short, sometimes hours; with fractions, so that calls fall between ticks. */
export function secondsOf([first = 0, second = 0]: readonly number[]): number {
  const spans = [0.4, 3, 11.7, 30, 80, 200, 900, 4000];
  return (spans[first % spans.length] ?? 1) * (1 + (second % 7) / 4);
}

/** Reads the dice, and the world where a call names what is there. */
class Hand {
  readonly #dice: readonly number[];
  readonly #emulator: Emulator;
  #next = 0;

  constructor(dice: readonly number[], emulator: Emulator) {
    this.#dice = dice;
    this.#emulator = emulator;
  }

  number(below: number): number {
    return (this.#dice[this.#next++ % this.#dice.length] ?? 0) % below;
  }

  one<T>(...values: readonly T[]): T {
    return values[this.number(values.length)] as T;
  }

  maybe(members: Input): Input {
    return this.number(2) === 0 ? members : {};
  }

  get group(): string {
    return this.one("web", "web", "web", "api", "nobody");
  }

  get instance(): string {
    const ids = this.#instances().map(({ id }) => id);
    return ids[this.number(ids.length + 1)] ?? "i-00000000000000000";
  }

  /** An instance outside all groups, if there is one. */
  get stranger(): string {
    const region = regionOf(this.#emulator.world, account, regionName);
    const outside = [...region.instances.values()].filter(
      ({ groupName, ec2State }) => groupName === undefined && ec2State === "running",
    );
    return outside[0]?.id ?? this.instance;
  }

  #instances(): Instance[] {
    const region = regionOf(this.#emulator.world, account, regionName);
    return [...region.groups.values()].flatMap(({ fleet }) => [...fleet.members.values()]);
  }
}

const data = (number: number) => ({ ImageId: `ami-${number}`, InstanceType: "t3.nano" });
const as = (operation: string, input: Input): PlannedCall => ({
  service: "autoscaling",
  operation,
  input,
});
const ec2 = (operation: string, input: Input): PlannedCall => ({
  service: "ec2",
  operation,
  input,
});
const elb = (operation: string, input: Input): PlannedCall => ({
  service: "elb",
  operation,
  input,
});
const policy = (hand: Hand) => ({
  InstanceMaintenancePolicy: {
    MinHealthyPercentage: hand.one(50, 90, 100, -1),
    MaxHealthyPercentage: hand.one(100, 110, 150, -1),
  },
});
const template = (hand: Hand) => ({
  LaunchTemplateName: "web",
  Version: hand.one("1", "2", "2", "3", "$Latest", "$Default", "9"),
});

const percentages = [[50], [100], [20, 50, 100], [1, 99], [50, 20], [0, 50]];

function preferences(hand: Hand): Input {
  return {
    ...hand.maybe({
      MinHealthyPercentage: hand.one(0, 50, 66, 90, 100, 101),
      ...hand.maybe({ MaxHealthyPercentage: hand.one(100, 110, 150, 200, 99) }),
    }),
    ...hand.maybe({ InstanceWarmup: hand.one(0, 30, 200) }),
    ...hand.maybe({
      CheckpointPercentages: hand.one(...percentages),
      ...hand.maybe({ CheckpointDelay: hand.one(0, 60, 3000) }),
    }),
    ...hand.maybe({ BakeTime: hand.one(0, 60, 600) }),
    ...hand.maybe({ SkipMatching: hand.one(true, false) }),
    ...hand.maybe({ AutoRollback: hand.one(true, false) }),
    ...hand.maybe({ ScaleInProtectedInstances: hand.one("Refresh", "Ignore", "Wait", "Later") }),
    ...hand.maybe({ StandbyInstances: hand.one("Terminate", "Ignore", "Wait") }),
  };
}

/** Every call that a story can make; many are wrong on purpose. */
const calls = {
  createTemplate: (hand: Hand) =>
    ec2("CreateLaunchTemplate", {
      LaunchTemplateName: hand.one("web", "other", "x"),
      LaunchTemplateData: data(1),
    }),
  createVersion: (hand: Hand) =>
    ec2("CreateLaunchTemplateVersion", {
      LaunchTemplateName: hand.one("web", "web", "other"),
      LaunchTemplateData: data(2 + hand.number(3)),
    }),
  setDefaultVersion: (hand: Hand) =>
    ec2("ModifyLaunchTemplate", {
      LaunchTemplateName: "web",
      DefaultVersion: hand.one("1", "2", "7"),
    }),
  createGroup: (hand: Hand) =>
    as("CreateAutoScalingGroup", {
      AutoScalingGroupName: hand.one("web", "api"),
      MinSize: hand.one(0, 0, 1, 5),
      MaxSize: hand.one(12, 12, 4),
      DesiredCapacity: hand.one(2, 4, 7, 13),
      AvailabilityZones: ["us-east-1a", "us-east-1b"].slice(hand.number(2)),
      LaunchTemplate: template(hand),
      ...hand.maybe({ NewInstancesProtectedFromScaleIn: hand.one(true, false) }),
      ...hand.maybe({ DefaultInstanceWarmup: hand.one(0, 45) }),
      ...hand.maybe(policy(hand)),
    }),
  updateGroup: (hand: Hand) =>
    as("UpdateAutoScalingGroup", {
      AutoScalingGroupName: hand.group,
      ...hand.maybe({ MaxSize: hand.one(3, 12, 20) }),
      ...hand.maybe({ MinSize: hand.one(0, 2, 30) }),
      ...hand.maybe({ LaunchTemplate: template(hand) }),
      ...hand.maybe(policy(hand)),
    }),
  setAccount: (hand: Hand) =>
    as("PutAccountSetting", {
      Name: "launchBeforeTerminate",
      Value: hand.one("enabled", "disabled"),
    }),
  attachBalancer: (hand: Hand) =>
    as("AttachLoadBalancers", { AutoScalingGroupName: hand.group, LoadBalancerNames: ["front"] }),
  detachBalancer: (hand: Hand) =>
    as("DetachLoadBalancers", { AutoScalingGroupName: hand.group, LoadBalancerNames: ["front"] }),
  setDesiredCapacity: (hand: Hand) =>
    as("SetDesiredCapacity", {
      AutoScalingGroupName: hand.group,
      DesiredCapacity: hand.one(0, 1, 3, 5, 9, 99, -1),
    }),
  startRefresh: (hand: Hand) =>
    as("StartInstanceRefresh", {
      AutoScalingGroupName: hand.group,
      Preferences: preferences(hand),
      ...hand.maybe({ DesiredConfiguration: { LaunchTemplate: template(hand) } }),
    }),
  cancelRefresh: (hand: Hand) =>
    as("CancelInstanceRefresh", {
      AutoScalingGroupName: hand.group,
      ...hand.maybe({ WaitForTransitioningInstances: hand.one(true, false) }),
    }),
  rollbackRefresh: (hand: Hand) =>
    as("RollbackInstanceRefresh", { AutoScalingGroupName: hand.group }),
  enterStandby: (hand: Hand) =>
    as("EnterStandby", {
      AutoScalingGroupName: hand.group,
      InstanceIds: [hand.instance],
      ShouldDecrementDesiredCapacity: hand.one(true, false),
    }),
  exitStandby: (hand: Hand) =>
    as("ExitStandby", { AutoScalingGroupName: hand.group, InstanceIds: [hand.instance] }),
  detach: (hand: Hand) =>
    as("DetachInstances", {
      AutoScalingGroupName: hand.group,
      InstanceIds: [hand.instance],
      ShouldDecrementDesiredCapacity: hand.one(true, false),
    }),
  attach: (hand: Hand) =>
    as("AttachInstances", { AutoScalingGroupName: hand.group, InstanceIds: [hand.stranger] }),
  schedule: (hand: Hand) =>
    as("PutScheduledUpdateGroupAction", {
      AutoScalingGroupName: hand.group,
      ScheduledActionName: hand.one("day", "night"),
      DesiredCapacity: hand.one(1, 4, 8),
      ...hand.one<Input>(
        { StartTime: new Date(start + 1000 * hand.one(300, 3000, 30_000)) },
        { Recurrence: hand.one("*/5 * * * *", "61 * * * *") },
      ),
    }),
  unschedule: (hand: Hand) =>
    as("DeleteScheduledAction", {
      AutoScalingGroupName: hand.group,
      ScheduledActionName: hand.one("day", "night"),
    }),
  protect: (hand: Hand) =>
    as("SetInstanceProtection", {
      AutoScalingGroupName: hand.group,
      InstanceIds: [hand.instance],
      ProtectedFromScaleIn: hand.one(true, false),
    }),
  setHealth: (hand: Hand) =>
    as("SetInstanceHealth", {
      InstanceId: hand.instance,
      HealthStatus: hand.one("Unhealthy", "Healthy", "Tired"),
    }),
  suspend: (hand: Hand) =>
    as("SuspendProcesses", {
      AutoScalingGroupName: hand.group,
      ScalingProcesses: [
        hand.one("Launch", "Terminate", "InstanceRefresh", "HealthCheck", "ReplaceUnhealthy"),
      ],
    }),
  resume: (hand: Hand) => as("ResumeProcesses", { AutoScalingGroupName: hand.group }),
  terminate: (hand: Hand) =>
    as("TerminateInstanceInAutoScalingGroup", {
      InstanceId: hand.instance,
      ShouldDecrementDesiredCapacity: hand.one(true, false),
    }),
  terminateInEc2: (hand: Hand) => ec2("TerminateInstances", { InstanceIds: [hand.instance] }),
  deleteGroup: (hand: Hand) =>
    as("DeleteAutoScalingGroup", {
      AutoScalingGroupName: hand.one("api", "nobody", "web"),
      ForceDelete: hand.one(true, false),
    }),
  tag: (hand: Hand) =>
    as("CreateOrUpdateTags", {
      Tags: [
        {
          ResourceId: hand.group,
          ResourceType: "auto-scaling-group",
          Key: "k",
          Value: "v",
          PropagateAtLaunch: true,
        },
      ],
    }),
  describeGroups: () => as("DescribeAutoScalingGroups", {}),
  describeRefreshes: (hand: Hand) =>
    as("DescribeInstanceRefreshes", {
      AutoScalingGroupName: hand.group,
      ...hand.maybe({ MaxRecords: hand.one(1, 100, 101) }),
    }),
  describeActivities: (hand: Hand) =>
    as("DescribeScalingActivities", {
      ...hand.maybe({ AutoScalingGroupName: hand.group }),
      ...hand.maybe({ MaxRecords: hand.one(1, 5) }),
    }),
  describeInstances: () => as("DescribeAutoScalingInstances", {}),
  describeInEc2: () => ec2("DescribeInstances", {}),
  describeVersions: () => ec2("DescribeLaunchTemplateVersions", { LaunchTemplateName: "web" }),
} as const;

/** The reads: they may be made at any time and change nothing. */
export const reads: readonly PlannedCall[] = [
  as("DescribeAutoScalingGroups", {}),
  as("DescribeInstanceRefreshes", { AutoScalingGroupName: "web" }),
  as("DescribeInstanceRefreshes", { AutoScalingGroupName: "nobody" }),
  as("DescribeScalingActivities", { MaxRecords: 1 }),
  as("DescribeAutoScalingInstances", {}),
  as("DescribeTags", {}),
  ec2("DescribeInstances", {}),
  ec2("DescribeLaunchTemplates", {}),
  ec2("DescribeLaunchTemplateVersions", { LaunchTemplateName: "web" }),
];

/** How each story begins, so that most calls have something to be about. */
export const opening: readonly PlannedCall[] = [
  elb("CreateLoadBalancer", {
    LoadBalancerName: "front",
    Listeners: [{ Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 80 }],
    AvailabilityZones: ["us-east-1a", "us-east-1b"],
  }),
  elb("ModifyLoadBalancerAttributes", {
    LoadBalancerName: "front",
    LoadBalancerAttributes: { ConnectionDraining: { Enabled: true, Timeout: 170 } },
  }),
  ec2("CreateLaunchTemplate", { LaunchTemplateName: "web", LaunchTemplateData: data(1) }),
  ec2("CreateLaunchTemplateVersion", { LaunchTemplateName: "web", LaunchTemplateData: data(2) }),
  ec2("CreateLaunchTemplateVersion", { LaunchTemplateName: "web", LaunchTemplateData: data(3) }),
  as("CreateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    MinSize: 0,
    MaxSize: 12,
    DesiredCapacity: 4,
    AvailabilityZones: ["us-east-1a", "us-east-1b"],
    LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
  }),
];

const dice = fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 });
const step = (what: Step["what"]) => fc.record({ what: fc.constant(what), dice });

/** Time passes and refreshes begin more often than anything else. */
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: step("advance"), weight: 20 },
  { arbitrary: step("startRefresh"), weight: 8 },
  ...(Object.keys(calls) as (keyof typeof calls)[]).map((what) => ({
    arbitrary: step(what),
    weight: 1,
  })),
);

export const anyStory: fc.Arbitrary<Story> = fc.record({
  timing: fc.constantFrom("aws", "fast", "instant"),
  min100: fc.constantFrom("terminate-first", "launch-first"),
  isBrokenVersion3: fc.boolean(),
  refusedLaunch: fc.option(fc.integer({ min: 5, max: 12 }), { nil: undefined }),
  steps: fc.array(anyStep, { minLength: 15, maxLength: 40 }),
});

/** What may disturb a refresh that is under way; all of it ends when the story does. */
export const disturbances: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { arbitrary: step("advance"), weight: 6 },
    ...(
      [
        "setDesiredCapacity",
        "enterStandby",
        "exitStandby",
        "protect",
        "setHealth",
        "setAccount",
        "attachBalancer",
        "suspend",
        "resume",
        "terminate",
        "terminateInEc2",
      ] as const
    ).map((what) => ({ arbitrary: step(what), weight: 1 })),
  ),
  { maxLength: 25 },
);
