/** Listeners through the real SDK: what of them can be changed, and their attributes. */
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  DescribeCapacityReservationCommand,
  DescribeListenerAttributesCommand,
  DescribeListenersCommand,
  DuplicateListenerException,
  ListenerNotFoundException,
  LoadBalancerNotFoundException,
  type LoadBalancerTypeEnum,
  ModifyListenerAttributesCommand,
  ModifyListenerCommand,
  type ModifyListenerCommandInput,
  type ProtocolEnum,
  TargetGroupNotFoundException,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, test } from "vitest";
import { defaultSubnets, defaultVpcId } from "../../../src/domain/network.ts";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const { elbv2 } = await startEmulator();
const account = "123456789012";
const Subnets = defaultSubnets(account, "us-east-1").map(({ id }) => id);
const VpcId = defaultVpcId(account, "us-east-1");
const unknownArn = (kind: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:${account}:${kind}/none/0123456789abcdef`;

async function newBalancer(Type: LoadBalancerTypeEnum = "application"): Promise<string> {
  const input = { Name: newName("lb"), Subnets, Type };
  const { LoadBalancers } = await elbv2.send(new CreateLoadBalancerCommand(input));
  return LoadBalancers?.[0]?.LoadBalancerArn ?? "";
}

async function newTargetGroup(Protocol: ProtocolEnum = "HTTP"): Promise<string> {
  const input = { Name: newName("tg"), Protocol, Port: 80, VpcId };
  const { TargetGroups } = await elbv2.send(new CreateTargetGroupCommand(input));
  return TargetGroups?.[0]?.TargetGroupArn ?? "";
}

interface Ends {
  readonly LoadBalancerArn: string;
  readonly TargetGroupArn: string;
  readonly Protocol?: ProtocolEnum;
  readonly Port?: number;
}

async function newListener(ends: Ends): Promise<string> {
  const { TargetGroupArn, LoadBalancerArn, Protocol = "HTTP", Port = 80 } = ends;
  const DefaultActions = [{ Type: "forward" as const, TargetGroupArn }];
  const input = { LoadBalancerArn, Protocol, Port, DefaultActions };
  const { Listeners } = await elbv2.send(new CreateListenerCommand(input));
  return Listeners?.[0]?.ListenerArn ?? "";
}

const modify = (input: ModifyListenerCommandInput) => elbv2.send(new ModifyListenerCommand(input));

describe("a change of a listener", () => {
  test("sets the members that are given, and keeps the others", async () => {
    const [LoadBalancerArn, first, second] = [
      await newBalancer(),
      await newTargetGroup(),
      await newTargetGroup(),
    ];
    const ListenerArn = await newListener({ LoadBalancerArn, TargetGroupArn: first });
    const DefaultActions = [{ Type: "forward" as const, TargetGroupArn: second }];
    const { Listeners } = await modify({ ListenerArn, Port: 81, DefaultActions });
    expect(Listeners).toMatchObject([
      { ListenerArn, LoadBalancerArn, Protocol: "HTTP", Port: 81, DefaultActions },
    ]);
    const described = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
    expect(described.Listeners).toEqual(Listeners);
    // The first target group is free again, and the second one in use.
    await elbv2.send(new DeleteTargetGroupCommand({ TargetGroupArn: first }));
    const used = elbv2.send(new DeleteTargetGroupCommand({ TargetGroupArn: second }));
    expect(await refusalOf(used)).toMatchObject({ code: "ResourceInUse" });
  });

  test("may name the port that it has, and none that another one has", async () => {
    const ends = { LoadBalancerArn: await newBalancer(), TargetGroupArn: await newTargetGroup() };
    const ListenerArn = await newListener(ends);
    await newListener({ ...ends, Port: 8080 });
    const same = await modify({ ListenerArn, Port: 80 });
    expect(same.Listeners).toMatchObject([{ Port: 80 }]);
    const taken = modify({ ListenerArn, Port: 8080 });
    await expect(taken).rejects.toBeInstanceOf(DuplicateListenerException);
  });

  test("is refused for what a new listener would be refused for", async () => {
    const ends = { LoadBalancerArn: await newBalancer(), TargetGroupArn: await newTargetGroup() };
    const ListenerArn = await newListener(ends);
    const asTcp = modify({ ListenerArn, Protocol: "TCP" });
    expect(await refusalOf(asTcp)).toEqual(
      validationErrorOf("Listener protocol 'TCP' must be one of 'HTTP, HTTPS'"),
    );
    const TargetGroupArn = unknownArn("targetgroup");
    const nowhere = modify({ ListenerArn, DefaultActions: [{ Type: "forward", TargetGroupArn }] });
    await expect(nowhere).rejects.toBeInstanceOf(TargetGroupNotFoundException);
    const unknown = modify({ ListenerArn: unknownArn("listener/app"), Port: 81 });
    await expect(unknown).rejects.toBeInstanceOf(ListenerNotFoundException);
  });
});

describe("the attributes of a listener", () => {
  const attributesOf = async (ListenerArn: string) => {
    const answer = await elbv2.send(new DescribeListenerAttributesCommand({ ListenerArn }));
    return new Map(answer.Attributes?.map(({ Key, Value }) => [Key, Value]));
  };
  const set = (ListenerArn: string, Key: string, Value: string) => {
    const Attributes = [{ Key, Value }];
    return elbv2.send(new ModifyListenerAttributesCommand({ ListenerArn, Attributes }));
  };
  const server = "routing.http.response.server.enabled";
  const version = "routing.http.request.x_amzn_tls_version.header_name";

  test.each([
    ["HTTP", "application", new Map([[server, "true"]]), version],
    [
      "HTTPS",
      "application",
      new Map([[version, "X-Amzn-Tls-Version"]]),
      "tcp.idle_timeout.seconds",
    ],
    ["TCP", "network", new Map([["tcp.idle_timeout.seconds", "350"]]), server],
  ] as const)("of %s have AWS's defaults", async (Protocol, type, present, absent) => {
    const [LoadBalancerArn, TargetGroupArn] = [
      await newBalancer(type),
      await newTargetGroup(Protocol),
    ];
    const arn = await newListener({ LoadBalancerArn, TargetGroupArn, Protocol });
    const attributes = await attributesOf(arn);
    for (const [key, value] of present) expect(attributes.get(key)).toBe(value);
    expect(attributes.has(absent)).toBe(false);
  });

  test("are kept; one that its protocol does not have is refused", async () => {
    const ends = { LoadBalancerArn: await newBalancer(), TargetGroupArn: await newTargetGroup() };
    const arn = await newListener(ends);
    const { Attributes } = await set(arn, server, "false");
    expect(Attributes).toContainEqual({ Key: server, Value: "false" });
    expect((await attributesOf(arn)).get(server)).toBe("false");
    expect(await refusalOf(set(arn, "tcp.idle_timeout.seconds", "60"))).toEqual(
      validationErrorOf("The provided listener attribute is not supported"),
    );
    const unknown = attributesOf(unknownArn("listener/app"));
    await expect(unknown).rejects.toBeInstanceOf(ListenerNotFoundException);
    const unknownToSet = set(unknownArn("listener/app"), server, "true");
    await expect(unknownToSet).rejects.toBeInstanceOf(ListenerNotFoundException);
  });
});

test("a load balancer has no capacity reserved; an unknown one is refused", async () => {
  const reservationOf = (LoadBalancerArn: string) =>
    elbv2.send(new DescribeCapacityReservationCommand({ LoadBalancerArn }));
  const { $metadata, ...answer } = await reservationOf(await newBalancer());
  expect($metadata.httpStatusCode).toBe(200);
  expect(answer).toEqual({ CapacityReservationState: [] });
  const unknown = reservationOf(unknownArn("loadbalancer/app"));
  await expect(unknown).rejects.toBeInstanceOf(LoadBalancerNotFoundException);
});
