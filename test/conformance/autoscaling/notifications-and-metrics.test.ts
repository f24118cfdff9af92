/** Notifications, metrics collection and account settings by the real SDK: stored and shown. */
import {
  DeleteNotificationConfigurationCommand,
  DescribeAccountSettingsCommand,
  DescribeNotificationConfigurationsCommand,
  DisableMetricsCollectionCommand,
  EnableMetricsCollectionCommand,
  PutAccountSettingCommand,
  PutNotificationConfigurationCommand,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client } = emulated;
const unknownGroup = validationErrorOf("AutoScalingGroup name not found - null");

const launch = "autoscaling:EC2_INSTANCE_LAUNCH";
const end = "autoscaling:EC2_INSTANCE_TERMINATE";
const topic = (name: string) => `arn:aws:sns:us-east-1:123456789012:${name}`;

const put = (AutoScalingGroupName: string, TopicARN: string, NotificationTypes = [launch]) =>
  client.send(
    new PutNotificationConfigurationCommand({ AutoScalingGroupName, TopicARN, NotificationTypes }),
  );
const remove = (AutoScalingGroupName: string, TopicARN: string) =>
  client.send(new DeleteNotificationConfigurationCommand({ AutoScalingGroupName, TopicARN }));
const rows = async (...AutoScalingGroupNames: string[]) =>
  (await client.send(new DescribeNotificationConfigurationsCommand({ AutoScalingGroupNames })))
    .NotificationConfigurations;

test("notifications are shown by topic and type; a new put replaces the types", async () => {
  const name = await aGroup(emulated);
  await put(name, topic("b"), [end, launch]);
  await put(name, topic("a"));
  const row = (TopicARN: string, NotificationType: string) => ({
    AutoScalingGroupName: name,
    TopicARN,
    NotificationType,
  });
  expect(await rows(name)).toEqual([
    row(topic("a"), launch),
    row(topic("b"), launch),
    row(topic("b"), end),
  ]);
  await put(name, topic("b"), [end]);
  expect(await rows(name)).toEqual([row(topic("a"), launch), row(topic("b"), end)]);
  await remove(name, topic("b"));
  await remove(name, topic("nobody"));
  expect(await rows(name)).toEqual([row(topic("a"), launch)]);
});

test("notifications of all groups page, and a wrong token is refused", async () => {
  const names = [await aGroup(emulated), await aGroup(emulated)];
  for (const name of names) await put(name, topic("pages"), [launch, end]);
  const seen: string[] = [];
  for (let NextToken: string | undefined, at = 0; at < 10; at++) {
    const page = await client.send(
      new DescribeNotificationConfigurationsCommand({
        AutoScalingGroupNames: names,
        MaxRecords: 3,
        NextToken,
      }),
    );
    for (const one of page.NotificationConfigurations ?? []) {
      seen.push(`${one.AutoScalingGroupName} ${one.NotificationType}`);
    }
    NextToken = page.NextToken;
    if (NextToken === undefined) break;
  }
  expect(new Set(seen).size).toBe(4);
  expect(seen).toHaveLength(4);
  const wrong = client.send(new DescribeNotificationConfigurationsCommand({ NextToken: "x" }));
  expect((await refusalOf(wrong)).code).toBe("InvalidNextToken");
});

test("an unknown group, type or topic, no type, and an eleventh topic are refused", async () => {
  const name = await aGroup(emulated);
  expect(await refusalOf(put("nobody", topic("a")))).toEqual(unknownGroup);
  expect(await refusalOf(remove("nobody", topic("a")))).toEqual(unknownGroup);
  expect(await refusalOf(put(name, "nonsense"))).toEqual(
    validationErrorOf("Invalid parameter: TopicArn"),
  );
  expect(await refusalOf(put(name, topic("a"), ["autoscaling:MAGIC"]))).toEqual(
    validationErrorOf('"autoscaling:MAGIC" is not a valid Notification Type.'),
  );
  expect(await refusalOf(put(name, topic("a"), []))).toEqual(
    validationErrorOf("At least one notification type must be specified."),
  );
  for (let at = 0; at < 10; at++) await put(name, topic(`t${at}`));
  expect(await refusalOf(put(name, topic("a")))).toEqual({
    code: "LimitExceeded",
    message: `Your AutoScaling Group:${name} can't have more than 10 topics`,
    status: 400,
  });
});

const enable = (AutoScalingGroupName: string, Metrics?: string[], Granularity = "1Minute") =>
  client.send(new EnableMetricsCollectionCommand({ AutoScalingGroupName, Metrics, Granularity }));
const disable = (AutoScalingGroupName: string, Metrics?: string[]) =>
  client.send(new DisableMetricsCollectionCommand({ AutoScalingGroupName, Metrics }));
const enabled = async (name: string) => (await theGroup(emulated, name)).EnabledMetrics ?? [];

test("G-067 all 25 metrics are collected when none is named, each every minute", async () => {
  const name = await aGroup(emulated);
  await enable(name);
  const metrics = await enabled(name);
  expect(metrics).toHaveLength(25);
  expect(metrics[0]).toEqual({ Metric: "GroupMinSize", Granularity: "1Minute" });
  await disable(name);
  expect(await enabled(name)).toEqual([]);
});

test("metrics that are named come and go alone", async () => {
  const name = await aGroup(emulated);
  await enable(name, ["GroupMaxSize"]);
  await enable(name, ["GroupMinSize", "GroupMaxSize"]);
  expect((await enabled(name)).map(({ Metric }) => Metric)).toEqual([
    "GroupMinSize",
    "GroupMaxSize",
  ]);
  await disable(name, ["GroupMinSize", "GroupTotalCapacity"]);
  expect((await enabled(name)).map(({ Metric }) => Metric)).toEqual(["GroupMaxSize"]);
});

test("an unknown group, metric or granularity is refused", async () => {
  const name = await aGroup(emulated);
  expect(await refusalOf(enable("nobody"))).toEqual(unknownGroup);
  expect(await refusalOf(disable("nobody"))).toEqual(unknownGroup);
  const unknown = /^Valid metrics collection types are: \[(Group\w+, ){15}(\w+, ){9}\w+\]\.$/;
  expect((await refusalOf(enable(name, ["Magic"]))).message).toMatch(unknown);
  expect((await refusalOf(disable(name, ["Magic"]))).message).toMatch(unknown);
  expect(await refusalOf(enable(name, undefined, "5Minutes"))).toEqual(
    validationErrorOf("Valid metrics granularity type is: [1Minute]."),
  );
});

test("the one setting of an account is disabled until it is put, and can be named", async () => {
  const describe = async (Name?: string) =>
    (await client.send(new DescribeAccountSettingsCommand({ Name }))).Settings;
  const shown = (Value: string) => [
    { Name: "launchBeforeTerminate", Value, EnforcementType: "none" },
  ];
  const putSetting = (Name: string, Value: string) =>
    client.send(new PutAccountSettingCommand({ Name, Value }));
  expect(await describe()).toEqual(shown("disabled"));
  await putSetting("launchBeforeTerminate", "enabled");
  expect(await describe("launchBeforeTerminate")).toEqual(shown("enabled"));
  const unknown = validationErrorOf("magic is not an account setting.");
  expect(await refusalOf(describe("magic"))).toEqual(unknown);
  expect(await refusalOf(putSetting("magic", "enabled"))).toEqual(unknown);
  expect(await refusalOf(putSetting("launchBeforeTerminate", "yes"))).toEqual(
    validationErrorOf("Invalid value: yes. Valid values are: [enabled, disabled]."),
  );
});
