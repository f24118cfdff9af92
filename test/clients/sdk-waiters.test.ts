/** The waiters of the AWS SDK for JavaScript: each poll lets some virtual time pass. */
import {
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  StartInstanceRefreshCommand,
  waitUntilGroupExists,
  waitUntilGroupInService,
  waitUntilGroupNotExists,
} from "@aws-sdk/client-auto-scaling";
import {
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  waitUntilAlarmExists,
  waitUntilCompositeAlarmExists,
} from "@aws-sdk/client-cloudwatch";
import {
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  waitUntilImageAvailable,
  waitUntilImageExists,
  waitUntilInstanceExists,
  waitUntilInstanceRunning,
  waitUntilInstanceStatusOk,
  waitUntilInstanceStopped,
  waitUntilInstanceTerminated,
  waitUntilSecurityGroupExists,
  waitUntilSubnetAvailable,
  waitUntilSystemStatusOk,
  waitUntilVpcAvailable,
  waitUntilVpcExists,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteLoadBalancerCommand,
  DeregisterTargetsCommand,
  RegisterTargetsCommand,
  waitUntilLoadBalancerAvailable,
  waitUntilLoadBalancerExists,
  waitUntilLoadBalancersDeleted,
  waitUntilTargetDeregistered,
  waitUntilTargetInService,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  alarmSettings,
  createGroup,
  launchData,
  type SdkClients,
  startSdkClients,
} from "./sdk-clients.ts";

let aws: SdkClients;
let polls = 0;

beforeAll(async () => {
  aws = await startSdkClients();
  for (const client of [aws.asg, aws.ec2, aws.cloudwatch, aws.elbv2]) passTimeAtEachPoll(client);
});
afterAll(() => aws.close());

/** As much of a client's middleware as a watcher needs; the real type is that of all commands. */
interface Watched {
  readonly middlewareStack: { add(middleware: Middleware, options: { step: "initialize" }): void };
}

type Handler = (request: unknown) => Promise<unknown>;
type Middleware = (next: Handler, context: { readonly commandName?: string }) => Handler;

/** The world changes under the waiter's eyes, without the waiter waiting itself. */
function passTimeAtEachPoll(client: unknown): void {
  const watcher: Middleware =
    (next, { commandName = "" }) =>
    async (request) => {
      const isPoll = commandName.startsWith("Describe");
      if (isPoll) polls += 1;
      try {
        return await next(request);
      } finally {
        if (isPoll) await aws.advance("5s");
      }
    };
  (client as Watched).middlewareStack.add(watcher, { step: "initialize" });
}

const soon = <Client>(client: Client) => ({
  client,
  maxWaitTime: 60,
  minDelay: 0.001,
  maxDelay: 0.002,
});

/** How many polls it took. */
async function pollsOf(wait: () => Promise<{ readonly state: string }>): Promise<number> {
  polls = 0;
  expect((await wait()).state).toBe("SUCCESS");
  return polls;
}

async function runInstance(): Promise<string> {
  const answer = await aws.ec2.send(
    new RunInstancesCommand({ ...launchData, MinCount: 1, MaxCount: 1 }),
  );
  return answer.Instances?.[0]?.InstanceId ?? "";
}

describe("Auto Scaling", () => {
  const group = { AutoScalingGroupNames: ["app"] };

  test("GroupExists waits until a group of that name is created", async () => {
    const waited = pollsOf(() => waitUntilGroupExists(soon(aws.asg), group));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await createGroup(aws, "app", 3);
    expect(await waited).toBeGreaterThan(1);
  });

  test("GroupInService waits until as many instances are in service as the minimum", async () => {
    await createGroup(aws, "slow", 3);
    const slow = { AutoScalingGroupNames: ["slow"] };
    expect(await pollsOf(() => waitUntilGroupInService(soon(aws.asg), slow))).toBeGreaterThan(1);
    const { AutoScalingGroups: groups } = await aws.asg.send(
      new DescribeAutoScalingGroupsCommand(slow),
    );
    const states = groups?.[0]?.Instances?.map(({ LifecycleState }) => LifecycleState);
    expect(states).toEqual(["InService", "InService", "InService"]);
  });

  test("GroupNotExists waits until a deleted group has ended its instances", async () => {
    await aws.asg.send(
      new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: "slow", ForceDelete: true }),
    );
    const slow = { AutoScalingGroupNames: ["slow"] };
    expect(await pollsOf(() => waitUntilGroupNotExists(soon(aws.asg), slow))).toBeGreaterThan(1);
  });
});

describe("EC2", () => {
  test("InstanceExists and InstanceRunning wait for an instance that just began", async () => {
    const ids = { InstanceIds: [await runInstance()] };
    expect(await pollsOf(() => waitUntilInstanceExists(soon(aws.ec2), ids))).toBe(1);
    const later = { InstanceIds: [await runInstance()] };
    expect(await pollsOf(() => waitUntilInstanceRunning(soon(aws.ec2), later))).toBeGreaterThan(1);
  });

  test("InstanceStatusOk and SystemStatusOk wait for EC2's checks", async () => {
    const ids = { InstanceIds: [await runInstance()] };
    await waitUntilInstanceRunning(soon(aws.ec2), ids);
    expect(await pollsOf(() => waitUntilInstanceStatusOk(soon(aws.ec2), ids))).toBeGreaterThan(1);
    expect(await pollsOf(() => waitUntilSystemStatusOk(soon(aws.ec2), ids))).toBe(1);
  });

  test("InstanceStopped, InstanceRunning and InstanceTerminated follow its life", async () => {
    const ids = { InstanceIds: [await runInstance()] };
    await waitUntilInstanceRunning(soon(aws.ec2), ids);
    await aws.ec2.send(new StopInstancesCommand(ids));
    expect(await pollsOf(() => waitUntilInstanceStopped(soon(aws.ec2), ids))).toBeGreaterThan(1);
    await aws.ec2.send(new StartInstancesCommand(ids));
    expect(await pollsOf(() => waitUntilInstanceRunning(soon(aws.ec2), ids))).toBeGreaterThan(1);
    await aws.ec2.send(new TerminateInstancesCommand(ids));
    expect(await pollsOf(() => waitUntilInstanceTerminated(soon(aws.ec2), ids))).toBeGreaterThan(1);
    await expect(waitUntilInstanceRunning(soon(aws.ec2), ids)).rejects.toThrow("FAILURE");
  });

  test("InstanceTerminated follows the instances that a refresh replaces", async () => {
    const group = { AutoScalingGroupNames: ["app"] };
    await waitUntilGroupInService(soon(aws.asg), group);
    const { AutoScalingGroups: before } = await aws.asg.send(
      new DescribeAutoScalingGroupsCommand(group),
    );
    const InstanceIds = before?.[0]?.Instances?.map(({ InstanceId }) => InstanceId ?? "");
    expect(InstanceIds).toHaveLength(3);
    const Preferences = { MinHealthyPercentage: 0, InstanceWarmup: 0 };
    await aws.asg.send(
      new StartInstanceRefreshCommand({ AutoScalingGroupName: "app", Preferences }),
    );
    const waited = () => waitUntilInstanceTerminated(soon(aws.ec2), { InstanceIds });
    expect(await pollsOf(waited)).toBeGreaterThan(1);
  });

  test("images, subnets, VPCs and security groups are there at once", async () => {
    const images = { ImageIds: [launchData.ImageId] };
    expect(await pollsOf(() => waitUntilImageExists(soon(aws.ec2), images))).toBe(1);
    expect(await pollsOf(() => waitUntilImageAvailable(soon(aws.ec2), images))).toBe(1);
    expect(await pollsOf(() => waitUntilSubnetAvailable(soon(aws.ec2), {}))).toBe(1);
    const { Vpcs: vpcs = [] } = await aws.ec2.send(new DescribeVpcsCommand({}));
    const ofVpc = { VpcIds: vpcs.map(({ VpcId }) => VpcId ?? "") };
    expect(await pollsOf(() => waitUntilVpcExists(soon(aws.ec2), ofVpc))).toBe(1);
    expect(await pollsOf(() => waitUntilVpcAvailable(soon(aws.ec2), ofVpc))).toBe(1);
    expect(await pollsOf(() => waitUntilSecurityGroupExists(soon(aws.ec2), {}))).toBe(1);
  });
});

describe("CloudWatch", () => {
  test("AlarmExists and CompositeAlarmExists wait until the alarm is put", async () => {
    const names = { AlarmNames: ["errors"] };
    const waited = pollsOf(() => waitUntilAlarmExists(soon(aws.cloudwatch), names));
    await new Promise((resolve) => setTimeout(resolve, 50));
    await aws.cloudwatch.send(new PutMetricAlarmCommand({ AlarmName: "errors", ...alarmSettings }));
    expect(await waited).toBeGreaterThan(1);
    await aws.cloudwatch.send(
      new PutCompositeAlarmCommand({ AlarmName: "any", AlarmRule: "ALARM(errors)" }),
    );
    const composite = { AlarmNames: ["any"], AlarmTypes: ["CompositeAlarm" as const] };
    expect(
      await pollsOf(() => waitUntilCompositeAlarmExists(soon(aws.cloudwatch), composite)),
    ).toBe(1);
  });
});

describe("Elastic Load Balancing", () => {
  async function createLoadBalancer(Name: string): Promise<string> {
    const { Subnets: subnets = [] } = await aws.ec2.send(new DescribeSubnetsCommand({}));
    const two = subnets.slice(0, 2).map(({ SubnetId }) => SubnetId ?? "");
    const { LoadBalancers: created } = await aws.elbv2.send(
      new CreateLoadBalancerCommand({ Name, Subnets: two }),
    );
    return created?.[0]?.LoadBalancerArn ?? "";
  }

  test("LoadBalancerExists, LoadBalancerAvailable and LoadBalancersDeleted", async () => {
    const first = { LoadBalancerArns: [await createLoadBalancer("first")] };
    expect(await pollsOf(() => waitUntilLoadBalancerExists(soon(aws.elbv2), first))).toBe(1);
    const arn = await createLoadBalancer("second");
    const second = { LoadBalancerArns: [arn] };
    const available = () => waitUntilLoadBalancerAvailable(soon(aws.elbv2), second);
    expect(await pollsOf(available)).toBeGreaterThan(1);
    await aws.elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn: arn }));
    expect(await pollsOf(() => waitUntilLoadBalancersDeleted(soon(aws.elbv2), second))).toBe(1);
  });

  test("TargetInService and TargetDeregistered follow a target and its draining", async () => {
    const { Vpcs: vpcs = [] } = await aws.ec2.send(new DescribeVpcsCommand({}));
    const settings = { Name: "app", Protocol: "HTTP", Port: 80, VpcId: vpcs[0]?.VpcId } as const;
    const { TargetGroups: made } = await aws.elbv2.send(new CreateTargetGroupCommand(settings));
    const TargetGroupArn = made?.[0]?.TargetGroupArn ?? "";
    await aws.elbv2.send(
      new CreateListenerCommand({
        LoadBalancerArn: await createLoadBalancer("front"),
        Protocol: "HTTP",
        Port: 80,
        DefaultActions: [{ Type: "forward", TargetGroupArn }],
      }),
    );
    const ids = { InstanceIds: [await runInstance()] };
    await waitUntilInstanceRunning(soon(aws.ec2), ids);
    const target = { TargetGroupArn, Targets: ids.InstanceIds.map((Id) => ({ Id })) };
    await aws.elbv2.send(new RegisterTargetsCommand(target));
    expect(await pollsOf(() => waitUntilTargetInService(soon(aws.elbv2), target))).toBeGreaterThan(
      1,
    );
    await aws.elbv2.send(new DeregisterTargetsCommand(target));
    const drained = () => waitUntilTargetDeregistered(soon(aws.elbv2), target);
    expect(await pollsOf(drained)).toBeGreaterThan(1);
  });
});

// These come last: their pollers go on for a moment and let time pass.
describe("a waiter that ends otherwise", () => {
  test("says that its time is over", async () => {
    const hasty = { ...soon(aws.asg), maxWaitTime: 0.2 };
    const nowhere = { AutoScalingGroupNames: ["nowhere"] };
    await expect(waitUntilGroupExists(hasty, nowhere)).rejects.toMatchObject({
      name: "TimeoutError",
    });
  });

  test("says that it was aborted", async () => {
    const abort = new AbortController();
    const abortable = { ...soon(aws.asg), abortSignal: abort.signal };
    const waited = waitUntilGroupExists(abortable, { AutoScalingGroupNames: ["nowhere"] });
    setTimeout(() => abort.abort(), 50);
    await expect(waited).rejects.toMatchObject({ name: "AbortError" });
  });
});
