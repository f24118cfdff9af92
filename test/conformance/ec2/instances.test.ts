/** The instances of a group as EC2 shows and terminates them, through the real SDK. */
import {
  DescribeScalingActivitiesCommand,
  SetDesiredCapacityCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateTagsCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type DescribeInstancesCommandInput,
  GetLaunchTemplateDataCommand,
  type Instance,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { defaultSubnets } from "../../../src/domain/network.ts";
import { type Emulated, startEmulator } from "../../support/emulator.ts";
import { aGroup, aTemplate, instanceIds, instancesOf, theGroup } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
/** Launches and terminations take their seconds here. */
const slow = await startEmulator({ timing: "aws" });
/** Has one group only, so that whole lists can be compared. */
const quiet = await startEmulator();
const account = "123456789012";

const describeOn = (on: Emulated, input: DescribeInstancesCommandInput = {}) =>
  on.ec2.send(new DescribeInstancesCommand(input));

async function shown(on: Emulated, id: string): Promise<Instance> {
  const { Reservations } = await describeOn(on, { InstanceIds: [id] });
  const instance = Reservations?.[0]?.Instances?.[0];
  if (instance === undefined) throw new Error(`no instance ${id}`);
  return instance;
}

const terminate = (on: Emulated, ...InstanceIds: string[]) =>
  on.ec2.send(new TerminateInstancesCommand({ InstanceIds }));

async function oneInstance(on: Emulated): Promise<{ readonly group: string; readonly id: string }> {
  const group = await aGroup(on, { MinSize: 1 });
  on.advance(120);
  const [id = ""] = await instanceIds(on, group);
  return { group, id };
}

describe("DescribeInstances", () => {
  test("G-177 shows a running instance of a group, requested by Auto Scaling", async () => {
    const [subnet] = defaultSubnets(account, "us-east-1");
    const template = await aTemplate(emulated, {
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.nano",
      KeyName: "key",
      SecurityGroupIds: ["sg-0123456789abcdef0"],
    });
    const group = await aGroup(emulated, {
      MinSize: 1,
      AvailabilityZones: undefined,
      VPCZoneIdentifier: subnet?.id,
      LaunchTemplate: { LaunchTemplateId: template.id },
    });
    emulated.advance(10);
    const [id = ""] = await instanceIds(emulated, group);
    const { Reservations } = await describeOn(emulated, { InstanceIds: [id] });
    expect(Reservations).toHaveLength(1);
    expect(Reservations?.[0]).toMatchObject({
      ReservationId: expect.stringMatching(/^r-[0-9a-f]{17}$/),
      OwnerId: account,
      RequesterId: "661627717883",
    });
    const [instance] = Reservations?.[0]?.Instances ?? [];
    expect(instance).toMatchObject({
      InstanceId: id,
      ImageId: "ami-0123456789abcdef0",
      State: { Code: 16, Name: "running" },
      PrivateIpAddress: expect.stringMatching(/^172\.31\.\d+\.\d+$/),
      PrivateDnsName: expect.stringMatching(/^ip-172-31-\d+-\d+\.ec2\.internal$/),
      InstanceType: "t3.nano",
      KeyName: "key",
      LaunchTime: expect.any(Date),
      Placement: { AvailabilityZone: "us-east-1a" },
      SubnetId: subnet?.id,
      VpcId: subnet?.vpcId,
      SecurityGroups: [{ GroupId: "sg-0123456789abcdef0" }],
      Architecture: "x86_64",
      RootDeviceType: "ebs",
      VirtualizationType: "hvm",
      AmiLaunchIndex: 0,
      Monitoring: { State: "disabled" },
      StateTransitionReason: "",
    });
  });

  test("G-079 the tags of the template, the group and AWS itself are there", async () => {
    const template = await aTemplate(emulated, {
      ImageId: "ami-0123456789abcdef0",
      TagSpecifications: [
        { ResourceType: "instance", Tags: [{ Key: "shared", Value: "template" }] },
      ],
    });
    const group = await aGroup(emulated, {
      MinSize: 1,
      LaunchTemplate: { LaunchTemplateId: template.id },
      Tags: [
        { Key: "shared", Value: "group", PropagateAtLaunch: true },
        { Key: "private", Value: "group", PropagateAtLaunch: false },
      ],
    });
    emulated.advance(10);
    const [id = ""] = await instanceIds(emulated, group);
    const { Tags } = await shown(emulated, id);
    expect(Tags).toEqual([
      { Key: "shared", Value: "group" },
      { Key: "aws:autoscaling:groupName", Value: group },
      { Key: "aws:ec2launchtemplate:id", Value: template.id },
      { Key: "aws:ec2launchtemplate:version", Value: "1" },
    ]);
  });

  test("an instance of a group that names zones only is in the zone's default subnet", async () => {
    const { id } = await oneInstance(emulated);
    const { SubnetId, Placement } = await shown(emulated, id);
    const subnets = defaultSubnets(account, "us-east-1");
    const subnet = subnets.find((one) => one.availabilityZone === Placement?.AvailabilityZone);
    expect(SubnetId).toBe(subnet?.id);
  });

  test("G-065 an instance that EC2 has not accepted cannot be seen", async () => {
    const group = await aGroup(slow, { MinSize: 1 });
    const Filters = [{ Name: "tag:aws:autoscaling:groupName", Values: [group] }];
    slow.advance(5);
    expect((await describeOn(slow, { Filters })).Reservations).toEqual([]);
    slow.advance(120);
    expect((await describeOn(slow, { Filters })).Reservations).toHaveLength(1);
  });

  test("G-182 an unknown instance is refused", async () => {
    const call = describeOn(emulated, { InstanceIds: ["i-0123456789abcdef0"] });
    expect(await refusalOf(call)).toEqual({
      code: "InvalidInstanceID.NotFound",
      message: "The instance ID 'i-0123456789abcdef0' does not exist",
      status: 400,
    });
  });

  test("one refusal names all the unknown instances of a call", async () => {
    const { id } = await oneInstance(emulated);
    const call = terminate(emulated, "i-0123456789abcdef0", id, "i-0123456789abcdef1");
    expect(await refusalOf(call)).toEqual({
      code: "InvalidInstanceID.NotFound",
      message: "The instance IDs 'i-0123456789abcdef0, i-0123456789abcdef1' do not exist",
      status: 400,
    });
  });

  test("a call that is to change instances names at least one", async () => {
    const none = { InstanceIds: [] };
    const calls = [
      emulated.ec2.send(new TerminateInstancesCommand(none)),
      emulated.ec2.send(new StartInstancesCommand(none)),
      emulated.ec2.send(new StopInstancesCommand(none)),
    ];
    for (const call of calls) {
      expect(await refusalOf(call)).toEqual({
        code: "InvalidParameterCombination",
        message: "No instances specified",
        status: 400,
      });
    }
  });

  test("a malformed id is refused", async () => {
    expect(await refusalOf(describeOn(emulated, { InstanceIds: ["i-bad"] }))).toEqual({
      code: "InvalidInstanceID.Malformed",
      message: 'Invalid id: "i-bad"',
      status: 400,
    });
  });

  test("filters are joined by AND, their values by OR", async () => {
    const { group, id } = await oneInstance(emulated);
    const count = async (state: string[], type: string[]) => {
      const Filters = [
        { Name: "tag:aws:autoscaling:groupName", Values: [group] },
        { Name: "instance-state-name", Values: state },
        { Name: "instance-type", Values: type },
        { Name: "instance-id", Values: [id] },
      ];
      return (await describeOn(emulated, { Filters })).Reservations?.length;
    };
    expect(await count(["pending", "running"], ["t3.*"])).toBe(1);
    expect(await count(["stopped"], ["t3.*"])).toBe(0);
    expect(await count(["running"], ["t3.?"])).toBe(0);
  });

  test("MaxResults pages from 5 up, in the order of launch", async () => {
    const group = await aGroup(quiet, { MinSize: 7, MaxSize: 7 });
    quiet.advance(10);
    const first = await describeOn(quiet, { MaxResults: 5 });
    const { NextToken } = first;
    const second = await describeOn(quiet, { MaxResults: 5, NextToken });
    const found = [...(first.Reservations ?? []), ...(second.Reservations ?? [])];
    const ids = found.map((reservation) => reservation.Instances?.[0]?.InstanceId);
    expect(new Set(ids)).toEqual(new Set(await instanceIds(quiet, group)));
    expect(second.NextToken).toBeUndefined();
    const InstanceIds = [first.Reservations?.[0]?.Instances?.[0]?.InstanceId ?? ""];
    expect(await refusalOf(describeOn(quiet, { InstanceIds, MaxResults: 5 }))).toMatchObject({
      code: "InvalidParameterCombination",
      message: "The parameter instancesSet cannot be used with the parameter maxResults",
    });
    expect(await refusalOf(describeOn(quiet, { MaxResults: 4 }))).toMatchObject({
      code: "InvalidParameterValue",
    });
  });

  test("G-132 a dry run answers 412", async () => {
    const { code, status } = await refusalOf(describeOn(emulated, { DryRun: true }));
    expect([code, status]).toEqual(["DryRunOperation", 412]);
  });
});

describe("TerminateInstances", () => {
  test("G-178 answers both states with their codes", async () => {
    const { id } = await oneInstance(slow);
    const answer = await terminate(slow, id);
    expect(answer.TerminatingInstances).toEqual([
      {
        InstanceId: id,
        CurrentState: { Code: 32, Name: "shutting-down" },
        PreviousState: { Code: 16, Name: "running" },
      },
    ]);
    expect((await shown(slow, id)).State).toEqual({ Code: 32, Name: "shutting-down" });
  });

  test("G-179 a terminated instance stays for an hour, without network, with tags", async () => {
    const { id } = await oneInstance(slow);
    await terminate(slow, id);
    const dying = await shown(slow, id);
    slow.advance(300);
    const instance = await shown(slow, id);
    expect(dying.StateTransitionReason).toBe(instance.StateTransitionReason);
    expect(instance).toMatchObject({ State: { Code: 48, Name: "terminated" }, PrivateDnsName: "" });
    expect(instance.StateTransitionReason).toMatch(
      /^User initiated \(2026-09-27 \d\d:\d\d:\d\d GMT\)$/,
    );
    expect(instance).not.toHaveProperty("VpcId");
    expect(instance).not.toHaveProperty("SubnetId");
    expect(instance).not.toHaveProperty("PrivateIpAddress");
    expect(instance.Tags).not.toEqual([]);
    slow.advance(3700);
    expect((await refusalOf(shown(slow, id))).code).toBe("InvalidInstanceID.NotFound");
  });

  test("G-181 the group notices and launches another instance", async () => {
    const { group, id } = await oneInstance(slow);
    await terminate(slow, id);
    slow.advance(300);
    const instances = await instancesOf(slow, group);
    expect(instances).toHaveLength(1);
    expect(instances[0]).toMatchObject({ LifecycleState: "InService", HealthStatus: "Healthy" });
    expect(instances[0]?.InstanceId).not.toBe(id);
    expect(await theGroup(slow, group)).toMatchObject({ DesiredCapacity: 1 });
    const { Activities } = await slow.client.send(
      new DescribeScalingActivitiesCommand({ AutoScalingGroupName: group }),
    );
    const ended = Activities?.find(({ Description }) => Description?.startsWith("Terminating"));
    expect(ended?.Cause?.replace(/^At \S+/, "At {t}")).toBe(
      "At {t} an instance was taken out of service in response to an EC2 health check indicating " +
        "it has been terminated or stopped.",
    );
  });

  test("terminating twice changes nothing more", async () => {
    const { id } = await oneInstance(slow);
    await terminate(slow, id);
    const [again] = (await terminate(slow, id)).TerminatingInstances ?? [];
    expect(again?.PreviousState).toEqual({ Code: 32, Name: "shutting-down" });
    expect(again?.CurrentState).toEqual({ Code: 32, Name: "shutting-down" });
  });

  test("G-180 a protected instance refuses the call; G-084 its group still ends it", async () => {
    const template = await aTemplate(emulated, {
      ImageId: "ami-0123456789abcdef0",
      DisableApiTermination: true,
    });
    const group = await aGroup(emulated, {
      MinSize: 0,
      DesiredCapacity: 1,
      LaunchTemplate: { LaunchTemplateId: template.id },
    });
    emulated.advance(10);
    const [id = ""] = await instanceIds(emulated, group);
    const other = await oneInstance(emulated);
    expect(await refusalOf(terminate(emulated, other.id, id))).toEqual({
      code: "OperationNotPermitted",
      message:
        `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' ` +
        "instance attribute and try again.",
      status: 400,
    });
    expect((await shown(emulated, other.id)).State?.Name).toBe("running");
    const end = { AutoScalingGroupName: group, DesiredCapacity: 0 };
    await emulated.client.send(new SetDesiredCapacityCommand(end));
    emulated.advance(10);
    expect((await shown(emulated, id)).State?.Name).toBe("terminated");
  });

  test("G-182 an unknown instance refuses the whole call", async () => {
    const { id } = await oneInstance(emulated);
    const call = terminate(emulated, id, "i-0123456789abcdef0");
    expect((await refusalOf(call)).code).toBe("InvalidInstanceID.NotFound");
    expect((await shown(emulated, id)).State?.Name).toBe("running");
  });
});

describe("DescribeInstanceStatus", () => {
  const statusOf = async (on: Emulated, id: string, IncludeAllInstances = false) => {
    const command = new DescribeInstanceStatusCommand({ InstanceIds: [id], IncludeAllInstances });
    return (await on.ec2.send(command)).InstanceStatuses;
  };

  test("shows running instances only, unless all are asked for", async () => {
    const { id } = await oneInstance(slow);
    expect(await statusOf(slow, id)).toEqual([
      expect.objectContaining({
        InstanceId: id,
        InstanceState: { Code: 16, Name: "running" },
        InstanceStatus: {
          Status: "ok",
          Details: [{ Name: "reachability", Status: "passed" }],
        },
      }),
    ]);
    await terminate(slow, id);
    expect(await statusOf(slow, id)).toEqual([]);
    const [stopped] = (await statusOf(slow, id, true)) ?? [];
    expect(stopped?.InstanceStatus?.Status).toBe("not-applicable");
  });

  test("is initializing until the first checks are done", async () => {
    const group = await aGroup(slow, { MinSize: 1 });
    slow.advance(20);
    const [id = ""] = await instanceIds(slow, group);
    const [young] = (await statusOf(slow, id)) ?? [];
    expect(young?.InstanceStatus?.Status).toBe("initializing");
  });
});

test("G-242 GetLaunchTemplateData describes a group's instance with its own tags", async () => {
  const { id } = await oneInstance(emulated);
  await emulated.ec2.send(
    new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "own", Value: "yes" }] }),
  );
  const answer = await emulated.ec2.send(new GetLaunchTemplateDataCommand({ InstanceId: id }));
  expect(answer.LaunchTemplateData).toMatchObject({
    ImageId: "ami-0123456789abcdef0",
    InstanceType: "t3.nano",
    TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "own", Value: "yes" }] }],
  });
});
