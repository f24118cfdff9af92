/** Lifecycle hooks whose target does not take messages: refused when put, and holding nobody. */
import { AutoScaling, type PutLifecycleHookCommandInput } from "@aws-sdk/client-auto-scaling";
import { EventBridge } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";
import { answering, type Receiver, startReceiver } from "../support/receiver.ts";

const receiver = await startReceiver();
const AutoScalingGroupName = "web";
const queue = "arn:aws:sqs:us-east-1:000000000000:hooks";
const role = "arn:aws:iam::000000000000:role/hooks";
const refused =
  `Unable to publish test message to notification target ${queue} using IAM role ${role}. ` +
  "Please check your target and role configuration and try to put lifecycle hook again.";
const isQuestion = (headers: Readonly<Record<string, unknown>>) =>
  String(headers["x-amz-target"]).endsWith("GetQueueUrl");
const there: Receiver["answer"] = ({ headers }, response) =>
  response.end(JSON.stringify(isQuestion(headers) ? { QueueUrl: "http://queue" } : {}));
const gone = answering(400, { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "no queue" });

let running: RunningEmulator;
let autoScaling: AutoScaling;

const start = async (sqsEndpoint = receiver.endpoint) => {
  running = await startEmulator({ world: "web-fleet", sqsEndpoint });
  autoScaling = new AutoScaling({ ...running.clientConfiguration, maxAttempts: 1 });
};

beforeEach(async () => {
  receiver.received.length = 0;
  receiver.answer = there;
  await start();
});
afterEach(async () => {
  autoScaling.destroy();
  await running.close();
});

const put = (more: Partial<PutLifecycleHookCommandInput> = {}) =>
  autoScaling.putLifecycleHook({
    AutoScalingGroupName,
    LifecycleHookName: "hook",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    HeartbeatTimeout: 600,
    DefaultResult: "CONTINUE",
    NotificationTargetARN: queue,
    RoleARN: role,
    ...more,
  });
const hooks = async () =>
  (await autoScaling.describeLifecycleHooks({ AutoScalingGroupName })).LifecycleHooks ?? [];
const messages = () =>
  receiver.received
    .filter(({ headers }) => !isQuestion(headers))
    .map(({ body }) => JSON.parse(JSON.parse(body).MessageBody));
const scaleTo = (DesiredCapacity: number) =>
  autoScaling.setDesiredCapacity({ AutoScalingGroupName, DesiredCapacity });
const states = async () => {
  const { AutoScalingGroups: [group] = [] } = await autoScaling.describeAutoScalingGroups({});
  return (group?.Instances ?? []).map(({ LifecycleState }) => LifecycleState);
};

describe("G-153 the test message of PutLifecycleHook", () => {
  test("G-153 is sent before the hook is there, each time that it is put", async () => {
    await put();
    await put({ HeartbeatTimeout: 60 });
    const silent = { NotificationTargetARN: undefined, RoleARN: undefined };
    await put({ LifecycleHookName: "silent", ...silent });
    expect(messages()).toEqual(
      Array(2).fill({
        AccountId: "000000000000",
        RequestId: expect.any(String),
        AutoScalingGroupARN: expect.stringMatching(/autoScalingGroupName\/web$/),
        AutoScalingGroupName,
        Service: "AWS Auto Scaling",
        Event: "autoscaling:TEST_NOTIFICATION",
        Time: expect.any(String),
      }),
    );
    expect(await hooks()).toHaveLength(2);
  });

  test("G-154 is refused with the hook without such a queue, and nothing changes", async () => {
    receiver.answer = gone;
    const before = await running.control.snapshot();
    await expect(put()).rejects.toMatchObject({ name: "ValidationError", message: refused });
    expect(await hooks()).toEqual([]);
    expect((await running.control.snapshot()).journal).toEqual(before.journal);
    receiver.answer = there;
    await put();
    expect(await hooks()).toHaveLength(1);
  });

  test("G-154 is refused when nobody is at the endpoint, and for a FIFO queue", async () => {
    await running.close();
    await start("http://127.0.0.1:9");
    await expect(put()).rejects.toMatchObject({ name: "ValidationError", message: refused });
    await expect(put({ NotificationTargetARN: `${queue}.fifo` })).rejects.toThrow(/Unable to/);
    expect(await hooks()).toEqual([]);
  });

  test("a call that would be refused anyway sends none", async () => {
    await expect(put({ HeartbeatTimeout: 1 })).rejects.toThrow(/between 30 and 7200/);
    await expect(put({ AutoScalingGroupName: "nobody" })).rejects.toThrow();
    expect(receiver.received).toEqual([]);
  });

  test("others are answered while the target thinks about it", async () => {
    let answerIt: () => void = () => undefined;
    receiver.answer = (request, response) => {
      answerIt = () => there(request, response);
    };
    const putting = put();
    await expect.poll(() => receiver.received.length).toBe(1);
    expect(await hooks()).toEqual([]);
    receiver.answer = there;
    answerIt();
    await putting;
    expect(await hooks()).toHaveLength(1);
  });
});

describe("G-154 a hook whose message is not taken", () => {
  test("G-154 holds no launch, at the virtual moment of the wait", async () => {
    await put();
    await scaleTo(13);
    receiver.answer = gone;
    await running.control.advance("90s");
    expect(await states()).toEqual(Array(13).fill("InService"));
  });

  test("G-154 holds no termination", async () => {
    await put({ LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING" });
    receiver.answer = gone;
    await scaleTo(11);
    const { deliveries } = await running.control.advance("150s");
    expect(deliveries?.failed).toBe(1);
    expect((await states()).filter((state) => state?.startsWith("Terminating:"))).toEqual([]);
  });

  test("G-154 ends as by its default result: ABANDON gives the launch up", async () => {
    await put({ DefaultResult: "ABANDON" });
    receiver.answer = gone;
    await scaleTo(13);
    await running.control.advance("60s");
    const { Activities = [] } = await autoScaling.describeScalingActivities({
      AutoScalingGroupName,
    });
    const ended = Activities.find(({ StatusCode }) => StatusCode === "Cancelled");
    expect(ended?.StatusMessage).toMatch(/was abandoned: .*could not be delivered$/);
  });

  test("G-154 each of them, also when nobody is at the endpoint any more", async () => {
    const other = await startReceiver();
    other.answer = there;
    await running.close();
    await start(other.endpoint);
    await put();
    other.answer = (_request, response) => response.destroy();
    await scaleTo(15);
    const { deliveries } = await running.control.advance("90s");
    expect(deliveries).toMatchObject({ delivered: 0, failed: 3 });
    expect(await states()).toEqual(Array(15).fill("InService"));
  });

  test("one that is taken holds, whatever becomes of a rule's target", async () => {
    await put();
    const events = new EventBridge(running.clientConfiguration);
    await events.putRule({ Name: "all", EventPattern: '{"source":["aws.autoscaling"]}' });
    const Arn = queue.replace("hooks", "missing");
    await events.putTargets({ Rule: "all", Targets: [{ Id: "queue", Arn }] });
    events.destroy();
    receiver.answer = (request, response) =>
      request.body.includes("missing") ? gone(request, response) : there(request, response);
    await scaleTo(13);
    await running.control.advance("90s");
    expect((await states()).filter((state) => state !== "InService")).toEqual(["Pending:Wait"]);
  });
});
