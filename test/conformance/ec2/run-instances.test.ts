/** RunInstances, StopInstances and StartInstances through the real SDK. */
import {
  AttachInstancesCommand,
  EnterStandbyCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, baseContents, instanceIds, instancesOf } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, ec2 } = emulated;

const run = (members: Partial<RunInstancesCommandInput> = {}) =>
  ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.nano",
      MinCount: 1,
      MaxCount: 1,
      ...members,
    }),
  );

const shown = async (id: string) => {
  const answer = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  return { reservation: answer.Reservations?.[0], ...answer.Reservations?.[0]?.Instances?.[0] };
};

async function aRunning(members: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const { Instances = [] } = await run(members);
  emulated.advance(10);
  return Instances[0]?.InstanceId ?? "";
}

const stateOf = async (id: string) => (await shown(id)).State?.Name;

test("G-178 as many as asked for, pending and then running, in one reservation", async () => {
  const answer = await run({ MinCount: 1, MaxCount: 3 });
  expect(answer.ReservationId).toMatch(/^r-[0-9a-f]{17}$/);
  expect(answer.RequesterId).toBeUndefined();
  expect(answer.Instances).toHaveLength(3);
  const [first] = answer.Instances ?? [];
  expect(first).toMatchObject({
    ImageId: "ami-0123456789abcdef0",
    InstanceType: "t3.nano",
    State: { Code: 0, Name: "pending" },
    Placement: { AvailabilityZone: "us-east-1a" },
  });
  const id = first?.InstanceId ?? "";
  expect((await shown(id)).reservation?.ReservationId).toBe(answer.ReservationId);
  emulated.advance(5);
  expect(await stateOf(id)).toBe("running");
});

test("G-079 from a launch template; what the request says counts before it", async () => {
  const template = await aTemplate(emulated, {
    ...baseContents,
    KeyName: "template-key",
    TagSpecifications: [
      {
        ResourceType: "instance",
        Tags: [
          { Key: "a", Value: "template" },
          { Key: "b", Value: "template" },
        ],
      },
    ],
  });
  const { Instances = [] } = await run({
    ImageId: undefined,
    InstanceType: "t3.small",
    LaunchTemplate: { LaunchTemplateName: template.name },
    SecurityGroupIds: ["sg-1"],
    TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "b", Value: "request" }] }],
  });
  expect(Instances[0]).toMatchObject({
    ImageId: baseContents.ImageId,
    InstanceType: "t3.small",
    KeyName: "template-key",
    SecurityGroups: [{ GroupId: "sg-1" }],
  });
  expect(Object.fromEntries((Instances[0]?.Tags ?? []).map((tag) => [tag.Key, tag.Value]))).toEqual(
    {
      a: "template",
      b: "request",
      "aws:ec2launchtemplate:id": template.id,
      "aws:ec2launchtemplate:version": "1",
    },
  );
});

test("G-179 in the named zone, or in the zone of the named subnet", async () => {
  const inZone = await run({ Placement: { AvailabilityZone: "us-east-1c" } });
  expect(inZone.Instances?.[0]?.Placement?.AvailabilityZone).toBe("us-east-1c");
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const subnet = Subnets.find(({ AvailabilityZone }) => AvailabilityZone === "us-east-1b");
  const inSubnet = await run({ SubnetId: subnet?.SubnetId });
  expect(inSubnet.Instances?.[0]).toMatchObject({
    SubnetId: subnet?.SubnetId,
    Placement: { AvailabilityZone: "us-east-1b" },
  });
});

test.each([
  [{ ImageId: undefined }, "MissingParameter", "The request must contain the parameter ImageId"],
  [
    { MinCount: 0 },
    "InvalidParameterValue",
    "Value (0) for parameter minCount is invalid. Minimum value is 1.",
  ],
  [
    { MinCount: 2 },
    "InvalidParameterValue",
    "The maximum count of instances must not be below the minimum count.",
  ],
  [
    { InstanceType: "t9.huge" as never },
    "InvalidParameterValue",
    "Invalid value 't9.huge' for InstanceType.",
  ],
  [
    { MinCount: 1001, MaxCount: 2000 },
    "InstanceLimitExceeded",
    "You have requested more instances (1001) than one call can run here (1000).",
  ],
  [{ SubnetId: "subnet-1" }, "InvalidSubnetID.NotFound", "The subnet ID 'subnet-1' does not exist"],
  [
    { Placement: { AvailabilityZone: "us-east-1z" } },
    "InvalidParameterValue",
    "No default subnet for availability zone: 'us-east-1z'.",
  ],
  [{ DryRun: true }, "DryRunOperation", "Request would have succeeded, but DryRun flag is set."],
  [
    { LaunchTemplate: { LaunchTemplateName: "nobody" } },
    "InvalidLaunchTemplateName.NotFoundException",
    "The specified launch template, with template name nobody, does not exist.",
  ],
])("G-182 refuses %j: %s", async (members, code, message) => {
  expect(await refusalOf(run(members))).toMatchObject({ code, message });
});

test("an empty zone is none: the first one is taken, as Terraform expects", async () => {
  const input = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1 };
  const Placement = { AvailabilityZone: "" };
  const { Instances } = await ec2.send(new RunInstancesCommand({ ...input, Placement }));
  expect(Instances?.[0]?.Placement?.AvailabilityZone).toBe("us-east-1a");
});

test("G-127 R-197 an instance of its own can be attached, and a refresh replaces it", async () => {
  const id = await aRunning();
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  emulated.advance(120);
  await client.send(new AttachInstancesCommand({ AutoScalingGroupName: name, InstanceIds: [id] }));
  emulated.advance(120);
  const attached = (await instancesOf(emulated, name)).find((one) => one.InstanceId === id);
  expect(attached).toMatchObject({ LifecycleState: "InService", HealthStatus: "Healthy" });
  expect(attached?.LaunchTemplate).toBeUndefined();
  await client.send(
    new StartInstanceRefreshCommand({
      AutoScalingGroupName: name,
      Preferences: { SkipMatching: true, MinHealthyPercentage: 50 },
    }),
  );
  emulated.advance(900);
  const ids = await instanceIds(emulated, name);
  expect(ids).toHaveLength(2);
  expect(ids).not.toContain(id);
});

test("G-178 status checks of an instance outside groups pass after a while", async () => {
  const id = await aRunning();
  const check = async () => {
    const command = new DescribeInstanceStatusCommand({ InstanceIds: [id] });
    return (await ec2.send(command)).InstanceStatuses?.[0]?.InstanceStatus?.Status;
  };
  expect(await check()).toBe("initializing");
  emulated.advance(80);
  expect(await check()).toBe("ok");
});

test("G-178 stops and starts again, in an instance's own time", async () => {
  const id = await aRunning();
  const before = await shown(id);
  const { StoppingInstances } = await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  expect(StoppingInstances).toEqual([
    {
      InstanceId: id,
      CurrentState: { Code: 64, Name: "stopping" },
      PreviousState: { Code: 16, Name: "running" },
    },
  ]);
  emulated.advance(30);
  expect(await stateOf(id)).toBe("stopped");
  const { StartingInstances } = await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
  expect(StartingInstances?.[0]?.CurrentState).toEqual({ Code: 0, Name: "pending" });
  emulated.advance(5);
  expect(await stateOf(id)).toBe("running");
  expect((await shown(id)).LaunchTime).not.toEqual(before.LaunchTime);
});

test("G-181 a stopped member is replaced by its group", async () => {
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  emulated.advance(120);
  const [id = ""] = await instanceIds(emulated, name);
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  emulated.advance(120);
  expect(await instanceIds(emulated, name)).not.toContain(id);
  expect(await stateOf(id)).toBe("terminated");
});

test("G-181 a member in Standby is stopped and started without its group", async () => {
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  emulated.advance(120);
  const [id = ""] = await instanceIds(emulated, name);
  await client.send(
    new EnterStandbyCommand({
      AutoScalingGroupName: name,
      InstanceIds: [id],
      ShouldDecrementDesiredCapacity: true,
    }),
  );
  emulated.advance(10);
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }));
  emulated.advance(60);
  await ec2.send(new StartInstancesCommand({ InstanceIds: [id] }));
  emulated.advance(60);
  expect(await stateOf(id)).toBe("running");
  expect(await instancesOf(emulated, name)).toMatchObject([
    { LifecycleState: "Standby", HealthStatus: "Healthy" },
  ]);
});

test("G-182 refuses to start or stop what has ended, and unknown instances", async () => {
  const id = await aRunning();
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
  const calls = [
    (one: string) => ec2.send(new StartInstancesCommand({ InstanceIds: [one] })),
    (one: string) => ec2.send(new StopInstancesCommand({ InstanceIds: [one] })),
  ];
  for (const call of calls) {
    expect(await refusalOf(call(id))).toMatchObject({ code: "IncorrectInstanceState" });
    const unknown = call("i-0123456789abcdef0");
    expect(await refusalOf(unknown)).toMatchObject({ code: "InvalidInstanceID.NotFound" });
  }
});
