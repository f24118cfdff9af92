/** What is sent arrives in moto: in queues, by topics, and by a rule of its bus. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsCall, awsJsonCall } from "../../src/senders/aws-call.ts";
import { putOnBus } from "../../src/senders/event-bridge.ts";
import { SendError, type Service } from "../../src/senders/message.ts";
import { arnSender } from "../../src/senders/send-to-arn.ts";
import { isWithout } from "./installed.ts";
import { addressOf } from "./moto-server.ts";

const isHere = spawnSync("moto_server", ["--help"]).status === 0;
const place = { region: "us-east-1", account: "123456789012" };
const arnOf = (service: string, name: string) =>
  `arn:aws:${service}:${place.region}:${place.account}:${name}`;
const patience = () => AbortSignal.timeout(10_000);

describe.skipIf(isWithout("moto", isHere))("messages to moto", () => {
  let moto: ChildProcess;
  let service: Service;

  beforeAll(async () => {
    moto = spawn("moto_server", ["-H", "127.0.0.1", "-p", "0"]);
    service = { endpoint: await addressOf(moto) };
  });
  afterAll(async () => {
    const ended = once(moto, "exit");
    moto.kill();
    await ended;
  });

  const sqs = (operation: string, input: object) =>
    awsJsonCall({
      service,
      ...place,
      signingName: "sqs",
      target: `AmazonSQS.${operation}`,
      version: "1.0",
      input,
      signal: patience(),
    });
  const sns = (parameters: Readonly<Record<string, string>>) =>
    awsCall({
      service,
      ...place,
      signingName: "sns",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ Version: "2010-03-31", ...parameters }).toString(),
      signal: patience(),
    });
  const newQueue = async (QueueName: string, Attributes: object = {}) =>
    String((await sqs("CreateQueue", { QueueName, Attributes })).QueueUrl);
  const messagesIn = async (QueueUrl: string) => {
    const { Messages } = await sqs("ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 10 });
    return (Array.isArray(Messages) ? Messages : []).map(({ Body }) => String(Body));
  };
  const sender = () => arnSender({ sqs: service, sns: service, lambda: service });

  test("a queue has the message; one that is gone is refused for good", async () => {
    const url = await newQueue("events");
    await sender().send({ arn: arnOf("sqs", "events"), text: '{"a":1}' }, patience());
    expect(await messagesIn(url)).toEqual(['{"a":1}']);
    const lost = sender().send({ arn: arnOf("sqs", "nowhere"), text: "" }, patience());
    await expect(lost).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining("QueueDoesNotExist"),
    });
  });

  test("a FIFO queue keeps the order of a group, and one copy of an event", async () => {
    const url = await newQueue("events.fifo", { FifoQueue: "true" });
    const { send } = sender();
    const arn = arnOf("sqs", "events.fifo");
    for (const [text, deduplicationId] of [
      ["one", "1"],
      ["two", "2"],
      ["two", "2"],
    ] as const) {
      await send({ arn, text, groupId: "web", deduplicationId }, patience());
    }
    expect(await messagesIn(url)).toEqual(["one", "two"]);
  });

  test("a topic gives subject and message to its queue", async () => {
    const url = await newQueue("notified");
    await sns({ Action: "CreateTopic", Name: "groups" });
    const TopicArn = arnOf("sns", "groups");
    const Endpoint = arnOf("sqs", "notified");
    await sns({ Action: "Subscribe", TopicArn, Protocol: "sqs", Endpoint });
    const subject = 'Auto Scaling: launch for group "web"';
    await sender().send({ arn: TopicArn, text: '{"Progress":50}', subject }, patience());
    const [message = "{}"] = await messagesIn(url);
    expect(JSON.parse(message)).toMatchObject({
      Subject: subject,
      Message: '{"Progress":50}',
      TopicArn,
    });
    const lost = sender().send({ arn: arnOf("sns", "nowhere"), text: "" }, patience());
    await expect(lost).rejects.toThrow(SendError);
  });

  test("a function that is not there is refused for good", async () => {
    const arn = arnOf("lambda", "function:nowhere");
    await expect(sender().send({ arn, text: "{}" }, patience())).rejects.toMatchObject({
      isFinal: true,
    });
  });

  test("a rule of moto's bus gets the event into a queue", async () => {
    const url = await newQueue("ruled");
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    const bus = new EventBridge({ ...service, region: place.region, credentials });
    const EventPattern = '{"source": ["aws.autoscaling"]}';
    await bus.putRule({ Name: "all", EventPattern });
    const Targets = [{ Id: "queue", Arn: arnOf("sqs", "ruled") }];
    await bus.putTargets({ Rule: "all", Targets });
    bus.destroy();
    const event = {
      "detail-type": "EC2 Auto Scaling Instance Refresh Checkpoint Reached",
      source: "aws.autoscaling",
      ...place,
      time: "2026-09-27T12:00:00Z",
      resources: ["arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:x/web"],
      detail: { CheckpointPercentage: "20" },
    };
    const answers = await putOnBus({ service }, [event], { signal: patience() });
    expect(answers).toEqual([undefined]);
    const [message = "{}"] = await messagesIn(url);
    const { account: _, ...kept } = event;
    expect(JSON.parse(message)).toMatchObject(kept);
  });
});
