/** Events to another bus, and to a URL of the user's own. */
import { beforeEach, describe, expect, test } from "vitest";
import { putOnBus } from "../../src/senders/event-bridge.ts";
import { postToWebhook } from "../../src/senders/webhook.ts";
import { answering, startReceiver } from "../support/receiver.ts";

const receiver = await startReceiver();
const service = { endpoint: receiver.endpoint };
const patience = () => ({ signal: AbortSignal.timeout(2000) });
const event = {
  "detail-type": "EC2 Auto Scaling Instance Refresh Checkpoint Reached",
  source: "aws.autoscaling",
  account: "123456789012",
  time: "2026-09-27T12:00:00Z",
  region: "eu-west-1",
  resources: ["arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:x/web"],
  detail: { CheckpointPercentage: "50" },
};

beforeEach(() => {
  receiver.received.length = 0;
});

describe("another EventBridge", () => {
  test("each entry is answered by itself", async () => {
    const refused = {
      ErrorCode: "NotAuthorizedForSourceException",
      ErrorMessage: "Not authorized for the source.",
    };
    const throttled = { ErrorCode: "ThrottlingException", ErrorMessage: "slow down" };
    const Entries = [{ EventId: "1" }, refused, throttled];
    receiver.answer = answering(200, { FailedEntryCount: 2, Entries });
    const answers = await putOnBus({ service }, [event, event, event, event], patience());
    expect(answers.map((one) => one && [one.message, one.isFinal])).toEqual([
      undefined,
      ["NotAuthorizedForSourceException: Not authorized for the source.", true],
      ["ThrottlingException: slow down", false],
      ["the answer has no entry for the event", false],
    ]);
    const [{ body, headers } = { body: "", headers: {} }] = receiver.received;
    expect(headers).toMatchObject({
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "AWSEvents.PutEvents",
      authorization: expect.stringContaining("/eu-west-1/events/aws4_request"),
    });
    expect(JSON.parse(body).Entries[0]).toEqual({
      Time: 1790510400,
      Source: "aws.autoscaling",
      Resources: event.resources,
      DetailType: event["detail-type"],
      Detail: '{"CheckpointPercentage":"50"}',
    });
  });

  test("bus and source are those of the target", async () => {
    receiver.answer = answering(200, { FailedEntryCount: 0, Entries: [{ EventId: "1" }] });
    await putOnBus({ service, bus: "orders", source: "asg.local" }, [event], patience());
    expect(JSON.parse(receiver.received[0]?.body ?? "").Entries[0]).toMatchObject({
      EventBusName: "orders",
      Source: "asg.local",
    });
  });
});

describe("a webhook", () => {
  const sent = { id: "e-1", sequence: 7, virtualTime: event.time, text: JSON.stringify(event) };

  test("gets the event, what identifies it, and the headers that were asked for", async () => {
    receiver.answer = answering(204, "");
    const url = `${receiver.endpoint}/validate?x=1`;
    await postToWebhook({ url, headers: { authorization: "Bearer a" } }, sent, patience());
    expect(receiver.received[0]).toMatchObject({
      path: "/validate?x=1",
      headers: {
        authorization: "Bearer a",
        "content-type": "application/json",
        "x-asg-local-event-id": "e-1",
        "x-asg-local-sequence": "7",
        "x-asg-local-virtual-time": "2026-09-27T12:00:00Z",
      },
      body: sent.text,
    });
  });

  test.each([301, 404, 500])("%i is not delivered, and no redirect is followed", async (status) => {
    receiver.answer = (_, response) => {
      response.writeHead(status, { location: `${receiver.endpoint}/elsewhere` });
      response.end();
    };
    const posted = postToWebhook({ url: receiver.endpoint }, sent, patience());
    await expect(posted).rejects.toThrow(`HTTP ${status}`);
    expect(receiver.received).toHaveLength(1);
  });
});
