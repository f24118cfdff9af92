/**
 * Every describe that pages, one item a page and a hundred, while items come and go between the
 * pages: nothing twice, and nothing missed that was there all the time. Calls are made without
 * HTTP, as there are ten thousand of them.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { timings } from "../../src/domain/timing.ts";
import type { ServiceName } from "../../src/model/shapes.ts";
import { type InProcess, inProcess } from "../support/in-process.ts";

type Answer = Readonly<Record<string, unknown>>;

/** One operation that pages, and how its world changes between two pages. */
interface Walk {
  readonly service?: ServiceName;
  readonly operation: string;
  readonly input?: object;
  readonly sizes?: readonly number[];
  /** What tells an entry of the answer from all others. */
  readonly keys: (answer: Answer) => readonly string[];
  /** Brings one entry, and takes one away that was there. */
  readonly churn?: (nth: number) => void;
  /** Names of the members of a request and an answer, where they are others. */
  readonly names?: Names;
}

interface Names {
  readonly size: string;
  readonly token: string;
  readonly next: string;
}

const autoScaling: Names = { size: "MaxRecords", token: "NextToken", next: "NextToken" };
const ec2: Names = { size: "MaxResults", token: "NextToken", next: "NextToken" };
const elbv2: Names = { size: "PageSize", token: "Marker", next: "NextMarker" };

const keysIn =
  (list: string, ...members: readonly string[]) =>
  (answer: Answer): string[] =>
    (answer[list] as Record<string, unknown>[]).map((entry) =>
      members.map((member) => String(entry[member])).join(" "),
    );

const groups = 1000;
const nameOf = (nth: number, suffix = "") => `g-${String(nth).padStart(4, "0")}${suffix}`;
const topic = "arn:aws:sns:us-east-1:123456789012:alerts";

let story: InProcess;
const call = (operation: string, input: object, service: ServiceName = "autoscaling") =>
  story.call(service, operation, input as never);

/** What may have happened before: a refusal is as good. */
const attempt = (operation: string, input: object, service: ServiceName = "autoscaling") =>
  story.codeOf(service, operation, input as never);

/** A group with one of everything that is described across groups. */
function make(AutoScalingGroupName: string): void {
  const LaunchConfigurationName = AutoScalingGroupName;
  const contents = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
  call("CreateLaunchConfiguration", { LaunchConfigurationName, ...contents });
  call("CreateAutoScalingGroup", {
    AutoScalingGroupName,
    LaunchConfigurationName,
    AvailabilityZones: ["us-east-1a"],
    MinSize: 0,
    MaxSize: 1,
    DesiredCapacity: 1,
    Tags: [{ Key: "team", Value: "blue", PropagateAtLaunch: true }],
  });
  const policy = { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: 1 };
  call("PutScalingPolicy", { AutoScalingGroupName, PolicyName: "out", ...policy });
  call("PutScheduledUpdateGroupAction", {
    AutoScalingGroupName,
    ScheduledActionName: "later",
    DesiredCapacity: 1,
    StartTime: new Date("2027-01-01"),
  });
  const NotificationTypes = ["autoscaling:EC2_INSTANCE_LAUNCH"];
  call("PutNotificationConfiguration", {
    AutoScalingGroupName,
    TopicARN: topic,
    NotificationTypes,
  });
}

/** Groups with an odd number go, one at a time, and others come right beside. */
function churnGroups(nth: number): void {
  const gone = (nth * 202 + 1) % groups;
  const isThere = story.region().groups.has(nameOf(gone));
  const [from, to] = isThere ? ["", "-new"] : ["-new", ""];
  call("DeleteAutoScalingGroup", { AutoScalingGroupName: nameOf(gone, from), ForceDelete: true });
  story.advance(30);
  call("DeleteLaunchConfiguration", { LaunchConfigurationName: nameOf(gone, from) });
  make(nameOf(gone, to));
  story.advance(30);
}

/** All entries, in the order of the pages. */
function walked(walk: Walk, size: number): string[] {
  const { operation, input = {}, service = "autoscaling", keys, churn } = walk;
  const { names = autoScaling } = walk;
  const found: string[] = [];
  let token: unknown;
  let pages = 0;
  const churnEvery = Math.max(1, Math.floor(40 / size));
  do {
    const paged = {
      ...input,
      [names.size]: size,
      ...(token !== undefined && { [names.token]: token }),
    };
    const answer = call(operation, paged, service);
    const entries = keys(answer);
    expect(entries.length).toBeLessThanOrEqual(size);
    found.push(...entries);
    token = answer[names.next];
    if (token !== undefined) expect(entries).toHaveLength(size);
    pages += 1;
    if (pages % churnEvery === 0) churn?.(pages / churnEvery);
  } while (token !== undefined);
  return found;
}

/** Every entry at this moment, without pages of ours. */
function present({
  operation,
  input = {},
  service = "autoscaling",
  keys,
  names = autoScaling,
  sizes = [100],
}: Walk) {
  const found = new Set<string>();
  let token: unknown;
  do {
    const size = Math.max(...sizes);
    const answer = call(operation, { ...input, [names.size]: size, [names.token]: token }, service);
    for (const key of keys(answer)) found.add(key);
    token = answer[names.next];
  } while (token !== undefined);
  return found;
}

function expectWalk(walk: Walk, size: number): void {
  const before = present(walk);
  const found = walked(walk, size);
  const after = present(walk);
  const lasting = [...before].filter((key) => after.has(key));
  expect(lasting.length, "there is something to see").toBeGreaterThan(0);
  expect(new Set(found).size, "no entry twice").toBe(found.length);
  expect(lasting.filter((key) => !new Set(found).has(key))).toEqual([]);
  expect(found.filter((key) => !before.has(key) && !after.has(key)).length).toBe(0);
}

const activitiesWalk: Walk = {
  operation: "DescribeScalingActivities",
  keys: keysIn("Activities", "ActivityId"),
};

/** Activities first, while there are not yet those of all that comes and goes. */
const acrossGroups: readonly Walk[] = [
  activitiesWalk,
  {
    operation: "DescribeAutoScalingGroups",
    keys: keysIn("AutoScalingGroups", "AutoScalingGroupName"),
  },
  {
    operation: "DescribeAutoScalingInstances",
    sizes: [1, 50],
    keys: keysIn("AutoScalingInstances", "InstanceId"),
  },
  {
    operation: "DescribeLaunchConfigurations",
    keys: keysIn("LaunchConfigurations", "LaunchConfigurationName"),
  },
  { operation: "DescribePolicies", keys: keysIn("ScalingPolicies", "PolicyARN") },
  {
    operation: "DescribeScheduledActions",
    keys: keysIn("ScheduledUpdateGroupActions", "ScheduledActionARN"),
  },
  { operation: "DescribeTags", keys: keysIn("Tags", "ResourceId", "Key") },
  {
    operation: "DescribeNotificationConfigurations",
    keys: keysIn("NotificationConfigurations", "AutoScalingGroupName", "TopicARN"),
  },
  {
    service: "ec2",
    operation: "DescribeInstances",
    sizes: [5, 100],
    names: ec2,
    keys: ({ Reservations }) =>
      (Reservations as { Instances: { InstanceId: string }[] }[]).flatMap(({ Instances }) =>
        Instances.map(({ InstanceId }) => InstanceId),
      ),
  },
  {
    service: "ec2",
    operation: "DescribeInstanceStatus",
    sizes: [5, 100],
    names: ec2,
    keys: keysIn("InstanceStatuses", "InstanceId"),
  },
  {
    service: "ec2",
    operation: "DescribeTags",
    sizes: [5, 100],
    names: ec2,
    keys: keysIn("Tags", "ResourceId", "Key"),
  },
];

const perSize = (walks: readonly Walk[]) =>
  walks.flatMap((walk) =>
    (walk.sizes ?? [1, 100]).map((size) => [walk.operation, size, walk] as const),
  );

describe("a thousand groups, while groups come and go", () => {
  const whole = inProcess({ timing: timings.instant });
  story = whole;
  for (let nth = 0; nth < groups; nth++) make(nameOf(nth));
  whole.advance(30);
  beforeEach(() => {
    story = whole;
  });

  test.each(perSize(acrossGroups))(
    "G-056 G-059 G-087 page correctly through %s, %i a page",
    (_, size, walk) => {
      expectWalk({ ...walk, churn: churnGroups }, size);
    },
  );

  test("G-087 go on at the right place when the group of the last activity is gone", () => {
    const { Activities, NextToken } = call("DescribeScalingActivities", { MaxRecords: 50 });
    const shown = keysIn("Activities", "ActivityId")({ Activities });
    const names = keysIn("Activities", "AutoScalingGroupName")({ Activities });
    const all = [...present({ ...activitiesWalk, input: {} })];
    const [last = ""] = names.slice(-1);
    call("DeleteAutoScalingGroup", { AutoScalingGroupName: last, ForceDelete: true });
    story.advance(30);
    const rest = call("DescribeScalingActivities", { MaxRecords: 100, NextToken });
    const gone = new Set(names.flatMap((name, at) => (name === last ? [shown[at]] : [])));
    const expected = all.filter((key) => !shown.includes(key) && !gone.has(key)).slice(0, 50);
    expect(keysIn("Activities", "ActivityId")(rest).slice(0, 50)).toEqual(expected);
    call("DeleteLaunchConfiguration", { LaunchConfigurationName: last });
    make(last);
    story.advance(30);
  });
});

/** A group with as much of everything as one group can have. */
function aFullGroup(): InProcess {
  const full = inProcess({ timing: timings.instant });
  story = full;
  const arn = (nth: number) =>
    `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/tg-${nth}/0123456789abcdef`;
  const data = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
  call("CreateLaunchTemplate", { LaunchTemplateName: "web", LaunchTemplateData: data }, "ec2");
  call("CreateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    MinSize: 0,
    MaxSize: 120,
    DesiredCapacity: 1,
    LaunchTemplate: { LaunchTemplateName: "web" },
    AvailabilityZones: ["us-east-1a"],
    LoadBalancerNames: Array.from({ length: 40 }, (_, nth) => `classic-${nth}`),
    TargetGroupARNs: Array.from({ length: 40 }, (_, nth) => arn(nth)),
  });
  call("PutWarmPool", { AutoScalingGroupName: "web", MaxGroupPreparedCapacity: 70 });
  for (let nth = 0; nth < 120; nth++) startAndCancel();
  for (let nth = 0; nth < 220; nth++) {
    const another = { LaunchTemplateName: "web", LaunchTemplateData: data };
    call("CreateLaunchTemplateVersion", another, "ec2");
    call("CreateLaunchTemplate", { ...another, LaunchTemplateName: `t-${nth}` }, "ec2");
    call("PutParameter", { Name: `/p/${nth}`, Value: "v", Type: "String" }, "ssm");
    call("PutMetricAlarm", alarmNamed(`a-${String(nth).padStart(4, "0")}`), "cloudwatch");
    call("CreateTargetGroup", targetGroupNamed(`tg-${nth}`), "elbv2");
    call("CreateLoadBalancer", loadBalancerNamed(`lb-${nth}`), "elbv2");
  }
  full.advance(600);
  return full;
}

function startAndCancel(): void {
  const input = { AutoScalingGroupName: "web" };
  call("StartInstanceRefresh", { ...input, Preferences: { BakeTime: 600 } });
  call("CancelInstanceRefresh", { ...input, WaitForTransitioningInstances: false });
  story.advance(60);
}

const alarmNamed = (AlarmName: string) => ({
  AlarmName,
  Namespace: "AWS/EC2",
  MetricName: "CPUUtilization",
  Statistic: "Average",
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 80,
  ComparisonOperator: "GreaterThanThreshold",
});
const targetGroupNamed = (Name: string) => ({ Name, Protocol: "HTTP", Port: 80, VpcId: vpcId() });

function vpcId(): string {
  const { Vpcs } = call("DescribeVpcs", {}, "ec2");
  return (Vpcs as { VpcId: string }[])[0]?.VpcId ?? "";
}

function loadBalancerNamed(Name: string) {
  const { Subnets } = call("DescribeSubnets", {}, "ec2");
  const ids = (Subnets as { SubnetId: string }[]).map(({ SubnetId }) => SubnetId);
  return { Name, Subnets: ids.slice(0, 2) };
}

const web = { AutoScalingGroupName: "web" };

const ofOneGroup: readonly Walk[] = [
  {
    operation: "DescribeInstanceRefreshes",
    input: web,
    keys: keysIn("InstanceRefreshes", "InstanceRefreshId"),
    churn: startAndCancel,
  },
  {
    operation: "DescribeLoadBalancers",
    input: web,
    sizes: [1, 10],
    keys: keysIn("LoadBalancers", "LoadBalancerName"),
    churn: (nth) => {
      const gone = { ...web, LoadBalancerNames: [`classic-${(nth * 7) % 40}`] };
      attempt(nth % 2 === 0 ? "AttachLoadBalancers" : "DetachLoadBalancers", gone);
      call("AttachLoadBalancers", { ...web, LoadBalancerNames: [`between-${nth % 5}`] });
    },
  },
  {
    operation: "DescribeLoadBalancerTargetGroups",
    input: web,
    sizes: [1, 10, 100],
    keys: keysIn("LoadBalancerTargetGroups", "LoadBalancerTargetGroupARN"),
  },
  {
    operation: "DescribeTrafficSources",
    input: web,
    sizes: [1, 10, 50],
    keys: keysIn("TrafficSources", "Identifier"),
    churn: (nth) => call("AttachLoadBalancers", { ...web, LoadBalancerNames: [`more-${nth % 4}`] }),
  },
  {
    operation: "DescribeWarmPool",
    input: web,
    sizes: [1, 50],
    keys: keysIn("Instances", "InstanceId"),
    churn: (nth) => {
      call("SetDesiredCapacity", { ...web, DesiredCapacity: 1 + (nth % 3) });
      story.advance(60);
    },
  },
];

const ofNeighbours: readonly Walk[] = [
  {
    service: "ec2",
    operation: "DescribeLaunchTemplates",
    names: ec2,
    keys: keysIn("LaunchTemplates", "LaunchTemplateId"),
    churn: (nth) => {
      const isThere = nth % 2 === 1;
      const template = { LaunchTemplateName: `t-${(nth * 2 + 1) % 220}` };
      const data = { LaunchTemplateData: { ImageId: "ami-0123456789abcdef0" } };
      if (isThere) attempt("DeleteLaunchTemplate", template, "ec2");
      else
        call(
          "CreateLaunchTemplate",
          { LaunchTemplateName: `new-${nth}-${story.emulator.lastSequence()}`, ...data },
          "ec2",
        );
    },
  },
  {
    service: "ec2",
    operation: "DescribeLaunchTemplateVersions",
    names: ec2,
    input: { LaunchTemplateName: "web" },
    keys: keysIn("LaunchTemplateVersions", "VersionNumber"),
    churn: () => {
      const data = { LaunchTemplateData: { ImageId: "ami-0123456789abcdef0" } };
      call("CreateLaunchTemplateVersion", { LaunchTemplateName: "web", ...data }, "ec2");
    },
  },
  {
    service: "ec2",
    operation: "DescribeImages",
    names: ec2,
    sizes: [1, 1000],
    keys: keysIn("Images", "ImageId"),
  },
  {
    service: "ec2",
    operation: "DescribeSubnets",
    names: ec2,
    sizes: [5, 100],
    keys: keysIn("Subnets", "SubnetId"),
  },
  {
    service: "ec2",
    operation: "DescribeInstanceTypes",
    names: ec2,
    sizes: [5, 100],
    keys: keysIn("InstanceTypes", "InstanceType"),
  },
  {
    service: "cloudwatch",
    operation: "DescribeAlarms",
    keys: keysIn("MetricAlarms", "AlarmName"),
    churn: (nth) => {
      const isThere = nth % 2 === 1;
      const odd = `a-${String((nth * 2 + 1) % 220).padStart(4, "0")}`;
      if (isThere) call("DeleteAlarms", { AlarmNames: [odd] }, "cloudwatch");
      else call("PutMetricAlarm", alarmNamed(`${odd}-new`), "cloudwatch");
    },
  },
  {
    service: "cloudwatch",
    operation: "DescribeAlarmHistory",
    keys: keysIn("AlarmHistoryItems", "AlarmName", "Timestamp", "HistorySummary"),
    churn: (nth) => call("PutMetricAlarm", alarmNamed(`h-${nth}`), "cloudwatch"),
  },
  {
    service: "ssm",
    operation: "DescribeParameters",
    names: ec2,
    sizes: [1, 50],
    keys: keysIn("Parameters", "Name"),
    churn: (nth) => {
      const Name = `/p/${nth}-new`;
      call("PutParameter", { Name, Value: "v", Type: "String", Overwrite: true }, "ssm");
      const Names = [`/p/${(nth * 2 + 1) % 220}`];
      call("DeleteParameters", { Names }, "ssm");
    },
  },
  {
    service: "ssm",
    operation: "GetParametersByPath",
    names: ec2,
    sizes: [1, 10],
    input: { Path: "/p" },
    keys: keysIn("Parameters", "Name"),
  },
  {
    service: "elbv2",
    operation: "DescribeTargetGroups",
    names: elbv2,
    keys: keysIn("TargetGroups", "TargetGroupArn"),
    churn: (nth) => call("CreateTargetGroup", targetGroupNamed(`new-${nth}`), "elbv2"),
  },
  {
    service: "elbv2",
    operation: "DescribeLoadBalancers",
    names: elbv2,
    keys: keysIn("LoadBalancers", "LoadBalancerArn"),
    churn: (nth) => attempt("CreateLoadBalancer", loadBalancerNamed(`new-${nth}`), "elbv2"),
  },
];

describe("much of everything else, while it comes and goes", () => {
  const full = aFullGroup();
  beforeEach(() => {
    story = full;
  });

  test.each(perSize([...ofOneGroup, ...ofNeighbours]))(
    "G-056 pages correctly through %s, %i a page",
    (_, size, walk) => {
      expectWalk(walk, size);
    },
  );
});
