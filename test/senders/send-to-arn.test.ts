/** Messages to queues, topics and functions, as the other side receives them. */
import { beforeEach, describe, expect, test } from "vitest";
import { SendError } from "../../src/senders/message.ts";
import { arnSender } from "../../src/senders/send-to-arn.ts";
import { answering, startReceiver } from "../support/receiver.ts";

const receiver = await startReceiver();
const service = { endpoint: receiver.endpoint };
const queueUrl = "http://sqs.of.another.network/123456789012/events";
const queue = "arn:aws:sqs:eu-west-1:123456789012:events";
const topic = "arn:aws:sns:eu-west-1:123456789012:groups";
const patience = () => AbortSignal.timeout(2000);
const sender = () => arnSender({ sqs: service, sns: service, lambda: service });
const refusalOf = async (sent: Promise<void>) => {
  const error = await sent.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SendError)) throw new Error(`no SendError: ${error}`);
  return { message: error.message, isFinal: error.isFinal };
};

const asQueue = (request: { readonly headers: Readonly<Record<string, unknown>> }) =>
  String(request.headers["x-amz-target"]).endsWith("GetQueueUrl") ? { QueueUrl: queueUrl } : {};

beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = (request, response) => response.end(JSON.stringify(asQueue(request)));
});

describe("queues", () => {
  test("the URL is asked for once; messages go to the endpoint, with the account", async () => {
    const { send } = sender();
    await send({ arn: queue, text: "one" }, patience());
    await send({ arn: queue, text: "two" }, patience());
    expect(receiver.received.map(({ headers }) => headers["x-amz-target"])).toEqual([
      "AmazonSQS.GetQueueUrl",
      "AmazonSQS.SendMessage",
      "AmazonSQS.SendMessage",
    ]);
    const [asked, first] = receiver.received;
    expect(JSON.parse(asked?.body ?? "")).toEqual({
      QueueName: "events",
      QueueOwnerAWSAccountId: "123456789012",
    });
    expect(JSON.parse(first?.body ?? "")).toEqual({ QueueUrl: queueUrl, MessageBody: "one" });
    expect(first?.headers).toMatchObject({
      "content-type": "application/x-amz-json-1.0",
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=123456789012\/\d{8}\/eu-west-1\/sqs\/aws4_request, /,
      ),
    });
  });

  test("a URL of another account is told, with the flag that makes them the same", async () => {
    const said: string[] = [];
    const { send } = arnSender({ sqs: service }, (text) => said.push(text));
    await send({ arn: queue, text: "one" }, patience());
    expect(said).toEqual([]);
    await send({ arn: queue.replace("123456789012", "000000000000"), text: "two" }, patience());
    expect(said).toEqual([
      `${receiver.endpoint} has its queues in account 123456789012, not in 000000000000: ` +
        "with --account 123456789012 both would have the same",
    ]);
  });

  test("a FIFO queue gets group and de-duplication", async () => {
    const fifo = { groupId: "web", deduplicationId: "event-1" };
    await sender().send({ arn: `${queue}.fifo`, text: "one", ...fifo }, patience());
    expect(JSON.parse(receiver.received[1]?.body ?? "")).toMatchObject({
      MessageGroupId: "web",
      MessageDeduplicationId: "event-1",
    });
  });

  test("a queue that is gone is refused for good, and its URL asked for again", async () => {
    const { send } = sender();
    await send({ arn: queue, text: "one" }, patience());
    receiver.answer = answering(400, {
      __type: "com.amazonaws.sqs#QueueDoesNotExist",
      message: "The specified queue does not exist.",
    });
    expect(await refusalOf(send({ arn: queue, text: "two" }, patience()))).toEqual({
      message: `${receiver.endpoint}/: QueueDoesNotExist: The specified queue does not exist.`,
      isFinal: true,
    });
    await refusalOf(send({ arn: queue, text: "three" }, patience()));
    expect(receiver.received.at(-1)?.headers["x-amz-target"]).toBe("AmazonSQS.GetQueueUrl");
  });
});

describe("topics and functions", () => {
  test("a topic gets subject and message as a form", async () => {
    const subject = 'Auto Scaling: launch for group "web"';
    await sender().send({ arn: topic, text: '{"a":1}', subject }, patience());
    const [{ body, headers } = { body: "", headers: {} }] = receiver.received;
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      Action: "Publish",
      Version: "2010-03-31",
      TopicArn: topic,
      Message: '{"a":1}',
      Subject: subject,
    });
    expect(headers.authorization).toContain("/eu-west-1/sns/aws4_request");
  });

  test("a refusal in XML is read", async () => {
    const error = "<Code>NotFound</Code><Message>Topic does not exist</Message>";
    receiver.answer = answering(404, `<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
    expect(await refusalOf(sender().send({ arn: topic, text: "" }, patience()))).toEqual({
      message: `${receiver.endpoint}/: NotFound: Topic does not exist`,
      isFinal: true,
    });
  });

  test("a function is invoked as an event", async () => {
    const arn = "arn:aws:lambda:eu-west-1:123456789012:function:validate";
    await sender().send({ arn, text: '{"a":1}' }, patience());
    expect(receiver.received[0]).toMatchObject({
      path: `/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`,
      headers: { "x-amz-invocation-type": "Event" },
      body: '{"a":1}',
    });
  });
});

describe("bad days", () => {
  test.each([
    [500, "oops", { message: "HTTP 500", isFinal: false }],
    [429, { __type: "ThrottlingException" }, { message: "ThrottlingException", isFinal: false }],
    [403, {}, { message: "HTTP 403", isFinal: true }],
    [302, "", { message: "HTTP 302", isFinal: false }],
  ])("HTTP %i", async (status, body, { message, isFinal }) => {
    receiver.answer = answering(status, body);
    const refused = refusalOf(sender().send({ arn: topic, text: "" }, patience()));
    expect(await refused).toEqual({ message: `${receiver.endpoint}/: ${message}`, isFinal });
  });

  test("no answer, half an answer and nobody there", async () => {
    receiver.answer = () => undefined;
    const late = refusalOf(sender().send({ arn: topic, text: "" }, AbortSignal.timeout(50)));
    expect(await late).toEqual({
      message: `${receiver.endpoint}/: no answer in time`,
      isFinal: false,
    });
    receiver.answer = (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      response.destroy();
    };
    const half = refusalOf(sender().send({ arn: topic, text: "" }, patience()));
    expect(await half).toMatchObject({ isFinal: false });
    const nobody = arnSender({ sns: { endpoint: "http://127.0.0.1:1" } });
    const refused = refusalOf(nobody.send({ arn: topic, text: "" }, patience()));
    expect(await refused).toMatchObject({ isFinal: false });
  });

  test("AWS itself is not called unless that is said", async () => {
    const sns = { endpoint: "https://sns.eu-west-1.amazonaws.com" };
    expect(await refusalOf(arnSender({ sns }).send({ arn: topic, text: "" }, patience()))).toEqual({
      message: 'sns.eu-west-1.amazonaws.com is AWS itself, which has to be said: "aws": true',
      isFinal: true,
    });
  });

  test("with AWS said, the request is signed with the keys of the environment", async () => {
    const before = { ...process.env };
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "key" });
    try {
      const sns = { ...service, isAws: true };
      await arnSender({ sns }).send({ arn: topic, text: "one" }, patience());
    } finally {
      process.env = before;
    }
    expect(receiver.received[0]?.headers).toMatchObject({
      "x-amz-date": expect.stringMatching(/^\d{8}T\d{6}Z$/),
      authorization: expect.stringMatching(
        /Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sns\/aws4_request, SignedHeaders=.*host/,
      ),
    });
  });

  test("a service without an endpoint gets nothing", async () => {
    const { reaches, send } = arnSender({ sqs: service });
    expect([queue, topic, "arn:aws:kinesis:eu-west-1::stream/a"].map(reaches)).toEqual([
      true,
      false,
      false,
    ]);
    expect(await refusalOf(send({ arn: topic, text: "" }, patience()))).toEqual({
      message: `no endpoint for ${topic}`,
      isFinal: true,
    });
  });
});
