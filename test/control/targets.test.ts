/** Targets of events over the control API: added, listed, removed, refused, and sent to. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answering, startReceiver } from "../support/receiver.ts";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

const receiver = await startReceiver();
const { endpoint } = receiver;
const checkpoint = { "detail-type": [{ suffix: "Checkpoint Reached" }] };
const arnOf = (service: string, name: string) =>
  `arn:aws:${service}:us-east-1:000000000000:${name}`;
let fleet: WebFleet;

beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer = answering(200, {});
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const webhook = { url: `${endpoint}/validate` };
const add = (target: object) => fleet.post("targets", target);
const list = async () => (await fleet.get("targets")).body.targets;

async function remove(path: string) {
  const url = `/_asg-local/${path}`;
  const answer = await fleet.server.inject({ method: "DELETE", url });
  return { status: answer.statusCode, body: answer.json() };
}

/** Until the refresh stands at its checkpoint of half of the twelve. */
async function refresh(): Promise<void> {
  await fleet.call("StartInstanceRefresh", {
    "Preferences.MinHealthyPercentage": "50",
    "Preferences.CheckpointPercentages.member.1": "50",
    "Preferences.CheckpointPercentages.member.2": "100",
  });
  await fleet.post("clock", { until: { group: "web", checkpoint: 50 } });
}

test("a webhook gets the events that are meant, and the list tells how it went", async () => {
  const headers = { authorization: "Bearer token" };
  const target = { name: "validator", pattern: checkpoint, webhook: { ...webhook, headers } };
  expect(await add(target)).toMatchObject({ status: 200, body: { names: ["validator"] } });
  await refresh();
  const [{ path, headers: got, body } = { path: "", headers: {}, body: "" }, ...more] =
    receiver.received;
  expect(more).toEqual([]);
  expect([path, got.authorization]).toEqual(["/validate", "Bearer token"]);
  expect(JSON.parse(body).detail).toMatchObject({ CheckpointPercentage: "50" });
  expect(got["x-asg-local-virtual-time"]?.slice(0, 19)).toBe(JSON.parse(body).time.slice(0, 19));
  expect(await list()).toEqual([
    {
      ...target,
      delivered: 1,
      failed: 0,
      dropped: 0,
      waiting: 0,
      isDown: false,
      lastFailure: null,
    },
  ]);
});

test("a queue, a topic and a function get the event as it is", async () => {
  receiver.answer = (request, response) => {
    const isQuestion = String(request.headers["x-amz-target"]).endsWith("GetQueueUrl");
    response.end(JSON.stringify(isQuestion ? { QueueUrl: "http://queue" } : {}));
  };
  const wait = true;
  const fifo = { endpoint, arn: arnOf("sqs", "q.fifo") };
  await add({ name: "q", pattern: checkpoint, wait, sqs: fifo });
  await add({ name: "t", pattern: checkpoint, wait, sns: { endpoint, arn: arnOf("sns", "t") } });
  const arn = arnOf("lambda", "function:f");
  await add({ name: "f", pattern: checkpoint, lambda: { endpoint, arn } });
  await refresh();
  const bodyOf = (isIt: (path: string, target: unknown) => boolean) =>
    receiver.received.find(({ path, headers }) => isIt(path, headers["x-amz-target"]))?.body ?? "";
  const [event] = (await fleet.get("events?type=EC2 Auto Scaling Instance Refresh Checkpoint")).body
    .events;
  const sent = JSON.parse(bodyOf((_, target) => target === "AmazonSQS.SendMessage"));
  expect(JSON.parse(sent.MessageBody)).toEqual(event);
  expect(sent).toMatchObject({ MessageGroupId: "web", MessageDeduplicationId: event.id });
  const published = new URLSearchParams(bodyOf((path, target) => path === "/" && !target));
  expect(JSON.parse(published.get("Message") ?? "")).toEqual(event);
  expect(JSON.parse(bodyOf((path) => path.endsWith("/invocations")))).toEqual(event);
  expect((await list()).map((one: { delivered: number }) => one.delivered)).toEqual([1, 1, 1]);
});

test("a bus gets ten at once, and what it refuses is counted with its reason", async () => {
  const refusal = { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized" };
  receiver.answer = (request, response) => {
    const { Entries } = JSON.parse(request.body);
    const answers = Entries.map(({ Source }: { Source: string }) =>
      Source.startsWith("aws.") ? refusal : { EventId: "1" },
    );
    response.end(JSON.stringify({ Entries: answers }));
  };
  await add({ name: "bus", wait: true, eventBridge: { endpoint, source: "asg.local" } });
  await add({ name: "strict", wait: true, eventBridge: { endpoint, bus: "orders" } });
  await refresh();
  const [bus, strict] = await list();
  expect(bus).toMatchObject({ failed: 0, waiting: 0, isDown: false });
  expect(bus.delivered).toBeGreaterThan(10);
  expect(strict).toMatchObject({ delivered: 0, failed: bus.delivered, isDown: false });
  expect(strict.lastFailure).toBe("NotAuthorizedForSourceException: Not authorized");
  const sizes = receiver.received.map(({ body }) => JSON.parse(body).Entries.length);
  expect(Math.max(...sizes)).toBeGreaterThan(1);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
});

test("time waits for a webhook, and for a queue only if it says so", async () => {
  let answerIt: () => void = () => undefined;
  receiver.answer = (_request, response) => {
    answerIt = () => response.end("{}");
  };
  await add({ name: "q", pattern: checkpoint, sqs: { endpoint, arn: arnOf("sqs", "q") } });
  await refresh();
  expect(await list()).toMatchObject([{ delivered: 0, waiting: 1, isDown: false }]);
  expect((await fleet.post("clock", { advance: "1h" })).status).toBe(200);
  answerIt();
});

describe("dead letters", () => {
  const deadLetters = async () => (await fleet.get("targets/validator/dead-letters")).body;
  const refusing = () => {
    receiver.answer = answering(500, {});
    return add({ name: "validator", pattern: checkpoint, webhook });
  };

  test("an event that was given up is among them with its reason, until redriven", async () => {
    await refusing();
    await refresh();
    const event = {
      "detail-type": expect.stringContaining("Checkpoint Reached"),
      id: expect.any(String),
    };
    const reason = `${webhook.url}: HTTP 500`;
    const sequence = expect.any(Number);
    expect(await deadLetters()).toMatchObject({ deadLetters: [{ sequence, reason, event }] });
    expect(receiver.received).toHaveLength(5);
    receiver.answer = answering(204, "");
    expect((await fleet.post("targets/validator/redrive", {})).body).toEqual({ redriven: 1 });
    await expect.poll(list).toMatchObject([{ delivered: 1, failed: 1, waiting: 0, isDown: false }]);
    expect(await deadLetters()).toEqual({ deadLetters: [] });
    expect((await fleet.post("targets/validator/redrive", {})).body).toEqual({ redriven: 0 });
  });

  test("what fails again is there again; a reset takes them away", async () => {
    await refusing();
    await refresh();
    await fleet.post("targets/validator/redrive", {});
    await expect.poll(list, { timeout: 5000 }).toMatchObject([{ failed: 2, waiting: 0 }]);
    expect((await deadLetters()).deadLetters).toHaveLength(1);
    await fleet.post("reset", {});
    expect(await deadLetters()).toEqual({ deadLetters: [] });
  });

  test("there are none of a target that is not there", async () => {
    const error = "no target validator";
    expect(await fleet.get("targets/validator/dead-letters")).toMatchObject({ status: 404 });
    const redriving = await fleet.post("targets/validator/redrive", {});
    expect(redriving).toMatchObject({ status: 404, body: { error } });
  });
});

test("500, a reset connection and half an answer are tried again", async () => {
  const moods: (typeof receiver.answer)[] = [
    answering(500, {}),
    (_request, response) => response.destroy(),
    (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 5);
    },
  ];
  receiver.answer = (request, response) => (moods.shift() ?? answering(200, {}))(request, response);
  await add({ name: "validator", pattern: checkpoint, webhook });
  await refresh();
  expect(await list()).toMatchObject([{ delivered: 1, failed: 0, isDown: false }]);
  expect(receiver.received).toHaveLength(4);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});

test("info and metrics tell how the deliveries went, and what goes nowhere", async () => {
  await add({ name: "validator", pattern: checkpoint, webhook });
  const topic = arnOf("sns", "groups");
  await fleet.call("PutNotificationConfiguration", {
    TopicARN: topic,
    "NotificationTypes.member.1": "autoscaling:EC2_INSTANCE_LAUNCH",
  });
  await refresh();
  const { targets, nowhere, droppedEvents } = (await fleet.get("info")).body;
  const went = { delivered: 1, failed: 0, dropped: 0, waiting: 0, isDown: false };
  expect(targets).toEqual([{ name: "validator", ...went }]);
  expect({ nowhere, droppedEvents }).toEqual({ nowhere: [topic], droppedEvents: 0 });
  const { text } = await fleet.get("metrics");
  expect(text).toContain('asg_local_deliveries_total{target="validator",outcome="delivered"} 1');
  expect(text).toContain('asg_local_deliveries_total{target="validator",outcome="dropped"} 0');
  expect(text).toContain('asg_local_deliveries_waiting{target="validator"} 0');
});

test("a clock's answer counts what is removed meanwhile from where it was", async () => {
  await add({ name: "validator", webhook });
  await fleet.call("StartInstanceRefresh");
  const first = await fleet.post("clock", { advance: "10m" });
  expect(first.body.deliveries.delivered).toBeGreaterThan(3);
  receiver.answer = (_request, response) => {
    void remove("targets/validator").then(() => response.end("{}"));
  };
  const { body } = await fleet.post("clock", { advance: "10m" });
  expect(await list()).toEqual([]);
  // What was under way may count or not.
  expect(body.deliveries).toMatchObject({ failed: 0, dropped: 0 });
  expect([0, 1]).toContain(body.deliveries.delivered);
});

test("what is removed is sent nothing more; all can be removed at once", async () => {
  for (const name of ["a", "b", "c"]) await add({ name, webhook });
  expect(await remove("targets/b")).toEqual({ status: 200, body: { names: ["b"] } });
  expect(await remove("targets/b")).toMatchObject({ status: 404, body: { error: "no target b" } });
  expect(await remove("targets")).toEqual({ status: 200, body: { names: ["a", "c"] } });
  expect(await list()).toEqual([]);
  await refresh();
  expect(receiver.received).toEqual([]);
});

test("targets stay over a reset", async () => {
  await add({ name: "validator", pattern: checkpoint, webhook });
  await fleet.post("reset", {});
  await refresh();
  expect(await list()).toMatchObject([{ name: "validator", delivered: 1 }]);
});

describe("targets of a world", () => {
  const world = (name: string) => ({
    targets: [{ name, pattern: checkpoint, webhook }],
    regions: [],
  });

  test("are there after a reset to it, and take the place of one of their name", async () => {
    await add({ name: "validator", webhook: { url: `${endpoint}/other` } });
    await add({ name: "mine", webhook });
    await fleet.post("reset", { world: world("validator") });
    expect(await list()).toMatchObject([
      { name: "mine" },
      { name: "validator", pattern: checkpoint, webhook },
    ]);
    await fleet.post("reset", { world: world("validator") });
    expect(await list()).toHaveLength(2);
  });

  test("are checked like all others", async () => {
    const wrong = {
      targets: [
        { name: "a", webhook },
        { name: "a", webhook },
      ],
    };
    const { status, body } = await fleet.post("reset", { world: wrong });
    const place = "world: targets[1].name: expected a name that is not taken";
    expect([status, body.error]).toEqual([400, place]);
    const { body: other } = await fleet.post("reset", { world: { targets: [{ name: "a" }] } });
    expect(other.error).toMatch(/^world: targets\[0\]: exactly one of/);
    expect(await list()).toEqual([]);
  });
});

describe("refused, and nothing is added", () => {
  const arn = arnOf("sqs", "q");
  const aws = "https://sqs.us-east-1.amazonaws.com";
  test.each([
    [{ name: "a" }, /exactly one of webhook, eventBridge, sqs, sns, lambda/],
    [{ name: "a", webhook, sqs: { endpoint, arn } }, /exactly one of/],
    [{ name: "a b", webhook }, /^name: /],
    [{ webhook }, /^name: /],
    [{ name: "a", webhook, patience: 1 }, /^unknown patience; accepted: name, /],
    [{ name: "a", webhook, wait: "yes" }, /^wait: /],
    [{ name: "a", webhook: { url: "ftp://a/" } }, /^webhook.url: expected a URL/],
    [{ name: "a", webhook: { url: "http://me:secret@a/" } }, /^webhook.url: a URL with a user/],
    [{ name: "a", webhook: { url: "https://x.lambda-url.eu-west-1.on.aws/" } }, /is AWS itself/],
    [{ name: "a", webhook: { ...webhook, headers: { "a b": "c" } } }, /is no name of a header/],
    [{ name: "a", webhook: { ...webhook, headers: { Host: "c" } } }, /cannot be chosen/],
    [{ name: "a", webhook: { ...webhook, headers: { a: "b\r\nc: d" } } }, /visible ASCII/],
    [{ name: "a", sqs: { endpoint: aws, arn } }, /^sqs.endpoint: .*"aws": true$/],
    [{ name: "a", sqs: { endpoint: "http://sqs.us-east-1.amazonaws.com.", arn } }, /AWS itself/],
    [{ name: "a", sqs: { endpoint, arn: arnOf("sns", "q") } }, /^sqs.arn: expected an ARN/],
    [{ name: "a", eventBridge: { endpoint: `${endpoint}/?a` } }, /^eventBridge.endpoint: /],
    [{ name: "a", webhook, pattern: { source: "aws.autoscaling" } }, /pattern is not valid/],
  ])("%j", async (target, error) => {
    const { status, body } = await add(target);
    expect([status, body.error]).toEqual([400, expect.stringMatching(error)]);
    expect(await list()).toEqual([]);
  });

  test("a name that is taken", async () => {
    await add({ name: "a", webhook });
    expect(await add({ name: "a", webhook })).toMatchObject({ status: 409 });
    expect(await list()).toHaveLength(1);
  });

  test("AWS itself is taken where the target says so", async () => {
    const target = { name: "a", aws: true, sqs: { endpoint: aws, arn } };
    expect(await add(target)).toMatchObject({ status: 200 });
    expect(await list()).toMatchObject([target]);
  });
});
