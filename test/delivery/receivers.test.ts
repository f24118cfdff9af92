/** Each kind of target as its receiver sees it: well-formed requests, on bad days once more. */
import type { ServerResponse } from "node:http";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { deliveriesOf } from "../../src/delivery/deliveries.ts";
import type { TargetDescription } from "../../src/domain/target-description.ts";
import {
  account,
  advanceUntil,
  aSettledFleet,
  hasEnded,
  regionName,
  startRefresh,
} from "../support/in-process.ts";
import { answering, type Receiver, startReceiver } from "../support/receiver.ts";

type Request = Receiver["received"][number];

const receiver = await startReceiver();
const { endpoint } = receiver;
const stopping = new AbortController();
afterAll(() => stopping.abort());

const arnOf = (service: string, name: string) =>
  `arn:aws:${service}:${regionName}:${account}:${name}`;
const queue = arnOf("sqs", "events");
const topic = arnOf("sns", "events");
const lambda = arnOf("lambda", "function:validate");

interface Kind {
  readonly description: TargetDescription;
  /** In the scope of the signature; a webhook has none. */
  readonly signedFor?: string;
  /** The header X-Amz-Target of what brings events; undefined where the protocol has none. */
  readonly operation?: string;
  /** Type and time of the events that a request brings. */
  readonly eventsIn: (request: Request) => readonly string[];
}

interface Told {
  readonly "detail-type": string;
  readonly time: string;
  readonly detail: object;
}

const told = (text: string) => {
  const event: Told = JSON.parse(text);
  expect(Object.keys(event.detail)).toContain("AutoScalingGroupName");
  return [`${event.time} ${event["detail-type"]}`];
};

const kinds: readonly Kind[] = [
  {
    description: { name: "webhook", webhook: { url: `${endpoint}/hook` } },
    eventsIn: ({ body }) => told(body),
  },
  {
    description: { name: "eventBridge", eventBridge: { endpoint } },
    signedFor: "events",
    operation: "AWSEvents.PutEvents",
    eventsIn: ({ body }) => {
      const { Entries: entries } = JSON.parse(body);
      expect(entries.length).toBeLessThanOrEqual(10);
      return entries.flatMap((entry: Readonly<Record<string, unknown>>) => {
        const time = `${new Date(Number(entry.Time) * 1000).toISOString().slice(0, 19)}Z`;
        const detail = JSON.parse(String(entry.Detail));
        return told(JSON.stringify({ "detail-type": entry.DetailType, time, detail }));
      });
    },
  },
  {
    description: { name: "sqs", sqs: { endpoint, arn: queue } },
    signedFor: "sqs",
    operation: "AmazonSQS.SendMessage",
    eventsIn: ({ body }) => told(JSON.parse(body).MessageBody),
  },
  {
    description: { name: "sns", sns: { endpoint, arn: topic } },
    signedFor: "sns",
    eventsIn: ({ body }) => {
      const form = new URLSearchParams(body);
      expect([form.get("Action"), form.get("TopicArn")]).toEqual(["Publish", topic]);
      return told(form.get("Message") ?? "");
    },
  },
  {
    description: { name: "lambda", lambda: { endpoint, arn: lambda } },
    signedFor: "lambda",
    eventsIn: ({ body, path, headers }) => {
      expect(path).toBe(`/2015-03-31/functions/${encodeURIComponent(lambda)}/invocations`);
      expect(headers["x-amz-invocation-type"]).toBe("Event");
      return told(body);
    },
  },
];

const targetOf = ({ headers }: Request) => headers["x-amz-target"];
const isQuestion = (request: Request) => targetOf(request) === "AmazonSQS.GetQueueUrl";

/** What each service answers when all is well. */
function answerWell(request: Request, response: ServerResponse): void {
  if (isQuestion(request)) return void response.end('{"QueueUrl":"http://queue"}');
  if (targetOf(request) !== "AWSEvents.PutEvents") return void response.end("{}");
  const { Entries: entries } = JSON.parse(request.body);
  const answers = entries.map((_: unknown, nth: number) => ({ EventId: String(nth) }));
  response.end(JSON.stringify({ FailedEntryCount: 0, Entries: answers }));
}

function answerHalf(_: Request, response: ServerResponse): void {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"FailedEntryCount":0,"Entr');
  response.destroy();
}

/** A refresh of three instances, told to a target that has so many milliseconds to answer. */
async function deliverRefresh(description: TargetDescription, timeout = 5000) {
  const story = aSettledFleet({ size: 3 });
  const deliveries = deliveriesOf({
    emulator: story.emulator,
    turns: {
      stopping: stopping.signal,
      runFreely: () => () => undefined,
      take: (work) => work() as never,
    },
    whenOnDisk: (callBack) => callBack(),
    patience: { timeout, firstPause: 1 },
  });
  const delivering = deliveries.addDescribed(description);
  const before = story.events().length;
  startRefresh(story, { MinHealthyPercentage: 50 });
  advanceUntil(story, hasEnded(story), { within: 4000, step: 5 });
  const { last } = story.emulator.eventCounts();
  // A wait for the target would end with the first answer that comes too late.
  await expect.poll(() => delivering.isDone(last), { timeout: 20_000, interval: 10 }).toBe(true);
  deliveries.remove(delivering);
  const sent = story.events().slice(before);
  return { delivering, sent: sent.map((one) => `${one.time} ${one["detail-type"]}`) };
}

const signature = (service: string) =>
  new RegExp(
    `^AWS4-HMAC-SHA256 Credential=${account}/\\d{8}/${regionName}/${service}/aws4_request, ` +
      "SignedHeaders=[a-z;-]+, Signature=[0-9a-f]{64}$",
  );

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = answerWell;
});

describe.each(kinds)("$description.name", ({ description, signedFor, operation, eventsIn }) => {
  test("gets each event once, by requests signed and named as AWS's clients do it", async () => {
    const { delivering, sent } = await deliverRefresh(description);
    expect(sent).toHaveLength(8);
    const bringing = receiver.received.filter((request) => !isQuestion(request));
    expect(bringing.flatMap(eventsIn)).toEqual(sent);
    for (const request of receiver.received) {
      const { authorization } = request.headers;
      if (signedFor === undefined) expect(authorization).toBeUndefined();
      else expect(authorization).toMatch(signature(signedFor));
    }
    expect(new Set(bringing.map(targetOf))).toEqual(new Set([operation]));
    expect(delivering.counts).toMatchObject({ delivered: 8, failed: 0, dropped: 0 });
  });

  test("that answers nothing, then half, then 500 gets it again, in order", async () => {
    const mishaps: Receiver["answer"][] = [() => undefined, answerHalf, answering(500, "oops")];
    const taken: string[] = [];
    receiver.answer = (request, response) => {
      const mishap = mishaps.shift();
      if (mishap !== undefined) return mishap(request, response);
      if (!isQuestion(request)) taken.push(...eventsIn(request));
      answerWell(request, response);
    };
    const { delivering, sent } = await deliverRefresh(description, 700);
    expect(mishaps).toEqual([]);
    expect(taken).toEqual(sent);
    expect(delivering.counts).toMatchObject({ delivered: 8, failed: 0, dropped: 0 });
  });
});

test("a bus that refuses aws.autoscaling is not asked again about the same event", async () => {
  const refusal = {
    ErrorCode: "NotAuthorizedForSourceException",
    ErrorMessage: "Not authorized for the source.",
  };
  receiver.answer = ({ body }, response) => {
    const entries: readonly unknown[] = JSON.parse(body).Entries;
    const Entries = entries.map(() => refusal);
    response.end(JSON.stringify({ FailedEntryCount: entries.length, Entries }));
  };
  const { delivering } = await deliverRefresh({ name: "bus", eventBridge: { endpoint } });
  const asked = receiver.received.flatMap(({ body }) => JSON.parse(body).Entries);
  expect(asked).toHaveLength(8);
  expect(delivering.counts).toMatchObject({ delivered: 0, failed: 8 });
  expect(new Set(delivering.deadLetters().map(({ reason }) => reason))).toEqual(
    new Set(["NotAuthorizedForSourceException: Not authorized for the source."]),
  );
});
