/** Terraform and everything that stands around a group: made, changed, read again, destroyed. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { EC2 } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { SSM } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isWithoutMoto, type MotoServer, startMoto } from "./moto-server.ts";
import { startTerraform, type Terraform, whileTimePasses } from "./terraform.ts";
import { type TerraformPlaces, terraformPlaces } from "./terraform-places.ts";

const places = terraformPlaces();
/** Queues, topics and what sends to them are made where moto has them. */
const resources = isWithoutMoto ? 39 : 47;
const queues = isWithoutMoto
  ? []
  : ["refreshes", "ends", "notified"].map((name) => `aws_sqs_queue.${name}`);

describe.skipIf(places === undefined)("Terraform and what is around a group", () => {
  let terraform: Terraform;
  let moto: MotoServer | undefined;
  let autoScaling: AutoScaling;

  beforeAll(async () => {
    moto = isWithoutMoto ? undefined : await startMoto();
    const beside = { other: moto?.endpoint };
    terraform = await startTerraform(places as TerraformPlaces, "resources", beside);
    autoScaling = new AutoScaling(terraform.client);
    await terraform.succeed("init");
  });
  afterAll(async () => {
    await terraform.close();
    await moto?.stop();
  });

  const AutoScalingGroupName = "web";
  const group = async () => {
    const asked = { AutoScalingGroupNames: [AutoScalingGroupName] };
    return (await autoScaling.describeAutoScalingGroups(asked)).AutoScalingGroups?.[0];
  };
  const hooks = async () => {
    const answer = await autoScaling.describeLifecycleHooks({ AutoScalingGroupName });
    return answer.LifecycleHooks?.map((one) => [one.LifecycleHookName, one.HeartbeatTimeout]);
  };
  const pool = async () => {
    const answer = await autoScaling.describeWarmPool({ AutoScalingGroupName });
    return answer.WarmPoolConfiguration;
  };
  const policies = async () => {
    const { ScalingPolicies = [] } = await autoScaling.describePolicies({ AutoScalingGroupName });
    return new Map(ScalingPolicies.map((one) => [one.PolicyName, one]));
  };

  test("everything is made, and found again by data sources", async () => {
    const output = await whileTimePasses(terraform, terraform.apply());
    expect(output).toContain(`Apply complete! Resources: ${resources} added, 0 changed`);
    const found = JSON.parse(await terraform.succeed("output", "-json", "found"));
    expect(found).toMatchObject({
      account: "000000000000",
      region: "us-east-1",
      zone: "us-east-1a",
      vcpus: 2,
      types: 7,
      security: "default",
      image: "ami-0abcdef1234567890",
      zones: 6,
      desired: 2,
      parameter: "ami-0abcdef1234567890",
      template: "t3.micro",
      old: "t3.micro",
      groups: [expect.stringMatching(/^mixed-/), "web"],
    });
    await terraform.expectNoChange();
    await terraform.expectNoChange();
  });

  test("a group is as it was asked for", async () => {
    expect(await group()).toMatchObject({
      MinSize: 1,
      MaxSize: 8,
      DesiredCapacity: 2,
      HealthCheckType: "ELB",
      HealthCheckGracePeriod: 30,
      DefaultCooldown: 120,
      DefaultInstanceWarmup: 30,
      NewInstancesProtectedFromScaleIn: true,
      CapacityRebalance: true,
      MaxInstanceLifetime: 604800,
      TerminationPolicies: ["OldestLaunchTemplate", "OldestInstance"],
      SuspendedProcesses: [{ ProcessName: "AZRebalance" }],
      EnabledMetrics: [{ Metric: "GroupMinSize" }, { Metric: "GroupMaxSize" }],
      InstanceMaintenancePolicy: { MinHealthyPercentage: 90, MaxHealthyPercentage: 120 },
      TargetGroupARNs: [expect.stringContaining(":targetgroup/web/")],
      LaunchTemplate: { Version: "$Default" },
    });
    expect(await hooks()).toEqual([
      ["boot", 30],
      ["end", 60],
    ]);
    expect(await pool()).toMatchObject({
      PoolState: "Stopped",
      MinSize: 1,
      MaxGroupPreparedCapacity: 4,
      InstanceReusePolicy: { ReuseOnScaleIn: true },
    });
    expect([...(await policies())].map(([name, { PolicyType }]) => [name, PolicyType])).toEqual([
      ["custom-tracking", "TargetTrackingScaling"],
      ["predictive", "PredictiveScaling"],
      ["simple", "SimpleScaling"],
      ["step", "StepScaling"],
      ["tracking", "TargetTrackingScaling"],
    ]);
    expect((await policies()).get("simple")?.Alarms).toMatchObject([{ AlarmName: "errors" }]);
  });

  test.skipIf(isWithoutMoto)("what was made in the same apply is told of the group", async () => {
    const messagesIn = async (name: string) => {
      const url = (await moto?.queueNamed(name)) ?? "";
      return (await moto?.messagesIn(url))?.map((text) => JSON.parse(text));
    };
    const tried = { Event: "autoscaling:TEST_NOTIFICATION", AutoScalingGroupName };
    // On a slow machine the group launches more before the apply has ended.
    for (const name of ["notified", "ends"]) {
      expect((await messagesIn(name))?.[0]).toMatchObject(tried);
    }
    await autoScaling.startInstanceRefresh({ AutoScalingGroupName });
    await terraform.control.advance("10s");
    await autoScaling.cancelInstanceRefresh({ AutoScalingGroupName });
    await terraform.control.until({ group: AutoScalingGroupName, status: ["Cancelled"] });
    const steps = await messagesIn("refreshes");
    expect(steps?.map((step) => step["detail-type"])).toEqual([
      "EC2 Auto Scaling Instance Refresh Started",
      "EC2 Auto Scaling Instance Refresh Cancelled",
    ]);
  });

  test("a change of everything that can be changed is made in place", async () => {
    terraform.set({ is_changed: true });
    const output = await whileTimePasses(terraform, terraform.apply());
    expect(output).toMatch(/Apply complete! Resources: 0 added, 1\d changed, 0 destroyed\./);
    await terraform.expectNoChange();
    await terraform.expectNoChange();
    expect(await group()).toMatchObject({
      MaxSize: 9,
      HealthCheckGracePeriod: 40,
      DefaultInstanceWarmup: 45,
      TerminationPolicies: ["Default"],
      SuspendedProcesses: [{ ProcessName: "AlarmNotification" }],
      EnabledMetrics: [{ Metric: "GroupMinSize" }],
      InstanceMaintenancePolicy: { MinHealthyPercentage: 80, MaxHealthyPercentage: 120 },
    });
    expect(await hooks()).toEqual([
      ["boot", 30],
      ["end", 90],
    ]);
    expect(await pool()).toMatchObject({ PoolState: "Running", MaxGroupPreparedCapacity: 5 });
    const { simple, tracking } = Object.fromEntries(await policies());
    expect(simple?.ScalingAdjustment).toBe(2);
    expect(tracking?.TargetTrackingConfiguration?.TargetValue).toBe(60);
  });

  test("destroy ends with nothing left but what every account has", async () => {
    // The provider would look for a minute whether moto's queues are really gone.
    if (!isWithoutMoto) await terraform.succeed("state rm", ...queues);
    const destroyed = terraform.succeed("destroy", "-auto-approve");
    const output = await whileTimePasses(terraform, destroyed);
    expect(output).toContain(
      `Destroy complete! Resources: ${resources - queues.length} destroyed.`,
    );
    const [ec2, elbv2] = [new EC2(terraform.client), new ElasticLoadBalancingV2(terraform.client)];
    const [cloudWatch, ssm] = [new CloudWatch(terraform.client), new SSM(terraform.client)];
    const alarms = await cloudWatch.describeAlarms({
      AlarmTypes: ["MetricAlarm", "CompositeAlarm"],
    });
    expect({
      groups: (await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups,
      configurations: (await autoScaling.describeLaunchConfigurations({})).LaunchConfigurations,
      scheduled: (await autoScaling.describeScheduledActions({})).ScheduledUpdateGroupActions,
      templates: (await ec2.describeLaunchTemplates({})).LaunchTemplates,
      balancers: (await elbv2.describeLoadBalancers({})).LoadBalancers,
      targetGroups: (await elbv2.describeTargetGroups({})).TargetGroups,
      alarms: [...(alarms.MetricAlarms ?? []), ...(alarms.CompositeAlarms ?? [])],
      rules: (await new EventBridge(terraform.client).listRules({})).Rules,
      notifications: (await autoScaling.describeNotificationConfigurations({}))
        .NotificationConfigurations,
      parameters: (await ssm.getParametersByPath({ Path: "/web" })).Parameters,
      gateways: (await ec2.describeInternetGateways({})).InternetGateways?.length,
      vpcs: (await ec2.describeVpcs({})).Vpcs?.map(({ IsDefault }) => IsDefault),
      security: (await ec2.describeSecurityGroups({})).SecurityGroups?.map((one) => one.GroupName),
    }).toEqual({
      groups: [],
      configurations: [],
      scheduled: [],
      templates: [],
      balancers: [],
      targetGroups: [],
      alarms: [],
      rules: [],
      notifications: [],
      parameters: [],
      gateways: 1,
      vpcs: [true],
      security: ["default"],
    });
  });

  test("nothing was refused but what Terraform asks in order to know", () => {
    const unexpected = terraform.refusals().filter((one) => !expectedRefusals.has(one));
    expect([...new Set(unexpected)]).toEqual([]);
  });
});

const expectedRefusals = new Set([
  // Terraform asks for the firmware's data of an image as if it were an instance.
  "GetInstanceUefiData NotImplemented",
  // Whether the name is free.
  "DescribeLoadBalancers LoadBalancerNotFound",
  "DescribeTargetGroups TargetGroupNotFound",
  // A new security group's rule for IPv6, which it has in a network with IPv6 alone.
  "RevokeSecurityGroupEgress InvalidPermission.NotFound",
  // Whether what was deleted is gone.
  "DescribeRouteTables InvalidRouteTableID.NotFound",
  "DescribeSecurityGroups InvalidGroup.NotFound",
  "DescribeVpcs InvalidVpcID.NotFound",
]);
