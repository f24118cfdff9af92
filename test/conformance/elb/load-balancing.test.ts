/** Classic load balancers through the real SDK, and what they see of groups. */
import {
  AttachLoadBalancersCommand,
  CreateAutoScalingGroupCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DescribeSubnetsCommand,
  RunInstancesCommand,
  StopInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  AddTagsCommand,
  ApplySecurityGroupsToLoadBalancerCommand,
  AttachLoadBalancerToSubnetsCommand,
  ConfigureHealthCheckCommand,
  CreateLoadBalancerCommand,
  CreateLoadBalancerListenersCommand,
  DeleteLoadBalancerCommand,
  DeleteLoadBalancerListenersCommand,
  DeregisterInstancesFromLoadBalancerCommand,
  DescribeInstanceHealthCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DetachLoadBalancerFromSubnetsCommand,
  DisableAvailabilityZonesForLoadBalancerCommand,
  EnableAvailabilityZonesForLoadBalancerCommand,
  ModifyLoadBalancerAttributesCommand,
  RegisterInstancesWithLoadBalancerCommand,
  RemoveTagsCommand,
} from "@aws-sdk/client-elastic-load-balancing";
import * as v2 from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aTemplate, instanceIds, newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const timed = await startEmulator({ timing: "aws" });
const { ec2, elb } = emulated;

const http = { Protocol: "HTTP", LoadBalancerPort: 80, InstancePort: 8080 };
const zones = ["us-east-1b", "us-east-1a"];

async function aBalancer({ elb: client } = emulated, more: object = {}) {
  const LoadBalancerName = newName("front");
  const input = { LoadBalancerName, Listeners: [http], AvailabilityZones: zones, ...more };
  await client.send(new CreateLoadBalancerCommand(input));
  return LoadBalancerName;
}
const shown = async (name: string) => {
  const input = { LoadBalancerNames: [name] };
  const answer = await elb.send(new DescribeLoadBalancersCommand(input));
  return answer.LoadBalancerDescriptions?.[0];
};
const healthOf = async (LoadBalancerName: string, { elb: client } = emulated) => {
  const answer = await client.send(new DescribeInstanceHealthCommand({ LoadBalancerName }));
  return answer.InstanceStates ?? [];
};
const anInstance = async () => {
  const input = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1 };
  const { Instances } = await ec2.send(new RunInstancesCommand(input));
  emulated.advance(10);
  return Instances?.[0]?.InstanceId ?? "";
};

describe("load balancers", () => {
  test("are created with AWS's defaults, and beside those of the second generation", async () => {
    const name = await aBalancer();
    expect(await shown(name)).toMatchObject({
      LoadBalancerName: name,
      DNSName: expect.stringMatching(new RegExp(`^${name}-\\d+\\.us-east-1\\.elb\\.amazonaws`)),
      Scheme: "internet-facing",
      AvailabilityZones: ["us-east-1a", "us-east-1b"],
      Subnets: [],
      ListenerDescriptions: [{ Listener: { ...http, InstanceProtocol: "HTTP" }, PolicyNames: [] }],
      HealthCheck: {
        Target: "TCP:8080",
        Interval: 30,
        Timeout: 5,
        UnhealthyThreshold: 2,
        HealthyThreshold: 10,
      },
      Instances: [],
      CreatedTime: new Date("2026-09-27T12:00:00.250Z"),
    });
    const second = await emulated.elbv2.send(new v2.DescribeLoadBalancersCommand({}));
    expect(second.LoadBalancers).toEqual([]);
  });

  test("lie in subnets, and so in their VPC and zones", async () => {
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
    const place = { VpcId: Vpc?.VpcId, CidrBlock: "10.0.0.0/24", AvailabilityZone: "us-east-1c" };
    const { Subnet } = await ec2.send(new CreateSubnetCommand(place));
    const Subnets = [Subnet?.SubnetId ?? ""];
    const name = await aBalancer(emulated, { Subnets, AvailabilityZones: [], Scheme: "internal" });
    expect(await shown(name)).toMatchObject({
      VPCId: Vpc?.VpcId,
      Subnets,
      AvailabilityZones: ["us-east-1c"],
      Scheme: "internal",
      DNSName: expect.stringMatching(/^internal-front-/),
      SecurityGroups: [expect.stringMatching(/^sg-/)],
    });
    const deletion = ec2.send(new DeleteSubnetCommand({ SubnetId: Subnets[0] }));
    expect(await refusalOf(deletion)).toMatchObject({ code: "DependencyViolation" });
  });

  test("the same again is no error, another with the name is", async () => {
    const name = await aBalancer();
    await aBalancer(emulated, { LoadBalancerName: name });
    const other = aBalancer(emulated, { LoadBalancerName: name, Scheme: "internal" });
    expect(await refusalOf(other)).toEqual({
      code: "DuplicateLoadBalancerName",
      message:
        `Load Balancer named ${name} already exists and it is configured with different ` +
        "parameters.",
      status: 400,
    });
  });

  test.each([
    ["without a place", { AvailabilityZones: [] }, "ValidationError"],
    ["in an unknown zone", { AvailabilityZones: ["mars-1a"] }, "ValidationError"],
    [
      "in an unknown subnet",
      { AvailabilityZones: [], Subnets: ["subnet-0123456789abcdef0"] },
      "SubnetNotFound",
    ],
    [
      "of an unknown protocol",
      { Listeners: [{ ...http, Protocol: "GRPC" }] },
      "UnsupportedProtocol",
    ],
    ["with a bad name", { LoadBalancerName: "-front" }, "ValidationError"],
  ])("%s are refused", async (_, more, code) => {
    expect(await refusalOf(aBalancer(emulated, more))).toMatchObject({ code, status: 400 });
  });

  test("are deleted, also when they are not there; then they are unknown", async () => {
    const LoadBalancerName = await aBalancer();
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerName }));
    await elb.send(new DeleteLoadBalancerCommand({ LoadBalancerName }));
    const unknown = {
      code: "LoadBalancerNotFound",
      message: `There is no ACTIVE Load Balancer named '${LoadBalancerName}'`,
      status: 400,
    };
    expect(await refusalOf(shown(LoadBalancerName))).toEqual(unknown);
    expect(await refusalOf(healthOf(LoadBalancerName))).toEqual(unknown);
  });

  test("come in pages", async () => {
    for (const _ of [1, 2, 3]) await aBalancer();
    const first = await elb.send(new DescribeLoadBalancersCommand({ PageSize: 2 }));
    expect(first.LoadBalancerDescriptions).toHaveLength(2);
    const Marker = first.NextMarker;
    const next = await elb.send(new DescribeLoadBalancersCommand({ Marker, PageSize: 400 }));
    const names = [first, next].flatMap(({ LoadBalancerDescriptions = [] }) =>
      LoadBalancerDescriptions.map(({ LoadBalancerName }) => LoadBalancerName),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(3);
  });

  test("move between zones, and between subnets, of which one has to be left", async () => {
    const LoadBalancerName = await aBalancer();
    const zone = { LoadBalancerName, AvailabilityZones: ["us-east-1c"] };
    const enabled = await elb.send(new EnableAvailabilityZonesForLoadBalancerCommand(zone));
    expect(enabled.AvailabilityZones).toEqual(["us-east-1a", "us-east-1b", "us-east-1c"]);
    const less = { LoadBalancerName, AvailabilityZones: zones };
    const left = await elb.send(new DisableAvailabilityZonesForLoadBalancerCommand(less));
    expect(left.AvailabilityZones).toEqual(["us-east-1c"]);
    const last = elb.send(new DisableAvailabilityZonesForLoadBalancerCommand(zone));
    expect(await refusalOf(last)).toMatchObject({ code: "ValidationError" });
    const { Subnets: all = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const [one = "", other = ""] = all.map(({ SubnetId = "" }) => SubnetId).sort();
    const name = await aBalancer(emulated, { Subnets: [one], AvailabilityZones: [] });
    const move = { LoadBalancerName: name, Subnets: [other] };
    const both = await elb.send(new AttachLoadBalancerToSubnetsCommand(move));
    expect(both.Subnets).toEqual([one, other]);
    expect((await shown(name))?.AvailabilityZones).toHaveLength(2);
    const rest = await elb.send(
      new DetachLoadBalancerFromSubnetsCommand({ LoadBalancerName: name, Subnets: [one] }),
    );
    expect(rest.Subnets).toEqual([other]);
    expect((await shown(name))?.AvailabilityZones).toHaveLength(1);
    const SecurityGroups = ["sg-0123456789abcdef0"];
    const groups = { LoadBalancerName: name, SecurityGroups };
    await elb.send(new ApplySecurityGroupsToLoadBalancerCommand(groups));
    expect(await shown(name)).toMatchObject({ SecurityGroups });
  });

  test("have subnets or zones and not both, and in subnets no zones of their own", async () => {
    const { Subnets: all = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const Subnets = [all[0]?.SubnetId ?? ""];
    expect(await refusalOf(aBalancer(emulated, { Subnets }))).toEqual({
      code: "ValidationError",
      message: "Only one of SubnetIds or AvailabilityZones may be specified",
      status: 400,
    });
    const LoadBalancerName = await aBalancer(emulated, { Subnets, AvailabilityZones: [] });
    const input = { LoadBalancerName, AvailabilityZones: ["us-east-1c"] };
    for (const [Command, verb] of [
      [EnableAvailabilityZonesForLoadBalancerCommand, "enable"],
      [DisableAvailabilityZonesForLoadBalancerCommand, "disable"],
    ] as const) {
      expect(await refusalOf(elb.send(new Command(input)))).toEqual({
        code: "InvalidConfigurationRequest",
        message: `You cannot ${verb} Availability Zones for ELBs in VPC.`,
        status: 409,
      });
    }
    expect((await shown(LoadBalancerName))?.Subnets).toEqual(Subnets);
  });

  test("have one listener on a port, also within one request", async () => {
    const other = { ...http, InstancePort: 8081 };
    expect(await refusalOf(aBalancer(emulated, { Listeners: [http, other] }))).toMatchObject({
      code: "DuplicateListener",
      status: 400,
    });
    const LoadBalancerName = await aBalancer();
    const Listeners = [9, 10].map((InstancePort) => ({
      Protocol: "TCP",
      LoadBalancerPort: 81,
      InstancePort,
    }));
    const input = { LoadBalancerName, Listeners };
    const call = elb.send(new CreateLoadBalancerListenersCommand(input));
    expect(await refusalOf(call)).toMatchObject({ code: "DuplicateListener" });
    expect((await shown(LoadBalancerName))?.ListenerDescriptions).toHaveLength(1);
  });

  test("keep health check, attributes, listeners and tags", async () => {
    const LoadBalancerName = await aBalancer();
    const HealthCheck = {
      Target: "HTTP:8080/up",
      Interval: 10,
      Timeout: 3,
      UnhealthyThreshold: 3,
      HealthyThreshold: 4,
    };
    await elb.send(new ConfigureHealthCheckCommand({ LoadBalancerName, HealthCheck }));
    const listener = { Protocol: "TCP", LoadBalancerPort: 443, InstancePort: 8443 };
    const listen = (one: typeof listener) =>
      elb.send(new CreateLoadBalancerListenersCommand({ LoadBalancerName, Listeners: [one] }));
    await listen(listener);
    await listen(listener);
    expect(await refusalOf(listen({ ...listener, InstancePort: 1 }))).toMatchObject({
      code: "DuplicateListener",
    });
    await elb.send(
      new DeleteLoadBalancerListenersCommand({ LoadBalancerName, LoadBalancerPorts: [80, 81] }),
    );
    expect(await shown(LoadBalancerName)).toMatchObject({
      HealthCheck,
      ListenerDescriptions: [{ Listener: { ...listener, InstanceProtocol: "TCP" } }],
    });
    const LoadBalancerAttributes = { ConnectionDraining: { Enabled: true, Timeout: 60 } };
    const set = { LoadBalancerName, LoadBalancerAttributes };
    await elb.send(new ModifyLoadBalancerAttributesCommand(set));
    const read = await elb.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerName }));
    expect(read.LoadBalancerAttributes).toMatchObject({
      ...LoadBalancerAttributes,
      ConnectionSettings: { IdleTimeout: 60 },
    });
    const Mode = { Key: "elb.http.desyncmitigationmode", Value: "monitor" };
    const more = { ConnectionDraining: { Enabled: false }, AdditionalAttributes: [Mode] };
    const answer = await elb.send(
      new ModifyLoadBalancerAttributesCommand({ LoadBalancerName, LoadBalancerAttributes: more }),
    );
    expect(answer.LoadBalancerAttributes).toEqual({
      ConnectionDraining: { Enabled: false, Timeout: 60 },
      AdditionalAttributes: [Mode],
    });
    const LoadBalancerNames = [LoadBalancerName];
    const Tags = [{ Key: "team", Value: "web" }];
    await elb.send(new AddTagsCommand({ LoadBalancerNames, Tags }));
    const tags = async () =>
      (await elb.send(new DescribeTagsCommand({ LoadBalancerNames }))).TagDescriptions;
    expect(await tags()).toEqual([{ LoadBalancerName, Tags }]);
    await elb.send(new RemoveTagsCommand({ LoadBalancerNames, Tags: [{ Key: "team" }] }));
    expect(await tags()).toEqual([{ LoadBalancerName, Tags: [] }]);
  });
});

describe("instances", () => {
  test("that a caller registers are healthy while they run", async () => {
    const LoadBalancerName = await aBalancer();
    const InstanceId = await anInstance();
    const Instances = [{ InstanceId }];
    const input = { LoadBalancerName, Instances };
    const registered = await elb.send(new RegisterInstancesWithLoadBalancerCommand(input));
    expect(registered.Instances).toEqual(Instances);
    expect(await healthOf(LoadBalancerName)).toEqual([
      { InstanceId, State: "InService", ReasonCode: "N/A", Description: "N/A" },
    ]);
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }));
    expect(await healthOf(LoadBalancerName)).toMatchObject([
      { State: "OutOfService", Description: "Instance is in stopped state." },
    ]);
    const left = await elb.send(new DeregisterInstancesFromLoadBalancerCommand(input));
    expect(left.Instances).toEqual([]);
    const asked = await elb.send(new DescribeInstanceHealthCommand(input));
    expect(asked.InstanceStates).toMatchObject([
      { Description: "Instance is not currently registered with the LoadBalancer." },
    ]);
  });

  test("that are not there are refused", async () => {
    const LoadBalancerName = await aBalancer();
    const Instances = [{ InstanceId: "i-0123456789abcdef0" }];
    const call = elb.send(
      new RegisterInstancesWithLoadBalancerCommand({ LoadBalancerName, Instances }),
    );
    expect(await refusalOf(call)).toEqual({
      code: "InvalidInstance",
      message: "Could not find EC2 instance i-0123456789abcdef0.",
      status: 400,
    });
  });

  test("of a group that names the load balancer come and go with their lives", async () => {
    const name = await aBalancer(timed);
    const { id: LaunchTemplateId } = await aTemplate(timed);
    const AutoScalingGroupName = newName("group");
    await timed.client.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: 2,
        MaxSize: 2,
        AvailabilityZones: zones,
        LaunchTemplate: { LaunchTemplateId },
      }),
    );
    timed.advance(30);
    expect(await healthOf(name, timed)).toEqual([]);
    await timed.client.send(
      new AttachLoadBalancersCommand({ AutoScalingGroupName, LoadBalancerNames: [name] }),
    );
    const states = async () =>
      (await healthOf(name, timed)).map(({ State, ReasonCode }) => [State, ReasonCode]);
    expect(await states()).toEqual([
      ["OutOfService", "ELB"],
      ["OutOfService", "ELB"],
    ]);
    timed.advance(120);
    expect(await states()).toEqual([
      ["InService", "N/A"],
      ["InService", "N/A"],
    ]);
    const ids = (await healthOf(name, timed)).map(({ InstanceId }) => InstanceId).sort();
    expect(ids).toEqual([...(await instanceIds(timed, AutoScalingGroupName))].sort());
    await timed.elb.send(
      new ModifyLoadBalancerAttributesCommand({
        LoadBalancerName: name,
        LoadBalancerAttributes: { ConnectionDraining: { Enabled: true, Timeout: 60 } },
      }),
    );
    await timed.client.send(
      new UpdateAutoScalingGroupCommand({ AutoScalingGroupName, MinSize: 0, DesiredCapacity: 0 }),
    );
    timed.advance(10);
    expect((await healthOf(name, timed)).map(({ Description }) => Description)).toEqual([
      "Instance deregistration currently in progress.",
      "Instance deregistration currently in progress.",
    ]);
    timed.advance(120);
    expect(await healthOf(name, timed)).toEqual([]);
  });

  test("a group may name a load balancer that is not there", async () => {
    const { id: LaunchTemplateId } = await aTemplate(emulated);
    const input = { AutoScalingGroupName: newName("group"), MinSize: 0, MaxSize: 1 };
    await emulated.client.send(
      new CreateAutoScalingGroupCommand({
        ...input,
        AvailabilityZones: zones,
        LaunchTemplate: { LaunchTemplateId },
        LoadBalancerNames: ["nowhere"],
      }),
    );
    expect(await refusalOf(healthOf("nowhere"))).toMatchObject({ code: "LoadBalancerNotFound" });
  });
});
