/** What rules, notifications and lifecycle hooks send to other programs, at its virtual moment. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { EC2 } from "@aws-sdk/client-ec2";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { beforeAll, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";
import { startReceiver } from "../support/receiver.ts";

const receiver = await startReceiver();
const AutoScalingGroupName = "web";
const arnOf = (service: string, name: string) =>
  `arn:aws:${service}:us-east-1:000000000000:${name}`;
const checkpoint = "EC2 Auto Scaling Instance Refresh Checkpoint Reached";
let running: RunningEmulator;

beforeAll(async () => {
  receiver.answer = (request, response) => {
    const isQuestion = String(request.headers["x-amz-target"]).endsWith("GetQueueUrl");
    response.end(JSON.stringify(isQuestion ? { QueueUrl: "http://queue" } : {}));
  };
  running = await startEmulator({
    targetsEndpoint: receiver.endpoint,
    startTime: "2026-09-27T12:00:00Z",
  });
  const { clientConfiguration } = running;
  const ec2 = new EC2(clientConfiguration);
  const autoScaling = new AutoScaling(clientConfiguration);
  const events = new EventBridge(clientConfiguration);
  const LaunchTemplateName = "web";
  const LaunchTemplateData = {
    ImageId: "ami-0a1b2c3d4e5f60001",
    InstanceType: "t3.micro",
  } as const;
  await ec2.createLaunchTemplate({ LaunchTemplateName, LaunchTemplateData });
  await autoScaling.createAutoScalingGroup({
    AutoScalingGroupName,
    MinSize: 2,
    MaxSize: 4,
    LaunchTemplate: { LaunchTemplateName, Version: "$Latest" },
    AvailabilityZones: ["us-east-1a"],
  });
  await running.control.until({ group: AutoScalingGroupName, settled: true });
  await autoScaling.putNotificationConfiguration({
    AutoScalingGroupName,
    TopicARN: arnOf("sns", "groups"),
    NotificationTypes: ["autoscaling:EC2_INSTANCE_TERMINATE"],
  });
  await autoScaling.putLifecycleHook({
    AutoScalingGroupName,
    LifecycleHookName: "end",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    HeartbeatTimeout: 30,
    DefaultResult: "CONTINUE",
    NotificationTargetARN: arnOf("sqs", "hooks"),
    RoleARN: "arn:aws:iam::000000000000:role/hooks",
  });
  const EventPattern = JSON.stringify({ "detail-type": [checkpoint] });
  await events.putRule({ Name: "checkpoints", EventPattern });
  const Targets = [{ Id: "queue", Arn: arnOf("sqs", "events"), InputPath: "$.detail" }];
  await events.putTargets({ Rule: "checkpoints", Targets });
  await autoScaling.startInstanceRefresh({
    AutoScalingGroupName,
    Preferences: { MinHealthyPercentage: 50, CheckpointPercentages: [50, 100] },
  });
  await running.control.until({ group: AutoScalingGroupName, status: ["Successful"] });
  for (const client of [ec2, autoScaling, events]) client.destroy();
  return () => running.close();
}, 60_000);

const sentTo = (service: string) =>
  receiver.received.filter(({ headers, path }) =>
    service === "sqs"
      ? headers["x-amz-target"] === "AmazonSQS.SendMessage"
      : path === "/" && headers["x-amz-target"] === undefined,
  );

test("G-153 a rule's queue gets the checkpoint, a hook's queue the test and each wait", () => {
  const bodies = sentTo("sqs").map(({ body }) => JSON.parse(JSON.parse(body).MessageBody));
  expect(
    bodies.map((one) => one.CheckpointPercentage ?? one.LifecycleHookName ?? one.Event),
  ).toEqual(["autoscaling:TEST_NOTIFICATION", "end", "50", "end"]);
});

test("R-250 G-153 a topic gets the test and the terminations, and only those", () => {
  const messages = sentTo("sns").map(({ body }) => new URLSearchParams(body));
  expect(messages.map((one) => one.get("Subject"))).toEqual([
    'Auto Scaling: test notification for group "web"',
    'Auto Scaling: termination for group "web"',
    'Auto Scaling: termination for group "web"',
  ]);
  expect(messages.map((one) => one.get("TopicArn"))).toEqual(Array(3).fill(arnOf("sns", "groups")));
});
