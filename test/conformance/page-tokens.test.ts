/** Tokens of pages: whose they are, what is none, and what becomes of them. */
import {
  AutoScalingClient,
  DeleteAutoScalingGroupCommand,
  paginateDescribeAutoScalingGroups,
} from "@aws-sdk/client-auto-scaling";
import { DescribeSubnetsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { DescribeLoadBalancersCommand } from "@aws-sdk/client-elastic-load-balancing";
import { DescribeTargetGroupsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aGroup, newName } from "../support/fleet.ts";
import { refusalOf } from "../support/refusal.ts";
import { commandOf, type Operation, startStage } from "./sweep/autoscaling/stage.ts";

const stage = await startStage();
const { client, emulator, endpoint } = stage;

const configuration = { AutoScalingGroupName: newName("paged") };
const topic = "arn:aws:sns:us-east-1:123456789012:alerts";
const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${name}/0123456789abcdef`;

/** Everything that pages has two entries at least. */
beforeAll(async () => {
  const { AutoScalingGroupName } = configuration;
  await aGroup(stage, {
    AutoScalingGroupName,
    DesiredCapacity: 2,
    LoadBalancerNames: ["a", "b"],
    TargetGroupARNs: [arn("a"), arn("b")],
    Tags: ["a", "b"].map((Key) => ({ Key, Value: "", PropagateAtLaunch: false })),
  });
  await aGroup(stage);
  await stage.send("PutWarmPool", { AutoScalingGroupName, MaxGroupPreparedCapacity: 4 });
  const NotificationTypes = ["autoscaling:EC2_INSTANCE_LAUNCH"];
  for (const name of ["a", "b"]) {
    const contents = { ImageId: "ami-0123456789abcdef0", InstanceType: "t3.nano" };
    await stage.send("CreateLaunchConfiguration", { LaunchConfigurationName: name, ...contents });
    const policy = { AdjustmentType: "ChangeInCapacity", ScalingAdjustment: 1 };
    await stage.send("PutScalingPolicy", { AutoScalingGroupName, PolicyName: name, ...policy });
    const topicOf = { AutoScalingGroupName, TopicARN: `${topic}-${name}` };
    await stage.send("PutNotificationConfiguration", { ...topicOf, NotificationTypes });
    await stage.send("PutScheduledUpdateGroupAction", {
      AutoScalingGroupName,
      ScheduledActionName: name,
      DesiredCapacity: 1,
      StartTime: new Date(name === "a" ? "2027-01-01" : "2027-02-01"),
    });
    stage.advance(300);
    await stage.send("StartInstanceRefresh", { AutoScalingGroupName });
    await stage.send("CancelInstanceRefresh", { AutoScalingGroupName });
    stage.advance(300);
  }
});

/** Those of the model with a token, but for the one that has a single entry at most. */
const operations: readonly Operation[] = [
  "DescribeAutoScalingGroups",
  "DescribeAutoScalingInstances",
  "DescribeInstanceRefreshes",
  "DescribeLaunchConfigurations",
  "DescribeLoadBalancerTargetGroups",
  "DescribeLoadBalancers",
  "DescribeNotificationConfigurations",
  "DescribePolicies",
  "DescribeScalingActivities",
  "DescribeScheduledActions",
  "DescribeTags",
  "DescribeTrafficSources",
  "DescribeWarmPool",
];

const needsGroup = /Refreshes|LoadBalancer|Traffic|WarmPool/;
const inputOf = (operation: string) => (needsGroup.test(operation) ? configuration : {});

async function firstToken(operation: Operation): Promise<string> {
  const answer = await stage.send(operation, { ...inputOf(operation), MaxRecords: 1 });
  return answer.NextToken as string;
}

const texts: Readonly<Record<string, (token: string) => string>> = {
  DescribeScalingActivities: (token) => `The token ${token} isn't valid.`,
  DescribeWarmPool: (token) => `The token '${token}' is invalid`,
};

const invalid = (operation: string, token: string) => ({
  code: "InvalidNextToken",
  message: texts[operation]?.(token) ?? `The token '${token}' is invalid.`,
  status: 400,
});

const others = [
  { endpoint, region: "us-east-1", account: "999999999999", who: "another account" },
  { endpoint, region: "eu-west-1", account: "123456789012", who: "another region" },
].map(({ who, account, ...where }) => {
  const credentials = { accessKeyId: account, secretAccessKey: "test" };
  return { who, other: new AutoScalingClient({ ...where, credentials, maxAttempts: 1 }) };
});
afterAll(() => {
  for (const { other } of others) other.destroy();
});

describe.each(operations)("a token of %s", (operation) => {
  test("G-011 looks like AWS's, and goes on where it stopped", async () => {
    const token = await firstToken(operation);
    expect(token).toMatch(/^Vj[A-Za-z0-9+/]{98,}$/);
    const input = { ...inputOf(operation), MaxRecords: 1 };
    const first = await stage.send(operation, input);
    const second = await stage.send(operation, { ...input, NextToken: token });
    expect({ ...second, NextToken: "" }).not.toEqual({ ...first, NextToken: "" });
  });

  test.each([
    ["is foreign", (token: string) => `bm90IG9uZSBvZiBvdXJz${token.slice(20)}`],
    ["is cut", (token: string) => token.slice(0, -4)],
    ["has a letter more", (token: string) => `${token}A`],
    [
      "is of one other letter",
      (token: string) => `${token.slice(0, 30)}${token[30] === "A" ? "B" : "A"}${token.slice(31)}`,
    ],
    ["is empty", () => ""],
  ])("G-010 is refused when it %s", async (_, spoil) => {
    const NextToken = spoil(await firstToken(operation));
    const call = client.send(commandOf(operation, { ...inputOf(operation), NextToken }));
    expect(await refusalOf(call)).toEqual(invalid(operation, NextToken));
  });

  test("G-010 is refused by every other operation", async () => {
    const NextToken = await firstToken(operation);
    for (const other of operations.filter((one) => one !== operation)) {
      const call = client.send(commandOf(other, { ...inputOf(other), NextToken }));
      expect(await refusalOf(call)).toEqual(invalid(other, NextToken));
    }
  });
});

describe("a token", () => {
  test.each(others)("G-010 is refused in $who", async ({ other }) => {
    const NextToken = await firstToken("DescribeAutoScalingGroups");
    const call = other.send(commandOf("DescribeAutoScalingGroups", { NextToken }));
    expect(await refusalOf(call)).toEqual(invalid("DescribeAutoScalingGroups", NextToken));
  });

  test("of EC2 is refused in another account too", async () => {
    const first = new DescribeSubnetsCommand({ MaxResults: 5 });
    const { NextToken } = await stage.ec2.send(first);
    expect(NextToken).toBeDefined();
    const credentials = { accessKeyId: "999999999999", secretAccessKey: "test" };
    const other = new EC2Client({ endpoint, region: "us-east-1", credentials, maxAttempts: 1 });
    const call = other.send(new DescribeSubnetsCommand({ MaxResults: 5, NextToken }));
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidNextToken", status: 400 });
    other.destroy();
  });

  test.each([
    ["ELBv2", () => stage.elbv2.send(new DescribeTargetGroupsCommand({ Marker: "x" }))],
    ["classic ELB", () => stage.elb.send(new DescribeLoadBalancersCommand({ Marker: "x" }))],
  ])("of %s that is none is a ValidationError: no fault is modelled for it", async (_, call) => {
    const message = "The marker 'x' is not valid";
    expect(await refusalOf(call())).toEqual({ code: "ValidationError", message, status: 400 });
  });

  test("R-064 goes on after its entry is gone", async () => {
    const AutoScalingGroupName = await aGroup(stage, { AutoScalingGroupName: "a-first" });
    const NextToken = await firstToken("DescribeAutoScalingGroups");
    const before = await stage.send("DescribeAutoScalingGroups", { NextToken });
    await client.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName }));
    stage.advance(60);
    expect(await stage.send("DescribeAutoScalingGroups", { NextToken })).toEqual(before);
  });

  test("R-064 goes on after a snapshot was put back", async () => {
    const NextToken = await firstToken("DescribeAutoScalingGroups");
    const before = await stage.send("DescribeAutoScalingGroups", { NextToken });
    emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())));
    expect(await stage.send("DescribeAutoScalingGroups", { NextToken })).toEqual(before);
  });

  test("is what the SDK's own paginator walks by", async () => {
    const names: string[] = [];
    for await (const page of paginateDescribeAutoScalingGroups({ client, pageSize: 1 }, {})) {
      names.push(...(page.AutoScalingGroups ?? []).map((one) => one.AutoScalingGroupName ?? ""));
    }
    expect(names.length).toBeGreaterThan(1);
    expect(names).toEqual([...new Set(names)].sort());
  });
});
