/** Elastic Load Balancing through the real SDK: records, their errors, and what they forward to. */
import {
  AddTagsCommand,
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  type CreateLoadBalancerCommandInput,
  CreateTargetGroupCommand,
  type CreateTargetGroupCommandInput,
  DeleteListenerCommand,
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  DeregisterTargetsCommand,
  DescribeAccountLimitsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  type DescribeRulesCommandInput,
  DescribeTagsCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  ListenerNotFoundException,
  LoadBalancerNotFoundException,
  ModifyLoadBalancerAttributesCommand,
  ModifyTargetGroupAttributesCommand,
  ModifyTargetGroupCommand,
  RegisterTargetsCommand,
  RemoveTagsCommand,
  ResourceInUseException,
  RuleNotFoundException,
  TargetGroupNotFoundException,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { describe, expect, test } from "vitest";
import { defaultSubnets, defaultVpcId } from "../../../src/domain/network.ts";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { elbv2 } = emulated;
const account = "123456789012";
const subnets = defaultSubnets(account, "us-east-1").map(({ id }) => id);
const VpcId = defaultVpcId(account, "us-east-1");
const missingArn = (kind: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:${account}:${kind}/none/0123456789abcdef`;

const balancer = async (changed: Partial<CreateLoadBalancerCommandInput> = {}) => {
  const input = { Name: newName("lb"), Subnets: subnets.slice(0, 2), ...changed };
  const { LoadBalancers } = await elbv2.send(new CreateLoadBalancerCommand(input));
  return LoadBalancers?.[0] ?? {};
};
const targetGroup = async (changed: Partial<CreateTargetGroupCommandInput> = {}) => {
  const input = { Name: newName("tg"), Protocol: "HTTP", Port: 80, VpcId, ...changed } as const;
  const { TargetGroups } = await elbv2.send(new CreateTargetGroupCommand(input));
  return TargetGroups?.[0] ?? {};
};
const listener = (LoadBalancerArn = "", TargetGroupArn = "", Port = 80) =>
  elbv2.send(
    new CreateListenerCommand({
      LoadBalancerArn,
      Protocol: "HTTP",
      Port,
      DefaultActions: [{ Type: "forward", TargetGroupArn }],
    }),
  );

describe("load balancers", () => {
  test("one is provisioned, then active, with zones and a DNS name", async () => {
    const created = await balancer({ Name: "web" });
    expect(created).toMatchObject({
      LoadBalancerName: "web",
      Scheme: "internet-facing",
      Type: "application",
      VpcId,
      State: { Code: "provisioning" },
      IpAddressType: "ipv4",
    });
    expect(created.LoadBalancerArn).toMatch(/:loadbalancer\/app\/web\/[0-9a-f]{16}$/);
    expect(created.DNSName).toMatch(/^web-[0-9a-f]{16}\.us-east-1\.elb\.amazonaws\.com$/);
    emulated.advance(120);
    const { LoadBalancers } = await elbv2.send(
      new DescribeLoadBalancersCommand({ Names: ["web"] }),
    );
    expect(LoadBalancers?.[0]).toMatchObject({ ...created, State: { Code: "active" } });
    expect(await balancer({ Name: "web" })).toMatchObject({
      LoadBalancerArn: created.LoadBalancerArn,
    });
    const other = balancer({ Name: "web", Scheme: "internal" });
    expect(await refusalOf(other)).toMatchObject({ code: "DuplicateLoadBalancerName" });
  });

  const refused: [string, Partial<CreateLoadBalancerCommandInput>, string][] = [
    ["a long name", { Name: "x".repeat(33) }, "ValidationError"],
    ["no subnets", { Subnets: [] }, "ValidationError"],
    ["one zone", { Subnets: subnets.slice(0, 1) }, "ValidationError"],
    ["an unknown subnet", { Subnets: ["subnet-1", "subnet-2"] }, "SubnetNotFound"],
    ["a reserved tag", { Tags: [{ Key: "aws:x", Value: "" }] }, "ValidationError"],
  ];
  test.each(refused)("%s is refused", async (_, changed, code) => {
    expect(await refusalOf(balancer(changed))).toMatchObject({ code, status: 400 });
  });

  test("attributes are kept, and one of them protects it from deletion", async () => {
    const { LoadBalancerArn } = await balancer();
    const protect = (Value: string) =>
      elbv2.send(
        new ModifyLoadBalancerAttributesCommand({
          LoadBalancerArn,
          Attributes: [{ Key: "deletion_protection.enabled", Value }],
        }),
      );
    await protect("true");
    const { Attributes } = await elbv2.send(
      new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }),
    );
    expect(Attributes).toContainEqual({ Key: "deletion_protection.enabled", Value: "true" });
    expect(Attributes).toContainEqual({ Key: "idle_timeout.timeout_seconds", Value: "60" });
    const remove = () => elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    expect(await refusalOf(remove())).toMatchObject({ code: "OperationNotPermitted" });
    await protect("false");
    await remove();
    await remove();
    const gone = new DescribeLoadBalancersCommand({ LoadBalancerArns: [LoadBalancerArn ?? ""] });
    await expect(elbv2.send(gone)).rejects.toBeInstanceOf(LoadBalancerNotFoundException);
  });

  test("they page in order of ARN", async () => {
    await Promise.all([balancer(), balancer(), balancer()]);
    const arns: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await elbv2.send(new DescribeLoadBalancersCommand({ PageSize: 1, Marker }));
      arns.push(...(page.LoadBalancers ?? []).map((one) => one.LoadBalancerArn ?? ""));
      Marker = page.NextMarker;
    } while (Marker !== undefined);
    expect(arns.length).toBeGreaterThanOrEqual(3);
    expect(arns).toEqual([...new Set(arns)].sort());
  });
});

describe("target groups", () => {
  test("one has AWS's defaults, and can be modified", async () => {
    const created = await targetGroup();
    expect(created).toMatchObject({
      Protocol: "HTTP",
      Port: 80,
      VpcId,
      TargetType: "instance",
      ProtocolVersion: "HTTP1",
      HealthCheckProtocol: "HTTP",
      HealthCheckPort: "traffic-port",
      HealthCheckPath: "/",
      HealthCheckIntervalSeconds: 30,
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 5,
      UnhealthyThresholdCount: 2,
      Matcher: { HttpCode: "200" },
      LoadBalancerArns: [],
    });
    const { TargetGroupArn } = created;
    const changed = { TargetGroupArn, HealthCheckPath: "/ready", HealthyThresholdCount: 2 };
    const { TargetGroups } = await elbv2.send(new ModifyTargetGroupCommand(changed));
    expect(TargetGroups?.[0]).toEqual({ ...created, ...changed });
  });

  test("the same again is the same; other settings under its name are refused", async () => {
    const Name = newName("tg");
    const { TargetGroupArn } = await targetGroup({ Name });
    expect((await targetGroup({ Name })).TargetGroupArn).toBe(TargetGroupArn);
    expect(await refusalOf(targetGroup({ Name, Port: 81 }))).toMatchObject({
      code: "DuplicateTargetGroupName",
    });
  });

  const refused: [string, Partial<CreateTargetGroupCommandInput>, string][] = [
    ["no protocol", { Protocol: undefined }, "A protocol must be specified"],
    ["no port", { Port: undefined }, "A port must be specified"],
    ["no VPC", { VpcId: undefined }, "A VPC ID must be specified"],
  ];
  test.each(refused)("%s is refused", async (_, changed, message) => {
    expect(await refusalOf(targetGroup(changed))).toEqual(validationErrorOf(message));
  });

  test("attributes are kept; an unknown key is refused", async () => {
    const { TargetGroupArn } = await targetGroup();
    const set = (Key: string, Value: string) =>
      elbv2.send(
        new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes: [{ Key, Value }] }),
      );
    await set("deregistration_delay.timeout_seconds", "20");
    const { Attributes } = await elbv2.send(
      new DescribeTargetGroupAttributesCommand({ TargetGroupArn }),
    );
    expect(Attributes).toContainEqual({
      Key: "deregistration_delay.timeout_seconds",
      Value: "20",
    });
    expect(await refusalOf(set("colour", "red"))).toEqual(
      validationErrorOf("Target group attribute key 'colour' is not recognized"),
    );
  });

  test("tags are added, described and removed", async () => {
    const { TargetGroupArn = "" } = await targetGroup({ Tags: [{ Key: "a", Value: "1" }] });
    const ResourceArns = [TargetGroupArn];
    await elbv2.send(new AddTagsCommand({ ResourceArns, Tags: [{ Key: "b", Value: "2" }] }));
    await elbv2.send(new RemoveTagsCommand({ ResourceArns, TagKeys: ["a"] }));
    const { TagDescriptions } = await elbv2.send(new DescribeTagsCommand({ ResourceArns }));
    expect(TagDescriptions).toEqual([
      { ResourceArn: TargetGroupArn, Tags: [{ Key: "b", Value: "2" }] },
    ]);
    const unknown = new DescribeTagsCommand({ ResourceArns: [missingArn("targetgroup")] });
    await expect(elbv2.send(unknown)).rejects.toBeInstanceOf(TargetGroupNotFoundException);
  });
});

describe("listeners", () => {
  test("a listener ties a target group to its load balancer until it is deleted", async () => {
    const { LoadBalancerArn } = await balancer();
    const { TargetGroupArn = "" } = await targetGroup();
    const { Listeners } = await listener(LoadBalancerArn, TargetGroupArn);
    const { ListenerArn = "", ...shown } = Listeners?.[0] ?? {};
    expect(ListenerArn).toMatch(/:listener\/app\/lb-[^/]+\/[0-9a-f]{16}\/[0-9a-f]{16}$/);
    expect(shown).toMatchObject({ LoadBalancerArn, Port: 80, Protocol: "HTTP" });
    const { TargetGroups } = await elbv2.send(new DescribeTargetGroupsCommand({ LoadBalancerArn }));
    expect(TargetGroups?.map((one) => one.LoadBalancerArns)).toEqual([[LoadBalancerArn]]);
    expect(await refusalOf(listener(LoadBalancerArn, TargetGroupArn))).toMatchObject({
      code: "DuplicateListener",
    });
    const remove = new DeleteTargetGroupCommand({ TargetGroupArn });
    await expect(elbv2.send(remove)).rejects.toBeInstanceOf(ResourceInUseException);
    const described = await elbv2.send(new DescribeListenersCommand({ LoadBalancerArn }));
    expect(described.Listeners).toEqual(Listeners);
    await elbv2.send(new DeleteListenerCommand({ ListenerArn }));
    await elbv2.send(remove);
    await elbv2.send(remove);
    const gone = elbv2.send(new DescribeListenersCommand({ ListenerArns: [ListenerArn] }));
    await expect(gone).rejects.toBeInstanceOf(ListenerNotFoundException);
  });

  test("the listeners of a load balancer go with it", async () => {
    const { LoadBalancerArn } = await balancer();
    const { TargetGroupArn = "" } = await targetGroup();
    await listener(LoadBalancerArn, TargetGroupArn);
    await elbv2.send(new DeleteLoadBalancerCommand({ LoadBalancerArn }));
    await elbv2.send(new DeleteTargetGroupCommand({ TargetGroupArn }));
    const gone = new DescribeTargetGroupsCommand({ TargetGroupArns: [TargetGroupArn] });
    expect(await refusalOf(elbv2.send(gone))).toEqual({
      code: "TargetGroupNotFound",
      status: 400,
      message: "One or more target groups not found",
    });
  });

  test("unknown ends are refused by name", async () => {
    const { LoadBalancerArn } = await balancer();
    const unknown = listener(LoadBalancerArn, missingArn("targetgroup"));
    expect(await refusalOf(unknown)).toMatchObject({ code: "TargetGroupNotFound" });
    const nowhere = listener(missingArn("loadbalancer/app"), "");
    expect(await refusalOf(nowhere)).toMatchObject({ code: "LoadBalancerNotFound" });
    expect(await refusalOf(elbv2.send(new DescribeListenersCommand({})))).toMatchObject({
      code: "ValidationError",
    });
  });

  test("the only rule of a listener is its default one, with the same actions", async () => {
    const { LoadBalancerArn } = await balancer();
    const { TargetGroupArn = "" } = await targetGroup();
    const { Listeners } = await listener(LoadBalancerArn, TargetGroupArn);
    const { ListenerArn = "" } = Listeners?.[0] ?? {};
    const rulesOf = async (input: DescribeRulesCommandInput) =>
      (await elbv2.send(new DescribeRulesCommand(input))).Rules;
    const rules = await rulesOf({ ListenerArn });
    const [{ RuleArn = "" } = {}] = rules ?? [];
    const path = ListenerArn.slice(ListenerArn.indexOf("listener/") + "listener/".length);
    expect(RuleArn).toMatch(new RegExp(`:listener-rule/${path}/[0-9a-f]{16}$`));
    expect(rules).toEqual([
      {
        RuleArn,
        Priority: "default",
        Conditions: [],
        IsDefault: true,
        Actions: [{ Type: "forward", TargetGroupArn }],
      },
    ]);
    expect(await rulesOf({ RuleArns: [RuleArn] })).toEqual(rules);
    await elbv2.send(new DeleteListenerCommand({ ListenerArn }));
    await expect(rulesOf({ ListenerArn })).rejects.toBeInstanceOf(ListenerNotFoundException);
    await expect(rulesOf({ RuleArns: [RuleArn] })).rejects.toBeInstanceOf(RuleNotFoundException);
    expect(await refusalOf(rulesOf({}))).toMatchObject({ code: "ValidationError" });
  });

  test("an operation that is not emulated is refused by name", async () => {
    expect(await refusalOf(elbv2.send(new DescribeAccountLimitsCommand({})))).toMatchObject({
      code: "NotImplemented",
      status: 501,
    });
  });
});

describe("targets that a caller registers", () => {
  const healthOf = async (TargetGroupArn: string | undefined) => {
    const answer = await elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return (answer.TargetHealthDescriptions ?? []).map(
      ({ Target, TargetHealth }) => [Target?.Id, Target?.Port, TargetHealth?.State] as const,
    );
  };

  test("an address is unused without a listener, then initial, healthy, draining", async () => {
    const { LoadBalancerArn } = await balancer();
    const { TargetGroupArn = "" } = await targetGroup({ TargetType: "ip" });
    const Targets = [{ Id: "172.31.0.9", Port: 8080 }];
    await elbv2.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    expect(await healthOf(TargetGroupArn)).toEqual([["172.31.0.9", 8080, "unused"]]);
    await listener(LoadBalancerArn, TargetGroupArn);
    expect(await healthOf(TargetGroupArn)).toEqual([["172.31.0.9", 8080, "initial"]]);
    emulated.advance(120);
    expect(await healthOf(TargetGroupArn)).toEqual([["172.31.0.9", 8080, "healthy"]]);
    await elbv2.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
    expect(await healthOf(TargetGroupArn)).toEqual([["172.31.0.9", 8080, "draining"]]);
    emulated.advance(301);
    expect(await healthOf(TargetGroupArn)).toEqual([]);
  });

  test("instances must be there; the target group too", async () => {
    const { TargetGroupArn } = await targetGroup();
    const Targets = [{ Id: "i-00000000000000000" }];
    const call = elbv2.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    expect(await refusalOf(call)).toMatchObject({ code: "InvalidTarget", status: 400 });
    const unknown = { TargetGroupArn: missingArn("targetgroup") };
    await expect(elbv2.send(new DescribeTargetHealthCommand(unknown))).rejects.toBeInstanceOf(
      TargetGroupNotFoundException,
    );
    const asked = { TargetGroupArn, Targets };
    const { TargetHealthDescriptions } = await elbv2.send(new DescribeTargetHealthCommand(asked));
    expect(TargetHealthDescriptions?.[0]?.TargetHealth).toMatchObject({
      State: "unused",
      Reason: "Target.NotRegistered",
    });
  });
});
