/** Makes the requests of appendix A at their recorded times, and notes what the emulator shows. */
import { parseInstant } from "../../src/domain/time.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { group, type Sight } from "./appendix-a-recording.ts";
import { newestRefresh, type Refresh } from "./language/print.ts";
import { newStory, type Story } from "./language/story.ts";

export interface Told {
  readonly errors: { code: string; message: string }[];
  readonly answers: (string | undefined)[];
  readonly looks: Map<string, Refresh>;
  readonly groups: Map<string, unknown>;
  readonly sights: (Omit<Sight, "seen"> & { id: string | undefined; at: number })[];
  readonly milestones: Map<string, number>;
  readonly activities: { description: string; cause: string; start: number; end: number }[];
  readonly emptyList: unknown;
  readonly lastPage: unknown;
}

/** Makes the recorded requests at the recorded times, and looks every half second between them. */
export function replayRecording(): Told {
  const story = newStory();
  Object.assign(story.premises, { start: "2026-09-27T14:41:29Z" });
  story.premises.behaviors.push(
    { nthLaunch: 1, terminateSeconds: 21 },
    { nthLaunch: 2, terminateSeconds: 42 },
  );
  const told = emptyTold();
  furnish(story);
  for (const [time, request] of requests) {
    lookUntil(story, instant(time), told);
    request(story, told, time);
  }
  return { ...told, activities: toldActivities(story), milestones: toldMilestones(story) };
}

function emptyTold() {
  return {
    errors: [],
    answers: [],
    looks: new Map(),
    groups: new Map(),
    sights: [],
    emptyList: undefined as unknown,
    lastPage: undefined as unknown,
  } satisfies Partial<Told>;
}

type Telling = { -readonly [K in keyof Omit<Told, "activities" | "milestones">]: Told[K] };
type Request = (story: Story, told: Telling, time: string) => void;

function furnish(story: Story): void {
  const versions = ["ami-1", "ami-2"].map(
    (ImageId) => ({ ImageId, InstanceType: "t3.nano" }) as const,
  );
  const LaunchTemplateName = "my-template";
  const created = story.ec2("CreateLaunchTemplate", {
    LaunchTemplateName,
    LaunchTemplateData: versions[0],
  });
  story.names.give(created.LaunchTemplate?.LaunchTemplateId ?? "", "lt-my-template");
  story.ec2("CreateLaunchTemplateVersion", { LaunchTemplateName, LaunchTemplateData: versions[1] });
  story.autoscaling("CreateAutoScalingGroup", {
    AutoScalingGroupName: group,
    MinSize: 0,
    MaxSize: 2,
    DesiredCapacity: 0,
    AvailabilityZones: ["us-east-1a"],
    LaunchTemplate: { LaunchTemplateName, Version: "1" },
  });
}

const start =
  (input: object): Request =>
  (story, told) =>
    attempt(
      told,
      () => {
        const answer = story.autoscaling("StartInstanceRefresh", {
          AutoScalingGroupName: group,
          ...input,
        });
        return answer.InstanceRefreshId;
      },
      story,
    );

const cancel: Request = (story, told) =>
  attempt(
    told,
    () => {
      const input = { AutoScalingGroupName: group, WaitForTransitioningInstances: false };
      return story.autoscaling("CancelInstanceRefresh", input).InstanceRefreshId;
    },
    story,
  );

const rollback: Request = (story, told) =>
  attempt(
    told,
    () => {
      const input = { AutoScalingGroupName: group };
      return story.autoscaling("RollbackInstanceRefresh", input).InstanceRefreshId;
    },
    story,
  );

const look: Request = (story, told, time) => {
  const refresh = named(story, newestRefresh(story, group));
  if (refresh !== undefined) told.looks.set(time, refresh);
  const { AutoScalingGroups = [] } = story.autoscaling("DescribeAutoScalingGroups", {});
  const [seen] = named(story, AutoScalingGroups) ?? [];
  told.groups.set(time, {
    saved: seen?.LaunchTemplate?.Version,
    instances: seen?.Instances?.map((one) => [one.InstanceId, one.LaunchTemplate?.Version]),
  });
};

const newVersion = { LaunchTemplate: { LaunchTemplateName: "my-template", Version: "2" } };
const secondStart = start({
  DesiredConfiguration: newVersion,
  Preferences: {
    MinHealthyPercentage: 100,
    MaxHealthyPercentage: 100,
    InstanceWarmup: 0,
    BakeTime: 60,
    CheckpointPercentages: [100],
    CheckpointDelay: 0,
  },
});

/** Every request of the recording with its time, and the looks whose whole answer is compared. */
const requests: readonly (readonly [time: string, request: Request])[] = [
  ["14:41:30.4", cancel],
  ["14:41:30.4", rollback],
  [
    "14:41:30.4",
    (story, told) => {
      told.emptyList = story.autoscaling("DescribeInstanceRefreshes", {
        AutoScalingGroupName: group,
      }).InstanceRefreshes;
    },
  ],
  ["14:41:32", start({ Strategy: "ReplaceRootVolume" })],
  ["14:41:32.4", start({ Preferences: { AutoRollback: true } })],
  ["14:41:32.8", start({ Preferences: { CheckpointPercentages: [50, 20] } })],
  ["14:41:33.2", start({ Preferences: { MinHealthyPercentage: 0, MaxHealthyPercentage: 200 } })],
  ["14:41:33.8", start({})],
  ["14:41:34.4", look],
  [
    "14:41:43.5",
    (story) =>
      story.autoscaling("SetDesiredCapacity", { AutoScalingGroupName: group, DesiredCapacity: 1 }),
  ],
  ["14:41:50", look],
  ["14:41:58.4", secondStart],
  ["14:41:59.8", start({})],
  [
    "14:42:00",
    (story) =>
      story.autoscaling("UpdateAutoScalingGroup", {
        AutoScalingGroupName: group,
        LaunchTemplate: { LaunchTemplateName: "my-template", Version: "1" },
      }),
  ],
  ["14:42:06.6", look],
  ["14:44:00", look],
  ["14:44:01.9", rollback],
  ["14:44:02.3", look],
  ["14:46:22", look],
  [
    "14:46:23.5",
    (story) =>
      story.autoscaling("SetInstanceProtection", {
        AutoScalingGroupName: group,
        InstanceIds: [story.names.idOf("C")],
        ProtectedFromScaleIn: true,
      }),
  ],
  ["14:46:24", start({})],
  ["14:46:34.9", cancel],
  ["14:46:35.2", look],
  [
    "14:46:41",
    (story, told) => {
      const input = { AutoScalingGroupName: group, MaxRecords: 1 };
      const page = story.autoscaling("DescribeInstanceRefreshes", input);
      const ids = named(story, page.InstanceRefreshes)?.map((one) => one.InstanceRefreshId);
      told.lastPage = { ids, hasToken: page.NextToken !== undefined };
    },
  ],
];

function attempt(told: Telling, call: () => string | undefined, story: Story): void {
  try {
    told.answers.push(story.names.named(call() ?? ""));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    told.errors.push({ code: error.code, message: error.message });
  }
}

const halfSecond = 500;

function lookUntil(story: Story, then: number, told: Telling): void {
  while (story.now() < then) {
    story.moveTo(Math.min(then, story.now() + halfSecond));
    noteSight(story, told);
  }
}

/** Adds what is seen now, when it differs from what was seen last; seconds left do not count. */
function noteSight(story: Story, told: Telling): void {
  const refresh = named(story, newestRefresh(story, group));
  if (refresh === undefined) return;
  const sight = {
    id: refresh.InstanceRefreshId,
    at: story.now(),
    status: refresh.Status ?? "",
    percentage: refresh.PercentageComplete,
    left: refresh.InstancesToUpdate,
    reason: refresh.StatusReason?.replace(/\d+ seconds/, "n seconds"),
  };
  const last = told.sights.at(-1);
  const isSame =
    last !== undefined &&
    last.id === sight.id &&
    JSON.stringify(withoutTimes(last)) === JSON.stringify(withoutTimes(sight));
  if (!isSame) told.sights.push(sight);
}

function toldActivities(story: Story): Told["activities"] {
  const input = { AutoScalingGroupName: group };
  const { Activities = [] } = story.autoscaling("DescribeScalingActivities", input);
  return Activities.reverse().map(({ Description = "", Cause = "", StartTime, EndTime }) => ({
    description: story.names.named(Description),
    cause: Cause,
    start: StartTime?.getTime() ?? Number.NaN,
    end: EndTime?.getTime() ?? Number.NaN,
  }));
}

/** Of the second refresh, by what happened. */
function toldMilestones(story: Story): Map<string, number> {
  const times = new Map<string, number>();
  for (const { at, change } of story.journal()) {
    if (!("refreshId" in change) || story.names.named(change.refreshId) !== "refresh-2") continue;
    if (change.type === "RefreshStatusChanged") times.set(change.to, at);
    if (change.type === "RollbackBegun") times.set("rollback begins", at);
  }
  return times;
}

/** The same with names in place of ids; dates stay dates, members without a value go. */
function named<T>(story: Story, value: T | undefined): T | undefined {
  if (value === undefined) return undefined;
  const isTime = (text: unknown) => typeof text === "string" && /^\d{4}-.*Z$/.test(text);
  const text = story.names.named(JSON.stringify(value));
  return JSON.parse(text, (_, one) => (isTime(one) ? new Date(one) : one));
}

export function instant(time: string): number {
  return parseInstant(`2026-09-27T${time}Z`) ?? Number.NaN;
}

export function withoutTimes({ status, percentage, left, reason }: Omit<Sight, "seen">) {
  return { status, percentage, left, reason };
}
