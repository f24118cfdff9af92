/** ELB health of a group through the real SDK: what its target group says, it acts on. */
import { DescribeScalingActivitiesCommand } from "@aws-sdk/client-auto-scaling";
import { RunInstancesCommand, TerminateInstancesCommand } from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ModifyTargetGroupAttributesCommand,
  RegisterTargetsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { expect, test } from "vitest";
import { defaultSubnets, defaultVpcId } from "../../../src/domain/network.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, newName } from "../../support/fleet.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client, elbv2, advance } = emulated;
const account = "123456789012";

/** With a listener unless none is wanted; targets drain for a minute. */
async function aTargetGroup(isInUse: boolean): Promise<string> {
  const VpcId = defaultVpcId(account, "us-east-1");
  const input = { Name: newName("tg"), Protocol: "HTTP", Port: 80, VpcId } as const;
  const { TargetGroups } = await elbv2.send(new CreateTargetGroupCommand(input));
  const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn ?? "";
  const Attributes = [{ Key: "deregistration_delay.timeout_seconds", Value: "60" }];
  await elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
  if (!isInUse) return TargetGroupArn;
  const subnets = defaultSubnets(account, "us-east-1").slice(0, 2);
  const Subnets = subnets.map(({ id }) => id);
  const balancer = { Name: newName("lb"), Subnets };
  const { LoadBalancers } = await elbv2.send(new CreateLoadBalancerCommand(balancer));
  await elbv2.send(
    new CreateListenerCommand({
      LoadBalancerArn: LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: "HTTP",
      Port: 80,
      DefaultActions: [{ Type: "forward", TargetGroupArn }],
    }),
  );
  return TargetGroupArn;
}

/** A group of one whose instance is deregistered; what its target group and its group then say. */
async function deregistered({ HealthCheckType = "ELB", isInUse = true }) {
  const TargetGroupArn = await aTargetGroup(isInUse);
  const AutoScalingGroupName = await aGroup(emulated, {
    MinSize: 1,
    MaxSize: 1,
    DesiredCapacity: 1,
    HealthCheckType,
    HealthCheckGracePeriod: 0,
    TargetGroupARNs: [TargetGroupArn],
  });
  advance(300);
  const [Id] = await instanceIds(emulated, AutoScalingGroupName);
  const Targets = [{ Id }];
  await elbv2.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
  const asked = new DescribeTargetHealthCommand({ TargetGroupArn, Targets });
  const { TargetHealthDescriptions } = await elbv2.send(asked);
  advance(180);
  const activities = new DescribeScalingActivitiesCommand({ AutoScalingGroupName });
  const { Activities } = await client.send(activities);
  const causes = (Activities ?? []).map(({ Cause }) => Cause ?? "").join("\n");
  return { state: TargetHealthDescriptions?.[0]?.TargetHealth?.State, causes };
}

test("a target whose instance EC2 has terminated drains, for who names it", async () => {
  const TargetGroupArn = await aTargetGroup(true);
  const run = { ImageId: "ami-0123456789abcdef0", MinCount: 1, MaxCount: 1 };
  const idOf = async () =>
    (await emulated.ec2.send(new RunInstancesCommand(run))).Instances?.[0]?.InstanceId ?? "";
  const [one, other] = [await idOf(), await idOf()];
  const Targets = [{ Id: one }, { Id: other }];
  advance(300);
  await elbv2.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
  advance(300);
  await emulated.ec2.send(new TerminateInstancesCommand({ InstanceIds: [one] }));
  advance(300);
  const healthOf = async (asked: { Id: string }[] = []) => {
    const input = { TargetGroupArn, ...(asked.length > 0 && { Targets: asked }) };
    const answer = await elbv2.send(new DescribeTargetHealthCommand(input));
    return answer.TargetHealthDescriptions?.map(({ Target, TargetHealth }) => ({
      ...TargetHealth,
      Id: Target?.Id,
    }));
  };
  expect(await healthOf()).toEqual([{ Id: other, State: "healthy" }]);
  expect(await healthOf([{ Id: one }])).toEqual([
    {
      Id: one,
      State: "draining",
      Reason: "Target.DeregistrationInProgress",
      Description: "Target deregistration is in progress",
    },
  ]);
});

test("R-260 an instance that is deregistered is replaced for its ELB check", async () => {
  const { state, causes } = await deregistered({});
  expect(state).toBe("draining");
  expect(causes).toContain("in response to an ELB system health check failure.");
  expect(causes).toContain("in response to an unhealthy instance needing to be replaced.");
});

test.each([
  ["EC2 alone is asked", { HealthCheckType: "EC2" }],
  ["no listener leads to the target group", { isInUse: false }],
])("it stays where %s", async (_, settings) => {
  const { causes } = await deregistered(settings);
  expect(causes).not.toContain("health check failure");
});
