/** Attaching and detaching load balancers, target groups and traffic sources, by the real SDK. */
import {
  AttachLoadBalancersCommand,
  AttachLoadBalancerTargetGroupsCommand,
  AttachTrafficSourcesCommand,
  DescribeLoadBalancersCommand,
  DescribeLoadBalancerTargetGroupsCommand,
  DescribeTrafficSourcesCommand,
  DetachLoadBalancersCommand,
  DetachLoadBalancerTargetGroupsCommand,
  DetachTrafficSourcesCommand,
  type TrafficSourceIdentifier,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;

const arnOf = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${name}/1`;
const lattice = "arn:aws:vpc-lattice:us-east-1:123456789012:targetgroup/tg-1";

const operations = {
  LoadBalancers: {
    attach: (AutoScalingGroupName: string, LoadBalancerNames: string[]) =>
      client.send(new AttachLoadBalancersCommand({ AutoScalingGroupName, LoadBalancerNames })),
    detach: (AutoScalingGroupName: string, LoadBalancerNames: string[]) =>
      client.send(new DetachLoadBalancersCommand({ AutoScalingGroupName, LoadBalancerNames })),
    list: async (AutoScalingGroupName: string) =>
      (await client.send(new DescribeLoadBalancersCommand({ AutoScalingGroupName }))).LoadBalancers,
    row: (LoadBalancerName: string, State: string) => ({ LoadBalancerName, State }),
    identifier: "classic",
    member: "loadBalancerNames",
    words: "Load Balancers",
  },
  LoadBalancerTargetGroups: {
    attach: (AutoScalingGroupName: string, TargetGroupARNs: string[]) =>
      client.send(
        new AttachLoadBalancerTargetGroupsCommand({ AutoScalingGroupName, TargetGroupARNs }),
      ),
    detach: (AutoScalingGroupName: string, TargetGroupARNs: string[]) =>
      client.send(
        new DetachLoadBalancerTargetGroupsCommand({ AutoScalingGroupName, TargetGroupARNs }),
      ),
    list: async (AutoScalingGroupName: string) =>
      (await client.send(new DescribeLoadBalancerTargetGroupsCommand({ AutoScalingGroupName })))
        .LoadBalancerTargetGroups,
    row: (LoadBalancerTargetGroupARN: string, State: string) => ({
      LoadBalancerTargetGroupARN,
      State,
    }),
    identifier: arnOf("web"),
    member: "targetGroupARNs",
    words: "Target Groups",
  },
  TrafficSources: {
    attach: (AutoScalingGroupName: string, identifiers: string[]) =>
      attachSources(
        AutoScalingGroupName,
        identifiers.map((Identifier) => ({ Identifier })),
      ),
    detach: (AutoScalingGroupName: string, identifiers: string[]) =>
      client.send(
        new DetachTrafficSourcesCommand({
          AutoScalingGroupName,
          TrafficSources: identifiers.map((Identifier) => ({ Identifier })),
        }),
      ),
    list: async (AutoScalingGroupName: string) =>
      (await client.send(new DescribeTrafficSourcesCommand({ AutoScalingGroupName })))
        .TrafficSources,
    row: (Identifier: string, State: string) => ({ Identifier, Type: "vpc-lattice", State }),
    identifier: lattice,
    member: "trafficSources",
    words: "Traffic Sources",
  },
};

function attachSources(AutoScalingGroupName: string, TrafficSources: TrafficSourceIdentifier[]) {
  return client.send(new AttachTrafficSourcesCommand({ AutoScalingGroupName, TrafficSources }));
}

test.each(Object.entries(operations))(
  "%s are Adding, Added, InService with an instance, Removing, and gone",
  async (_name, { attach, detach, list, row, identifier }) => {
    const name = await aGroup(emulated);
    await attach(name, [identifier]);
    expect(await list(name)).toEqual([row(identifier, "Adding")]);
    emulated.advance(2);
    expect(await list(name)).toEqual([row(identifier, "Added")]);
    const full = await aGroup(emulated, { DesiredCapacity: 1 });
    await attach(full, [identifier]);
    emulated.advance(120);
    expect(await list(full)).toEqual([row(identifier, "InService")]);
    await detach(full, [identifier]);
    expect(await list(full)).toEqual([row(identifier, "Removing")]);
    emulated.advance(3);
    expect(await list(full)).toEqual([]);
  },
);

test.each(Object.entries(operations))(
  "%s that are attached twice are there once, and come back after they went",
  async (_name, { attach, detach, list, identifier }) => {
    const name = await aGroup(emulated);
    await attach(name, [identifier]);
    await attach(name, [identifier]);
    expect(await list(name)).toHaveLength(1);
    await detach(name, [identifier]);
    await attach(name, [identifier]);
    expect(await list(name)).toMatchObject([{ State: "Adding" }]);
  },
);

test.each(Object.entries(operations))(
  "%s of an unknown group, none, too many, and unknown ones are refused",
  async (_name, { attach, detach, identifier, member, words }) => {
    const unknown = validationErrorOf("AutoScalingGroup name not found - null");
    expect(await refusalOf(attach("nobody", [identifier]))).toEqual(unknown);
    expect(await refusalOf(detach("nobody", [identifier]))).toEqual(unknown);
    const name = await aGroup(emulated);
    expect(await refusalOf(attach(name, []))).toEqual(
      validationErrorOf(`${member} must not be empty.`),
    );
    const eleven = Array.from({ length: 11 }, (_, at) => `${identifier}${at}`);
    expect((await refusalOf(attach(name, eleven))).message).toContain(
      `Value at '${member}' failed to satisfy constraint: Member must have length less than or`,
    );
    expect(await refusalOf(detach(name, [identifier]))).toEqual(
      validationErrorOf(`Trying to remove ${words} that are not part of the group`),
    );
  },
);

test("load balancers and target groups are traffic sources, and the other way round", async () => {
  const name = await aGroup(emulated, { TargetGroupARNs: [arnOf("first")] });
  await operations.LoadBalancers.attach(name, ["classic"]);
  await attachSources(name, [
    { Identifier: arnOf("second") },
    { Identifier: "old", Type: "elb" },
    { Identifier: lattice },
  ]);
  expect(await theGroup(emulated, name)).toMatchObject({
    LoadBalancerNames: ["classic", "old"],
    TargetGroupARNs: [arnOf("first"), arnOf("second")],
    TrafficSources: [
      { Identifier: "classic", Type: "elb" },
      { Identifier: "old", Type: "elb" },
      { Identifier: arnOf("first"), Type: "elbv2" },
      { Identifier: arnOf("second"), Type: "elbv2" },
      { Identifier: lattice, Type: "vpc-lattice" },
    ],
  });
  await operations.TrafficSources.detach(name, [arnOf("first"), "classic"]);
  expect(await theGroup(emulated, name)).toMatchObject({
    LoadBalancerNames: ["old"],
    TargetGroupARNs: [arnOf("second")],
  });
});

test("an unknown type is refused, also as a filter, and so are six of VPC Lattice", async () => {
  const name = await aGroup(emulated);
  const wrong = validationErrorOf(
    "Invalid traffic source type: magic. Valid types are: [elb, elbv2, vpc-lattice].",
  );
  expect(await refusalOf(attachSources(name, [{ Identifier: "a", Type: "magic" }]))).toEqual(wrong);
  const filtered = new DescribeTrafficSourcesCommand({
    AutoScalingGroupName: name,
    TrafficSourceType: "magic",
  });
  expect(await refusalOf(client.send(filtered))).toEqual(wrong);
  const six = Array.from({ length: 6 }, (_, at) => ({ Identifier: `${lattice}${at}` }));
  expect(await refusalOf(attachSources(name, six))).toEqual(
    validationErrorOf("A group can have no more than 5 traffic sources of one type."),
  );
});
