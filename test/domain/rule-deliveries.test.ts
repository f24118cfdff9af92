/** What a region's rules make of the events of its groups, and of events that callers put. */
import { describe, expect, test } from "vitest";
import { eventOf } from "../../src/domain/event-bridge.ts";
import { isOnBus } from "../../src/domain/event-fact.ts";
import { ruleDeliveries } from "../../src/domain/rule-deliveries.ts";
import {
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  startRefresh,
} from "../support/in-process.ts";

const queue = "arn:aws:sqs:us-east-1:123456789012:events";
const checkpoint = "EC2 Auto Scaling Instance Refresh Checkpoint Reached";
const call = (story: InProcess, operation: string, input: Readonly<Record<string, unknown>>) =>
  story.call("events", operation, input);
const deliveriesOf = (story: InProcess) =>
  story
    .facts()
    .filter(isOnBus)
    .flatMap((fact) => ruleDeliveries(fact.rules ?? [], eventOf(fact), fact.at));

function withRule(pattern: object, targets: readonly object[]): InProcess {
  const story = aSettledFleet({ size: 2 });
  const EventPattern = JSON.stringify(pattern);
  call(story, "PutRule", { Name: "checkpoints", EventPattern });
  call(story, "PutTargets", { Rule: "checkpoints", Targets: targets });
  return story;
}

function refreshed(story: InProcess): InProcess {
  startRefresh(story, { MinHealthyPercentage: 50, CheckpointPercentages: [50, 100] });
  advanceUntil(story, hasEnded(story), { within: 40_000, step: 5 });
  return story;
}

describe("rules and the events of a refresh", () => {
  const pattern = { source: ["aws.autoscaling"], "detail-type": [checkpoint] };

  test("each target of a rule that matches gets its text", () => {
    const targets = [
      { Id: "all", Arn: queue },
      { Id: "fifo", Arn: `${queue}.fifo`, SqsParameters: { MessageGroupId: "g" } },
      { Id: "part", Arn: queue, InputPath: "$.detail.CheckpointPercentage" },
    ];
    const story = refreshed(withRule(pattern, targets));
    const event = story.events().find((one) => one["detail-type"] === checkpoint);
    expect(deliveriesOf(story)).toEqual([
      { rule: "checkpoints", targetId: "all", arn: queue, text: JSON.stringify(event) },
      {
        rule: "checkpoints",
        targetId: "fifo",
        arn: `${queue}.fifo`,
        text: JSON.stringify(event),
        groupId: "g",
      },
      { rule: "checkpoints", targetId: "part", arn: queue, text: '"50"' },
    ]);
  });

  test("a rule that is switched off, or has only a schedule, gives nothing", () => {
    const story = withRule(pattern, [{ Id: "all", Arn: queue }]);
    call(story, "DisableRule", { Name: "checkpoints" });
    call(story, "PutRule", { Name: "nightly", ScheduleExpression: "rate(1 day)" });
    call(story, "PutTargets", { Rule: "nightly", Targets: [{ Id: "all", Arn: queue }] });
    expect(deliveriesOf(refreshed(story))).toEqual([]);
  });
});

test("the rules are those of the moment in which it happened", () => {
  const all = { source: ["aws.autoscaling"] };
  const story = refreshed(withRule(all, [{ Id: "all", Arn: queue, Input: '"then"' }]));
  const before = deliveriesOf(story);
  expect(before.length).toBeGreaterThan(3);
  call(story, "PutTargets", {
    Rule: "checkpoints",
    Targets: [{ Id: "all", Arn: queue, Input: '"now"' }],
  });
  expect(deliveriesOf(story)).toEqual(before);
  call(story, "RemoveTargets", { Rule: "checkpoints", Ids: ["all"] });
  call(story, "DeleteRule", { Name: "checkpoints" });
  expect(deliveriesOf(story)).toEqual(before);
  const another = aSettledFleet({ size: 1 });
  another.emulator.restore(story.emulator.snapshot());
  expect(deliveriesOf(another)).toEqual(before);
});

test("an event that a caller put is kept and matched, with what the caller said", () => {
  const story = withRule({ source: ["shop"], detail: { id: [1] } }, [{ Id: "all", Arn: queue }]);
  const entry = { Source: "shop", DetailType: "sold", Detail: '{"id": 1}' };
  const Time = new Date("2026-01-02T03:04:05.678Z");
  call(story, "PutEvents", {
    Entries: [
      { ...entry, Time, Resources: ["r"] },
      { ...entry, Detail: '{"id": 2}' },
    ],
  });
  const [{ text } = { text: "{}" }, ...others] = deliveriesOf(story);
  expect(others).toEqual([]);
  expect(JSON.parse(text)).toEqual({
    version: "0",
    id: expect.any(String),
    "detail-type": "sold",
    source: "shop",
    account: "123456789012",
    time: "2026-01-02T03:04:05Z",
    region: "us-east-1",
    resources: ["r"],
    detail: { id: 1 },
  });
});
