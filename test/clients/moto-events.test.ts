/** What a refresh tells moto: queues of rules there and here, a topic, and hooks. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Control, controlOf } from "../../src/client/control.ts";
import { type Product, startProduct } from "../cli/product.ts";
import { isWithoutMoto, type MotoServer, startMoto } from "./moto-server.ts";

const AutoScalingGroupName = "web";
const group = { AutoScalingGroupName };
const checkpoint = "EC2 Auto Scaling Instance Refresh Checkpoint Reached";
const EventPattern = JSON.stringify({ source: ["aws.autoscaling"], "detail-type": [checkpoint] });
const LaunchTemplate = { LaunchTemplateName: "web", Version: "1" };

describe.skipIf(isWithoutMoto)("with queues and topics of moto", () => {
  let moto: MotoServer;
  let product: Product;
  let control: Control;
  let autoScaling: AutoScaling;
  const urls = new Map<string, string>();

  beforeAll(async () => {
    moto = await startMoto();
    const beside = ["--targets-endpoint", moto.endpoint, "--events-endpoint", moto.endpoint];
    const start = ["--clock", "manual", "--start-time", "2026-09-27T12:00:00Z"];
    product = await startProduct([...start, ...beside, "--seed", "moto", "--log", "silent"]);
    control = controlOf(product.endpoint);
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const settings = { endpoint: product.endpoint, region: "us-east-1", credentials };
    autoScaling = new AutoScaling(settings);
    for (const name of ["there", "here", "notified", "hooks"]) {
      urls.set(name, await moto.newQueue(name));
    }
    await moto.events("PutRule", { Name: "checkpoints", EventPattern });
    await moto.events("PutTargets", { Rule: "checkpoints", Targets: [targetAt("there")] });
    const rules = new EventBridge(settings);
    await rules.putRule({ Name: "checkpoints", EventPattern });
    await rules.putTargets({ Rule: "checkpoints", Targets: [targetAt("here")] });
    rules.destroy();
    const ec2 = new EC2(settings);
    await ec2.createLaunchTemplate({
      LaunchTemplateName: "web",
      LaunchTemplateData: { ImageId: "ami-0a1b2c3d4e5f60001", InstanceType: "t3.small" },
    });
    ec2.destroy();
    await autoScaling.createAutoScalingGroup({
      ...group,
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity: 2,
      AvailabilityZones: ["us-east-1a"],
      LaunchTemplate,
      InstanceLifecyclePolicy: { RetentionTriggers: { TerminateHookAbandon: "retain" } },
    });
    await control.until({ group: AutoScalingGroupName, settled: true });
  });
  afterAll(async () => {
    autoScaling?.destroy();
    await product?.stop();
    await moto?.stop();
  });

  const targetAt = (queue: string) => ({ Id: "queue", Arn: moto.arnOf("sqs", queue) });
  const messagesIn = async (queue: string) => {
    const found: unknown[] = [];
    for (;;) {
      const messages = await moto.messagesIn(urls.get(queue) ?? "");
      if (messages.length === 0) return found.map((one) => Object(one));
      found.push(...messages.map((text) => JSON.parse(text)));
    }
  };
  /** What the topic brought to its queue. */
  const notifications = async () =>
    (await messagesIn("notified")).map(({ Subject, Message }) => [
      Subject,
      JSON.parse(Message).Event,
    ]);
  const putHook = (queue: string) =>
    autoScaling.putLifecycleHook({
      ...group,
      LifecycleHookName: "end",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
      HeartbeatTimeout: 300,
      DefaultResult: "CONTINUE",
      NotificationTargetARN: moto.arnOf("sqs", queue),
      RoleARN: "arn:aws:iam::123456789012:role/hooks",
    });
  const states = async () => {
    const { AutoScalingGroups } = await autoScaling.describeAutoScalingGroups({});
    return AutoScalingGroups?.[0]?.Instances?.map(({ LifecycleState }) => LifecycleState);
  };

  test("G-153 a topic gets the test notification by the call that names it", async () => {
    const TopicARN = await moto.newTopic("groups", "notified");
    const { AutoScalingNotificationTypes: types } =
      await autoScaling.describeAutoScalingNotificationTypes({});
    const NotificationTypes = types?.filter((type) => !type.endsWith("TEST_NOTIFICATION"));
    expect(NotificationTypes).toHaveLength(4);
    await autoScaling.putNotificationConfiguration({ ...group, TopicARN, NotificationTypes });
    await expect
      .poll(notifications)
      .toEqual([
        ['Auto Scaling: test notification for group "web"', "autoscaling:TEST_NOTIFICATION"],
      ]);
  });

  test("R-246 a rule of moto's bus and a rule of ours get the checkpoint into queues", async () => {
    await control.faults.add({
      kind: "launch",
      group: AutoScalingGroupName,
      nthLaunch: 1,
      launchError: "InsufficientInstanceCapacity",
    });
    await autoScaling.startInstanceRefresh({
      ...group,
      Preferences: { MinHealthyPercentage: 50, CheckpointPercentages: [50, 100] },
    });
    const moved = await control.until({ group: AutoScalingGroupName, status: ["Successful"] });
    expect(moved).toMatchObject({ reached: true, deliveries: { failed: 0, dropped: 0 } });
    const [here = {}, ...more] = await messagesIn("here");
    const told = {
      "detail-type": checkpoint,
      source: "aws.autoscaling",
      detail: { CheckpointPercentage: "50", CheckpointDelay: "3600" },
    };
    expect(here).toMatchObject({ ...told, account: "000000000000" });
    const { id: _, account: __, ...same } = here;
    // A bus gives each event an id of its own; moto leaves out the account. Nobody waits for a bus.
    await expect.poll(() => messagesIn("there")).toMatchObject([{ ...same, ...told }]);
    expect(more).toEqual([]);
  });

  test("R-250 R-251 the topic has told of launches, a failed one, and terminations", async () => {
    const ofGroup = (what: string) => `Auto Scaling: ${what} for group "web"`;
    const launch = [ofGroup("launch"), "autoscaling:EC2_INSTANCE_LAUNCH"];
    const end = [ofGroup("termination"), "autoscaling:EC2_INSTANCE_TERMINATE"];
    const failed = [ofGroup("failed launch"), "autoscaling:EC2_INSTANCE_LAUNCH_ERROR"];
    expect(await notifications()).toEqual([failed, end, launch, launch, end]);
  });

  test("G-153 R-250 a hook's queue is told of the wait, and a failed end is notified", async () => {
    await putHook("hooks");
    await autoScaling.setDesiredCapacity({ ...group, DesiredCapacity: 1 });
    await control.advance("30s");
    expect(await states()).toContain("Terminating:Wait");
    const [tried, told, ...more] = await messagesIn("hooks");
    expect(tried).toMatchObject({ Event: "autoscaling:TEST_NOTIFICATION" });
    expect(told).toMatchObject({ LifecycleHookName: "end", Service: "AWS Auto Scaling" });
    expect(more).toEqual([]);
    await autoScaling.completeLifecycleAction({
      ...group,
      LifecycleHookName: "end",
      LifecycleActionToken: told.LifecycleActionToken,
      LifecycleActionResult: "ABANDON",
    });
    await control.advance("10s");
    expect(await notifications()).toEqual([
      [
        'Auto Scaling: failed termination for group "web"',
        "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
      ],
    ]);
  });

  test("G-154 a hook whose queue was deleted holds nothing, and is not put again", async () => {
    await putHook("hooks");
    await moto.sqs("DeleteQueue", { QueueUrl: urls.get("hooks") });
    await autoScaling.setDesiredCapacity({ ...group, DesiredCapacity: 0 });
    await control.advance("10s");
    expect(await states()).not.toContain("Terminating:Wait");
    await expect(putHook("hooks")).rejects.toThrow(/^Unable to publish test message to/);
  });
});
