/** Ansible from start to end: a fleet that is made, checked, operated, refreshed and removed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { EC2 } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { SSM } from "@aws-sdk/client-ssm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../cli/product.ts";
import {
  type Ansible,
  isWithoutAnsible,
  type PlayOptions,
  playbooks,
  startAnsible,
} from "./ansible.ts";
import { isWithoutMoto, type MotoServer, startMoto } from "./moto-server.ts";
import { pythonsWithBoto3 } from "./pythons.ts";

test("the first playbook tells the endpoint as the page does", () => {
  const page = readFileSync(join(repository, "docs/ansible.md"), "utf8");
  const block = /^```yaml #run module_defaults\n([\s\S]*?)^```$/m.exec(page)?.[1];
  const expected = block?.replace("http://127.0.0.1:4577", '"{{ endpoint }}"');
  expect(readFileSync(join(playbooks, "site.yml"), "utf8")).toContain(expected ?? "no block");
});

describe.skipIf(isWithoutAnsible)("Ansible", () => {
  let ansible: Ansible;
  let autoScaling: AutoScaling;
  let ec2: EC2;
  let cloudWatch: CloudWatch;
  let moto: MotoServer | undefined;

  beforeAll(async () => {
    moto = isWithoutMoto ? undefined : await startMoto("000000000000");
    const beside = moto === undefined ? [] : ["--targets-endpoint", moto.endpoint];
    const startTime = ["--start-time", "2026-03-01T12:00:00Z"];
    ansible = await startAnsible(["--speed", "60", ...startTime, ...beside, "--seed", "ansible"]);
    autoScaling = new AutoScaling(ansible.configuration);
    ec2 = new EC2(ansible.configuration);
    cloudWatch = new CloudWatch(ansible.configuration);
  });
  afterAll(async () => {
    await ansible?.close();
    await moto?.stop();
  });

  const changedBy = (playbook: string, options?: PlayOptions) =>
    ansible.changedBy(playbook, options);
  const theGroup = async (name: string) => {
    const { AutoScalingGroups } = await autoScaling.describeAutoScalingGroups({
      AutoScalingGroupNames: [name],
    });
    return AutoScalingGroups?.[0];
  };
  /** What has happened so far; reading leaves no trace. */
  const journal = async () =>
    (
      await (await fetch(`${ansible.product.endpoint}/_asg-local/journal?limit=10000`)).text()
    ).split("\n");

  /** What a queue of moto has got since the last time. */
  const toldTo = async (queue: string) => {
    const url = (await moto?.queueNamed(queue)) ?? "";
    return (await moto?.messagesIn(url))?.map((text) => JSON.parse(text)) ?? [];
  };
  const notified = async () => (await toldTo("shop")).map(({ Subject }) => Subject);

  test.skipIf(isWithoutMoto)("makes queues and a topic in another emulator", async () => {
    const flags = ["--extra-vars", JSON.stringify({ other: moto?.endpoint })];
    expect(await changedBy("messages.yml", { flags })).toHaveLength(2);
  });

  test("makes a fleet and what stands around it, and finds it as it was asked for", async () => {
    const changed = await changedBy("site.yml");
    expect(changed).toHaveLength(15);
    const { AutoScalingGroups } = await autoScaling.describeAutoScalingGroups({});
    const [batch, shop, workers] = AutoScalingGroups ?? [];
    expect(batch).toMatchObject({
      LaunchConfigurationName: "batch-1",
      MaxInstanceLifetime: 604800,
    });
    expect(shop).toMatchObject({
      LaunchTemplate: { LaunchTemplateName: "shop", Version: "1" },
      Tags: [
        { Key: "owner", PropagateAtLaunch: false },
        { Key: "service", Value: "shop" },
      ],
    });
    expect(workers?.MixedInstancesPolicy?.InstancesDistribution).toMatchObject({
      OnDemandBaseCapacity: 1,
      SpotAllocationStrategy: "capacity-optimized",
    });
    const { NotificationConfigurations } = await autoScaling.describeNotificationConfigurations({});
    expect(NotificationConfigurations).toHaveLength(4);
    expect((await autoScaling.describePolicies({})).ScalingPolicies).toHaveLength(3);
    expect((await autoScaling.describeScheduledActions({})).ScheduledUpdateGroupActions).toEqual([
      expect.objectContaining({ ScheduledActionName: "night", DesiredCapacity: 0 }),
    ]);
  });

  test.skipIf(isWithoutMoto)("its hooks and its topic have told those of it", async () => {
    const [first, second] = await toldTo("workers");
    const tried = { Event: "autoscaling:TEST_NOTIFICATION", AutoScalingGroupName: "workers" };
    expect([first, second]).toMatchObject([tried, tried]);
    expect(await notified()).toEqual(['Auto Scaling: test notification for group "shop"']);
  });

  test.each(pythonsWithBoto3)(
    "changes nothing when it runs again, with boto3 $version",
    async (python) => {
      expect(await changedBy("site.yml", { python })).toEqual([]);
    },
  );

  test("says with --check what would change, and changes nothing", async () => {
    const before = await journal();
    expect(await changedBy("check.yml", { flags: ["--check"] })).toHaveLength(10);
    expect(await journal()).toEqual(before);
  });

  test("changes sizes and tags, answers a lifecycle hook, removes hook and schedule", async () => {
    expect(await changedBy("operate.yml")).toEqual([
      "A second worker",
      "A hook is removed",
      "The batch grows, and its tags change",
      "Its tags are taken away, its processes resumed",
      "The schedule is removed",
    ]);
    expect(await theGroup("workers")).toMatchObject({ DesiredCapacity: 2 });
    const wait = { LifecycleHookName: "ready", NotificationMetadata: "ready of the workers" };
    if (!isWithoutMoto)
      expect(await toldTo("workers")).toContainEqual(expect.objectContaining(wait));
    expect((await autoScaling.describeScheduledActions({})).ScheduledUpdateGroupActions).toEqual(
      [],
    );
  });

  test("starts an instance refresh, waits for it, and cancels another", async () => {
    await changedBy("refresh.yml");
    const { InstanceRefreshes } = await autoScaling.describeInstanceRefreshes({
      AutoScalingGroupName: "shop",
    });
    expect(InstanceRefreshes).toMatchObject([
      { Status: "Cancelled", Preferences: { MinHealthyPercentage: 0, InstanceWarmup: 7200 } },
      { Status: "Successful", PercentageComplete: 100, InstancesToUpdate: 0 },
    ]);
    const versions = (await theGroup("shop"))?.Instances?.map((one) => one.LaunchTemplate?.Version);
    expect(versions).toEqual(["2", "2", "2"]);
    const ended = 'Auto Scaling: termination for group "shop"';
    if (!isWithoutMoto) expect(await notified()).toContain(ended);
  });

  test("has made an alarm that sets off the policy that it has made", async () => {
    const before = (await theGroup("shop"))?.DesiredCapacity;
    const alarm = { AlarmName: "shop-busy", StateValue: "ALARM", StateReason: "test" } as const;
    await cloudWatch.setAlarmState(alarm);
    expect([before, (await theGroup("shop"))?.DesiredCapacity]).toEqual([3, 4]);
  });

  test("removes everything, and once more nothing", async () => {
    expect(await changedBy("teardown.yml")).toHaveLength(10);
    expect(await changedBy("teardown.yml")).toEqual([]);
    expect((await autoScaling.describeAutoScalingGroups({})).AutoScalingGroups).toEqual([]);
    expect((await autoScaling.describeLaunchConfigurations({})).LaunchConfigurations).toEqual([]);
    expect((await ec2.describeLaunchTemplates({})).LaunchTemplates).toEqual([]);
    expect((await cloudWatch.describeAlarms({})).MetricAlarms).toEqual([]);
    const balancing = new ElasticLoadBalancingV2(ansible.configuration);
    expect((await balancing.describeLoadBalancers({})).LoadBalancers).toEqual([]);
    expect((await balancing.describeTargetGroups({})).TargetGroups).toEqual([]);
    expect((await new SSM(ansible.configuration).describeParameters({})).Parameters).toEqual([]);
    const { Reservations } = await ec2.describeInstances({});
    const states = Reservations?.flatMap(({ Instances = [] }) => Instances).map((i) => i.State);
    expect(states?.filter((state) => state?.Name !== "terminated")).toEqual([]);
  });
});
