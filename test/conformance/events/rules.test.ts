/** EventBridge's rules and targets through the real SDK. */
import {
  DeleteRuleCommand,
  DescribeEventBusCommand,
  DescribeRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TagResourceCommand,
  type Target,
  UntagResourceCommand,
} from "@aws-sdk/client-eventbridge";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const { events, emulator } = await startEmulator();

const EventPattern = JSON.stringify({ source: ["aws.autoscaling"] });
const queue = "arn:aws:sqs:us-east-1:123456789012:events";
const place = "arn:aws:events:us-east-1:123456789012";

async function put(more: Partial<PutRuleCommandInput> = {}): Promise<string> {
  const Name = newName("rule");
  await events.send(new PutRuleCommand({ Name, EventPattern, ...more }));
  return Name;
}
const describeRule = async (Name: string) => {
  const { $metadata: _, ...rule } = await events.send(new DescribeRuleCommand({ Name }));
  return rule;
};
const putTargets = (Rule: string, Targets: Target[]) =>
  events.send(new PutTargetsCommand({ Rule, Targets }));
const targetsOf = async (Rule: string) =>
  (await events.send(new ListTargetsByRuleCommand({ Rule }))).Targets;

describe("rules", () => {
  test("a rule is shown as it was put, and keeps targets and tags when put again", async () => {
    const Name = await put({ Description: "one", Tags: [{ Key: "a", Value: "1" }] });
    await putTargets(Name, [{ Id: "queue", Arn: queue }]);
    const Arn = `${place}:rule/${Name}`;
    const expected = { Name, Arn, EventPattern, State: "ENABLED", EventBusName: "default" };
    expect(await describeRule(Name)).toEqual({
      ...expected,
      Description: "one",
      CreatedBy: "123456789012",
    });
    const again = { Name, EventPattern, State: "DISABLED", Tags: [{ Key: "b", Value: "2" }] };
    const { RuleArn } = await events.send(new PutRuleCommand(again as PutRuleCommandInput));
    expect(RuleArn).toBe(Arn);
    const { Rules } = await events.send(new ListRulesCommand({ NamePrefix: Name }));
    expect(Rules).toEqual([{ ...expected, State: "DISABLED" }]);
    expect(await targetsOf(Name)).toEqual([{ Id: "queue", Arn: queue }]);
    const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN: Arn }));
    expect(Tags).toEqual([{ Key: "a", Value: "1" }]);
  });

  test("the default bus may be named by its ARN, and no other is there", async () => {
    const Name = newName("rule");
    const EventBusName = `${place}:event-bus/default`;
    await events.send(new PutRuleCommand({ Name, EventPattern, EventBusName }));
    const bus = await events.send(new DescribeEventBusCommand({ Name: EventBusName }));
    expect(bus).toMatchObject({ Name: "default", Arn: EventBusName });
    const other = events.send(new DescribeRuleCommand({ Name, EventBusName: "orders" }));
    expect(await refusalOf(other)).toEqual({
      code: "ResourceNotFoundException",
      message: "Event bus orders does not exist.",
      status: 400,
    });
  });

  test("a rule is switched off and on", async () => {
    const Name = await put();
    await events.send(new DisableRuleCommand({ Name }));
    expect((await describeRule(Name)).State).toBe("DISABLED");
    await events.send(new EnableRuleCommand({ Name }));
    expect((await describeRule(Name)).State).toBe("ENABLED");
  });

  test("what is unknown, and what has targets, is refused and nothing changes", async () => {
    expect(await refusalOf(describeRule("nowhere"))).toEqual({
      code: "ResourceNotFoundException",
      message: "Rule nowhere does not exist on EventBus default.",
      status: 400,
    });
    const Name = await put();
    await putTargets(Name, [{ Id: "queue", Arn: queue }]);
    const before = emulator.lastSequence();
    expect(await refusalOf(events.send(new DeleteRuleCommand({ Name })))).toEqual({
      code: "ValidationException",
      message: "Rule can't be deleted since it has targets.",
      status: 400,
    });
    expect(emulator.lastSequence()).toBe(before);
    await events.send(new RemoveTargetsCommand({ Rule: Name, Ids: ["queue", "nowhere"] }));
    await events.send(new DeleteRuleCommand({ Name }));
    await events.send(new DeleteRuleCommand({ Name }));
    expect(await refusalOf(describeRule(Name))).toMatchObject({
      code: "ResourceNotFoundException",
    });
  });

  test("a wrong pattern is refused with AWS's reason and place", async () => {
    expect(await refusalOf(put({ EventPattern: '{"source": "aws.ec2"}' }))).toEqual({
      code: "InvalidEventPatternException",
      message:
        'Event pattern is not valid. Reason: "source" must be an object or an array\n at ' +
        '[Source: (String)"{"source": "aws.ec2"}"; line: 1, column: 13]',
      status: 400,
    });
  });

  test("tags come and go; a key given twice is refused", async () => {
    const ResourceARN = `${place}:rule/${await put({ Tags: [{ Key: "a", Value: "1" }] })}`;
    const tags = (...Tags: { Key: string; Value: string }[]) =>
      events.send(new TagResourceCommand({ ResourceARN, Tags }));
    await tags({ Key: "a", Value: "2" }, { Key: "b", Value: "3" });
    await events.send(new UntagResourceCommand({ ResourceARN, TagKeys: ["b", "c"] }));
    const { Tags } = await events.send(new ListTagsForResourceCommand({ ResourceARN }));
    expect(Tags).toEqual([{ Key: "a", Value: "2" }]);
    const twice = tags({ Key: "x", Value: "1" }, { Key: "x", Value: "2" });
    expect(await refusalOf(twice)).toMatchObject({
      code: "ValidationException",
      message: "Invalid parameter: Duplicated keys are not allowed.",
    });
  });

  test("a bus has 300 rules, a rule five targets", async () => {
    const other = await startEmulator();
    for (let nth = 0; nth < 300; nth += 1) {
      await other.events.send(new PutRuleCommand({ Name: `rule-${nth}`, EventPattern }));
    }
    const limit = {
      code: "LimitExceededException",
      message: "The requested resource exceeds the maximum number allowed.",
      status: 400,
    };
    const one = other.events.send(new PutRuleCommand({ Name: "one-more", EventPattern }));
    expect(await refusalOf(one)).toEqual(limit);
    const Name = await put();
    const targets = Array.from({ length: 6 }, (_, nth) => ({ Id: `${nth}`, Arn: queue }));
    expect(await refusalOf(putTargets(Name, targets))).toEqual(limit);
    expect(await targetsOf(Name)).toEqual([]);
    await putTargets(Name, targets.slice(1));
    await putTargets(Name, targets.slice(1, 2));
    expect(await targetsOf(Name)).toHaveLength(5);
  });

  test("pages of rules go on behind the last one shown", async () => {
    const NamePrefix = newName("page");
    for (const nth of [1, 2, 3]) {
      await events.send(new PutRuleCommand({ Name: `${NamePrefix}-${nth}`, EventPattern }));
    }
    const first = await events.send(new ListRulesCommand({ NamePrefix, Limit: 2 }));
    expect(first.Rules).toHaveLength(2);
    const { NextToken } = first;
    const second = await events.send(new ListRulesCommand({ NamePrefix, Limit: 2, NextToken }));
    expect(second.Rules?.map(({ Name }) => Name)).toEqual([`${NamePrefix}-3`]);
    expect(second.NextToken).toBeUndefined();
  });
});

describe("schedules", () => {
  test.each([
    "rate(1 minute)",
    "rate(10 hours)",
    "cron(0 2 ? * SAT *)",
    "cron(5,35 14 * * ? *)",
    "cron(15 10 ? * 6L 2002-2005)",
    "cron(0 2 ? * SAT#3 *)",
    "cron(0/5 5 ? JAN 1-5 2022)",
    "cron(0/30 20-23 ? * MON-FRI *)",
    "cron(0 8 1 * ? *)",
    "cron(0 0 L * ? *)",
  ])("%s is kept and shown", async (ScheduleExpression) => {
    const Name = await put({ EventPattern: undefined, ScheduleExpression });
    expect(await describeRule(Name)).toMatchObject({ ScheduleExpression });
  });

  test.each([
    "rate(10 seconds)",
    "rate(1 minutes)",
    "rate(10 minute)",
    "rate()",
    "rate(0 minutes)",
    "rate(10 MINUTES)",
    " rate(10 minutes)",
    "cron(0 1 * * * *)",
    "cron(7 20 * * NOT *)",
    "cron(INVALID)",
    "cron(0 dummy ? * MON-FRI *)",
    "cron(71 8 1 * ? *)",
  ])("%s is refused, as recorded", async (ScheduleExpression) => {
    expect(await refusalOf(put({ EventPattern: undefined, ScheduleExpression }))).toEqual({
      code: "ValidationException",
      message: "Parameter ScheduleExpression is not valid.",
      status: 400,
    });
  });
});

describe("targets", () => {
  const InputTransformer = { InputPathsMap: { a: "$.detail.a" }, InputTemplate: '"<a>"' };

  test("all members are kept as they were given", async () => {
    const Rule = await put();
    const targets: Target[] = [
      { Id: "fifo", Arn: `${queue}.fifo`, SqsParameters: { MessageGroupId: "a" } },
      { Id: "fixed", Arn: queue, Input: '{"a": 1}' },
      { Id: "part", Arn: queue, InputPath: "$.detail" },
      { Id: "template", Arn: queue, InputTransformer },
    ];
    await putTargets(Rule, targets);
    expect(await targetsOf(Rule)).toEqual(targets);
  });

  const twoInputs =
    "Only one of Input, InputPath, or InputTransformer must be provided for target a.";
  test.each<[Partial<Target>, string]>([
    [
      { Arn: "queue" },
      "Parameter queue is not valid. Reason: Provided Arn is not in correct format.",
    ],
    [{ Arn: `${queue}.fifo` }, "Parameter(s) SqsParameters must be specified for target: a."],
    [{ InputPath: "$.detail", InputTransformer }, twoInputs],
    [{ Input: "{" }, "JSON syntax error in input for target a."],
    [{ InputPath: "$detail" }, "Invalid InputPath for target a."],
    [
      { InputTransformer: { ...InputTransformer, InputTemplate: '"<notdefinedkey>"' } },
      "InputTemplate for target a contains invalid placeholder notdefinedkey.",
    ],
  ])("%j is refused", async (more, message) => {
    const Rule = await put();
    const refused = putTargets(Rule, [{ Id: "a", Arn: queue, ...more }]);
    expect(await refusalOf(refused)).toEqual({ code: "ValidationException", message, status: 400 });
    expect(await targetsOf(Rule)).toEqual([]);
  });

  test("AWS's model names a wrong id", async () => {
    const Rule = await put();
    expect(await refusalOf(putTargets(Rule, [{ Id: "!@#$@!#$", Arn: queue }]))).toEqual({
      code: "ValidationException",
      message:
        "1 validation error detected: Value '!@#$@!#$' at 'targets.1.member.id' failed to satisfy " +
        "constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+",
      status: 400,
    });
  });
});
