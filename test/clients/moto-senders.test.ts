/** What is sent arrives in moto: in queues, by topics, and by a rule of its bus. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putOnBus } from "../../src/senders/event-bridge.ts";
import { SendError, type Service } from "../../src/senders/message.ts";
import { arnSender } from "../../src/senders/send-to-arn.ts";
import { isWithoutMoto, type MotoServer, startMoto } from "./moto-server.ts";

const patience = () => AbortSignal.timeout(10_000);

describe.skipIf(isWithoutMoto)("messages to moto", () => {
  let moto: MotoServer;
  let service: Service;

  beforeAll(async () => {
    moto = await startMoto();
    service = { endpoint: moto.endpoint };
  });
  afterAll(() => moto.stop());

  const sender = () => arnSender({ sqs: service, sns: service, lambda: service });

  test("a queue has the message; one that is gone is refused for good", async () => {
    const url = await moto.newQueue("events");
    await sender().send({ arn: moto.arnOf("sqs", "events"), text: '{"a":1}' }, patience());
    expect(await moto.messagesIn(url)).toEqual(['{"a":1}']);
    const lost = sender().send({ arn: moto.arnOf("sqs", "nowhere"), text: "" }, patience());
    await expect(lost).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining("QueueDoesNotExist"),
    });
  });

  test("a FIFO queue keeps the order of a group, and one copy of an event", async () => {
    const url = await moto.newQueue("events.fifo", { FifoQueue: "true" });
    const { send } = sender();
    const arn = moto.arnOf("sqs", "events.fifo");
    for (const [text, deduplicationId] of [
      ["one", "1"],
      ["two", "2"],
      ["two", "2"],
    ] as const) {
      await send({ arn, text, groupId: "web", deduplicationId }, patience());
    }
    expect(await moto.messagesIn(url)).toEqual(["one", "two"]);
  });

  test("a topic gives subject and message to its queue", async () => {
    const url = await moto.newQueue("notified");
    const TopicArn = await moto.newTopic("groups", "notified");
    const subject = 'Auto Scaling: launch for group "web"';
    await sender().send({ arn: TopicArn, text: '{"Progress":50}', subject }, patience());
    const [message = "{}"] = await moto.messagesIn(url);
    expect(JSON.parse(message)).toMatchObject({
      Subject: subject,
      Message: '{"Progress":50}',
      TopicArn,
    });
    const lost = sender().send({ arn: moto.arnOf("sns", "nowhere"), text: "" }, patience());
    await expect(lost).rejects.toThrow(SendError);
  });

  test("a function that is not there is refused for good", async () => {
    const arn = moto.arnOf("lambda", "function:nowhere");
    await expect(sender().send({ arn, text: "{}" }, patience())).rejects.toMatchObject({
      isFinal: true,
    });
  });

  test("a rule of moto's bus gets the event into a queue", async () => {
    const url = await moto.newQueue("ruled");
    const EventPattern = '{"source": ["aws.autoscaling"]}';
    await moto.events("PutRule", { Name: "all", EventPattern });
    const Targets = [{ Id: "queue", Arn: moto.arnOf("sqs", "ruled") }];
    await moto.events("PutTargets", { Rule: "all", Targets });
    const event = {
      "detail-type": "EC2 Auto Scaling Instance Refresh Checkpoint Reached",
      source: "aws.autoscaling",
      account: "123456789012",
      region: "us-east-1",
      time: "2026-09-27T12:00:00Z",
      resources: ["arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:1:x/web"],
      detail: { CheckpointPercentage: "20" },
    };
    const answers = await putOnBus({ service }, [event], { signal: patience() });
    expect(answers).toEqual([undefined]);
    const [message = "{}"] = await moto.messagesIn(url);
    const { account: _, ...kept } = event;
    expect(JSON.parse(message)).toMatchObject(kept);
  });
});
