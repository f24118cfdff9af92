/** The calls that read a group from AWS: describes only, each in the list of what is allowed. */
import {
  type Activity,
  type AutoScalingClient,
  type AutoScalingGroup,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  DescribeLifecycleHooksCommand,
  DescribeScalingActivitiesCommand,
  DescribeWarmPoolCommand,
  type Instance,
  type InstanceRefresh,
  type LifecycleHook,
} from "@aws-sdk/client-auto-scaling";
import { noteTime } from "../undo/aws-time.ts";
import { type QueryCall, queryCall } from "../undo/query-call.ts";
import { type AlarmReading, describeAlarms } from "./describe-alarms.ts";
import {
  type Attributes,
  classicAttributes,
  describeTargetGroups,
  type TargetGroupReading,
  targetGroupAttributes,
} from "./describe-balancers.ts";
import { describeInstances, type LaunchOfInstance } from "./describe-instances.ts";
import { describeVersions, type TemplateKey, type VersionReading } from "./describe-versions.ts";

/** What an IAM policy must allow, and nothing else is called. */
export const allowedActions = [
  "autoscaling:DescribeAutoScalingGroups",
  "autoscaling:DescribeInstanceRefreshes",
  "autoscaling:DescribeLifecycleHooks",
  "autoscaling:DescribeScalingActivities",
  "autoscaling:DescribeWarmPool",
  "cloudwatch:DescribeAlarms",
  "ec2:DescribeInstances",
  "ec2:DescribeLaunchTemplateVersions",
  "elasticloadbalancing:DescribeLoadBalancerAttributes",
  "elasticloadbalancing:DescribeTargetGroupAttributes",
  "elasticloadbalancing:DescribeTargetGroups",
] as const;

export interface DescribeCalls {
  group(): Promise<AutoScalingGroup | undefined>;
  hooks(): Promise<readonly LifecycleHook[]>;
  warmInstances(): Promise<readonly Instance[]>;
  /** The newest hundred, the newest first. */
  refreshes(): Promise<readonly InstanceRefresh[]>;
  /** The newest five hundred, the newest first. */
  activities(): Promise<readonly Activity[]>;
  /** These versions of a template that has this id or name. Throws if one of them is unknown. */
  versions(template: TemplateKey, numbers: readonly string[]): Promise<readonly VersionReading[]>;
  /** When EC2 launched each instance of the group, and as what. */
  launches(): Promise<ReadonlyMap<string, LaunchOfInstance>>;
  targetGroups(arns: readonly string[]): Promise<readonly TargetGroupReading[]>;
  targetGroupAttributes(arn: string): Promise<Attributes>;
  /** Of a classic load balancer. */
  classicAttributes(name: string): Promise<Attributes>;
  alarms(names: readonly string[]): Promise<readonly AlarmReading[]>;
  /** AWS's time by the last answer, in milliseconds. */
  now(): number;
}

const mostPages = 5;

/** The client is used as it is: its endpoint, keys and region. */
export function describeCalls(name: string, client: AutoScalingClient): DescribeCalls {
  const query: QueryCall = queryCall(client);
  const named = { AutoScalingGroupName: name };
  return {
    group: async () => {
      const command = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
      const { AutoScalingGroups: [group] = [] } = await client.send(command);
      return group;
    },
    hooks: async () => {
      const { LifecycleHooks = [] } = await client.send(new DescribeLifecycleHooksCommand(named));
      return LifecycleHooks;
    },
    warmInstances: () =>
      paged(Number.POSITIVE_INFINITY, async (NextToken) => {
        const answer = await client.send(new DescribeWarmPoolCommand({ ...named, NextToken }));
        return [answer.Instances, answer.NextToken];
      }),
    refreshes: async () => {
      const command = new DescribeInstanceRefreshesCommand({ ...named, MaxRecords: 100 });
      return (await client.send(command)).InstanceRefreshes ?? [];
    },
    activities: () =>
      paged(mostPages, async (NextToken) => {
        const asked = { ...named, MaxRecords: 100, NextToken };
        const answer = await client.send(new DescribeScalingActivitiesCommand(asked));
        return [answer.Activities, answer.NextToken];
      }),
    versions: (template, numbers) => describeVersions(query, template, numbers),
    launches: () => describeInstances(query, name),
    targetGroups: (arns) => describeTargetGroups(query, arns),
    targetGroupAttributes: (arn) => targetGroupAttributes(query, arn),
    classicAttributes: (balancer) => classicAttributes(query, balancer),
    alarms: (names) => describeAlarms(query, names),
    now: noteTime(client),
  };
}

type Page<T> = readonly [items: readonly T[] | undefined, next: string | undefined];

async function paged<T>(
  most: number,
  ask: (token: string | undefined) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < most; page++) {
    const [items = [], next] = await ask(token);
    for (const item of items) found.push(item);
    if (next === undefined) return found;
    token = next;
  }
  return found;
}
