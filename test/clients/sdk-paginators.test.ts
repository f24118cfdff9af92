/** The paginators of the AWS SDK for JavaScript: each one that there is for an operation served. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as autoscaling from "@aws-sdk/client-auto-scaling";
import * as cloudwatch from "@aws-sdk/client-cloudwatch";
import * as ec2 from "@aws-sdk/client-ec2";
import * as elbv2 from "@aws-sdk/client-elastic-load-balancing-v2";
import * as ssm from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../cli/product.ts";
import {
  alarmSettings,
  createGroup,
  launchData,
  type SdkClients,
  startSdkClients,
} from "./sdk-clients.ts";

let aws: SdkClients;

/** Any page: the answer of any operation. */
type Page = Readonly<Record<string, unknown>>;
type Paginate = (configuration: object, input: object) => AsyncIterable<Page>;

const packages = { autoscaling, ec2, cloudwatch, ssm, elbv2 } as const;
type Service = keyof typeof packages;

/** The largest page that all operations of the service take. */
const largest: Readonly<Record<Service, number>> = {
  autoscaling: 50,
  ec2: 100,
  cloudwatch: 100,
  ssm: 10,
  elbv2: 400,
};

/** What an operation cannot do without. */
const inputs: Readonly<Record<string, () => object>> = {
  "autoscaling DescribeInstanceRefreshes": () => paged,
  "autoscaling DescribeLoadBalancers": () => paged,
  "autoscaling DescribeLoadBalancerTargetGroups": () => paged,
  "autoscaling DescribeTrafficSources": () => paged,
  "autoscaling DescribeWarmPool": () => paged,
  "ec2 DescribeLaunchTemplateVersions": () => ({ LaunchTemplateName: "paged" }),
  "ssm GetParametersByPath": () => ({ Path: "/shop" }),
  "ssm GetParameterHistory": () => ({ Name: "/changing" }),
  "elbv2 DescribeListeners": () => ({ LoadBalancerArn: loadBalancer }),
  "elbv2 DescribeRules": () => ({ ListenerArn: firstListener }),
};
/** AWS refuses what is about EC2-Classic. */
const withoutClassic = new Set(["DescribeVpcClassicLinkDnsSupport"]);
/** Of these the world has more than five. */
const many = new Set([
  "DescribeAutoScalingGroups",
  "DescribeAutoScalingInstances",
  "DescribeInstanceRefreshes",
  "DescribeLaunchConfigurations",
  "DescribeLoadBalancerTargetGroups",
  "DescribePolicies",
  "DescribeNotificationConfigurations",
  "DescribeScalingActivities",
  "DescribeTags",
  "DescribeScheduledActions",
  "DescribeTrafficSources",
  "DescribeWarmPool",
  "DescribeInstances",
  "DescribeInstanceStatus",
  "DescribeInstanceTypes",
  "DescribeLaunchTemplates",
  "DescribeLaunchTemplateVersions",
  "DescribeSubnets",
  "DescribeAlarms",
  "DescribeAlarmHistory",
  "DescribeParameters",
  "GetParametersByPath",
  "GetParameterHistory",
  "DescribeLoadBalancers",
  "DescribeTargetGroups",
  "DescribeListeners",
]);
const paged = { AutoScalingGroupName: "paged" };
const seven = [1, 2, 3, 4, 5, 6, 7] as const;
let loadBalancer: string | undefined;
let firstListener: string | undefined;

/** Names of operations that the emulator serves and that the SDK has a paginator for. */
function operationsOf(service: Service): readonly string[] {
  const file = join(repository, `src/model/generated/${service}.json`);
  const { operations } = JSON.parse(readFileSync(file, "utf8"));
  return Object.keys(packages[service])
    .filter((name) => name.startsWith("paginate"))
    .map((name) => name.slice("paginate".length))
    .filter((name) => name in operations && !withoutClassic.has(name));
}

async function pagesOf(service: Service, operation: string, pageSize: number) {
  const exported = packages[service] as Readonly<Record<string, unknown>>;
  const paginate = exported[`paginate${operation}`] as Paginate;
  // The paginator writes its token into what it is given.
  const input = { ...inputs[`${service} ${operation}`]?.(), ...sizeInInput(service, pageSize) };
  const client: object = service === "autoscaling" ? aws.asg : aws[service];
  const pages: unknown[][] = [];
  for await (const page of paginate({ client, pageSize }, input)) pages.push(entriesOf(page));
  return pages;
}

/** The paginators of this service are not told the size of a page, so the request has to say it. */
const sizeInInput = (service: Service, PageSize: number) =>
  service === "elbv2" ? { PageSize } : {};

/** What a page lists: all its lists together. */
const entriesOf = (page: Page): unknown[] => Object.values(page).filter(Array.isArray).flat();

beforeAll(async () => {
  aws = await startSdkClients();
  await createGroup(aws, "paged", 7);
  await aws.settled("paged");
  await aws.asg.send(new autoscaling.PutWarmPoolCommand({ ...paged, MinSize: 7 }));
  for (const number of seven) await addOneOfEach(number);
  for (const number of seven) await addLoadBalancing(number);
  await aws.advance("10m");
  for (const _ of seven) {
    await aws.asg.send(new autoscaling.StartInstanceRefreshCommand(paged));
    await aws.asg.send(new autoscaling.CancelInstanceRefreshCommand(paged));
    await aws.advance("1h");
  }
});
afterAll(() => aws.close());

async function addOneOfEach(number: number): Promise<void> {
  const templated = { LaunchTemplateData: launchData };
  const more = { LaunchTemplateName: `more-${number}` };
  await aws.ec2.send(new ec2.CreateLaunchTemplateCommand({ ...more, ...templated }));
  const group = { AutoScalingGroupName: `group-${number}`, LaunchTemplate: more };
  const sizes = { MinSize: 0, MaxSize: 0, AvailabilityZones: ["us-east-1a"] };
  await aws.asg.send(new autoscaling.CreateAutoScalingGroupCommand({ ...group, ...sizes }));
  const version = { LaunchTemplateName: "paged", ...templated };
  await aws.ec2.send(new ec2.CreateLaunchTemplateVersionCommand(version));
  const one = { MinCount: 1, MaxCount: 1 };
  await aws.ec2.send(new ec2.RunInstancesCommand({ ...launchData, ...one }));
  const launchConfiguration = { LaunchConfigurationName: `lc-${number}`, ...launchData };
  await aws.asg.send(new autoscaling.CreateLaunchConfigurationCommand(launchConfiguration));
  const adjustment = { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: 1 };
  const policy = { ...paged, PolicyName: `policy-${number}`, ...adjustment };
  await aws.asg.send(new autoscaling.PutScalingPolicyCommand(policy));
  const recurring = { Recurrence: `${number} 4 * * *`, MinSize: 0 };
  const action = { ...paged, ScheduledActionName: `action-${number}`, ...recurring };
  await aws.asg.send(new autoscaling.PutScheduledUpdateGroupActionCommand(action));
  const TopicARN = `arn:aws:sns:us-east-1:000000000000:topic-${number}`;
  const NotificationTypes = ["autoscaling:EC2_INSTANCE_LAUNCH"];
  const notification = { ...paged, TopicARN, NotificationTypes };
  await aws.asg.send(new autoscaling.PutNotificationConfigurationCommand(notification));
  const tag = { ResourceId: "paged", ResourceType: "auto-scaling-group", Key: `key-${number}` };
  await aws.asg.send(new autoscaling.CreateOrUpdateTagsCommand({ Tags: [tag] }));
  const alarm = { AlarmName: `alarm-${number}`, ...alarmSettings };
  await aws.cloudwatch.send(new cloudwatch.PutMetricAlarmCommand(alarm));
  const parameter = { Name: `/shop/${number}`, Value: "one", Type: "String" } as const;
  await aws.ssm.send(new ssm.PutParameterCommand(parameter));
  const change = { ...parameter, Name: "/changing", Value: `${number}`, Overwrite: number > 1 };
  await aws.ssm.send(new ssm.PutParameterCommand(change));
}

/** A load balancer and a target group a number; the first load balancer gets all the listeners. */
async function addLoadBalancing(number: number): Promise<void> {
  const { Subnets: subnets = [] } = await aws.ec2.send(new ec2.DescribeSubnetsCommand({}));
  const front = { Name: `front-${number}`, Subnets: subnets.slice(0, 2).map(idOf) };
  const { LoadBalancers } = await aws.elbv2.send(new elbv2.CreateLoadBalancerCommand(front));
  loadBalancer ??= LoadBalancers?.[0]?.LoadBalancerArn;
  const VpcId = subnets[0]?.VpcId;
  const targets = { Name: `targets-${number}`, Protocol: "HTTP", Port: 80, VpcId } as const;
  const { TargetGroups } = await aws.elbv2.send(new elbv2.CreateTargetGroupCommand(targets));
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? "";
  const listener = {
    LoadBalancerArn: loadBalancer,
    Protocol: "HTTP" as const,
    Port: 8000 + number,
    DefaultActions: [{ Type: "forward" as const, TargetGroupArn }],
  };
  const { Listeners } = await aws.elbv2.send(new elbv2.CreateListenerCommand(listener));
  firstListener ??= Listeners?.[0]?.ListenerArn;
  const attached = { ...paged, TargetGroupARNs: [TargetGroupArn] };
  await aws.asg.send(new autoscaling.AttachLoadBalancerTargetGroupsCommand(attached));
  const classic = { ...paged, LoadBalancerNames: [`classic-${number}`] };
  await aws.asg.send(new autoscaling.AttachLoadBalancersCommand(classic));
}

const idOf = ({ SubnetId = "" }: { readonly SubnetId?: string | undefined }) => SubnetId;

describe.each(Object.keys(packages) as Service[])("%s", (service) => {
  test.each(operationsOf(service))(
    "paginate%s lists in pages of five what it lists in one",
    {
      timeout: 60_000,
    },
    async (operation) => {
      const pages = await pagesOf(service, operation, 5);
      const whole = await pagesOf(service, operation, largest[service]);
      expect(pages.flat()).toEqual(whole.flat());
      for (const page of pages.slice(0, -1)) expect([0, 5]).toContain(page.length);
      expect(pages.length).toBeGreaterThanOrEqual(many.has(operation) ? 2 : 1);
    },
  );
});

test("a paginator begins where it is told, and stops at a token that comes again", async () => {
  const client = aws.asg;
  const first = autoscaling.paginateDescribeAutoScalingInstances({ client, pageSize: 3 }, {});
  const { value } = await first.next();
  const startingToken = value?.NextToken;
  expect(startingToken).toBeDefined();
  const rest = { client, pageSize: 50, startingToken, stopOnSameToken: true };
  const ids: (string | undefined)[] = [];
  for await (const page of autoscaling.paginateDescribeAutoScalingInstances(rest, {})) {
    ids.push(...(page.AutoScalingInstances ?? []).map(({ InstanceId }) => InstanceId));
  }
  const seen = (value?.AutoScalingInstances ?? []).map(({ InstanceId }) => InstanceId);
  expect(ids).toHaveLength(7 + 7 - 3);
  expect(new Set([...seen, ...ids]).size).toBe(14);
});
