/** Rows of EventBridge. */
import { expect } from "vitest";
import { newName } from "../../../support/fleet.ts";
import type { Table } from "./rows.ts";
import { tag } from "./scenes.ts";
import type { Stage } from "./stage.ts";

const EventPattern = '{"source": ["aws.autoscaling"]}';
const Arn = "arn:aws:sqs:us-east-1:123456789012:events";

async function rule(stage: Stage, more: object = {}): Promise<string> {
  const Name = newName("rule");
  await stage.send("events", "PutRule", { Name, EventPattern, ...more });
  return Name;
}

async function ruleWithTarget(stage: Stage): Promise<string> {
  const Rule = await rule(stage);
  await stage.send("events", "PutTargets", { Rule, Targets: [{ Id: "queue", Arn }] });
  return Rule;
}

const ruleArn = (name: string) => `arn:aws:events:us-east-1:123456789012:rule/${name}`;
const nowhere = "Rule nowhere does not exist on EventBus default.";
const unknownRule = { input: () => ({ Name: "nowhere" }), about: nowhere };
const unknownBus = {
  input: () => ({ EventBusName: "other" }),
  about: "Event bus other does not exist.",
};
const unknownTagged = {
  input: () => ({ ResourceARN: ruleArn("nowhere"), Tags: [tag], TagKeys: [tag.Key] }),
  about: nowhere,
};

export const eventsTable: Table = {
  DeleteRule: {
    accepted: [
      { says: "a rule", input: async (stage) => ({ Name: await rule(stage) }) },
      { says: "one that is not there", input: () => ({ Name: "nowhere" }) },
    ],
    refused: [
      {
        says: "one with targets",
        input: async (stage) => ({ Name: await ruleWithTarget(stage) }),
        code: "ValidationException",
        about: "Rule can't be deleted since it has targets.",
      },
    ],
    faults: {
      ResourceNotFoundException: {
        input: () => ({ Name: "nowhere", EventBusName: "other" }),
        about: "Event bus other does not exist.",
      },
    },
  },
  DescribeEventBus: {
    accepted: [
      {
        says: "the default one",
        input: () => ({}),
        answer: ({ Name }) => expect(Name).toBe("default"),
      },
    ],
    faults: {
      ResourceNotFoundException: {
        input: () => ({ Name: "other" }),
        about: "Event bus other does not exist.",
      },
    },
  },
  DescribeRule: {
    accepted: [
      {
        says: "a rule",
        input: async (stage) => ({ Name: await rule(stage) }),
        answer: ({ State }) => expect(State).toBe("ENABLED"),
      },
    ],
    faults: { ResourceNotFoundException: unknownRule },
  },
  DisableRule: {
    accepted: [{ says: "a rule", input: async (stage) => ({ Name: await rule(stage) }) }],
    faults: { ResourceNotFoundException: unknownRule },
  },
  EnableRule: {
    accepted: [{ says: "a rule", input: async (stage) => ({ Name: await rule(stage) }) }],
    faults: { ResourceNotFoundException: unknownRule },
  },
  ListEventBuses: {
    accepted: [
      {
        says: "the default one",
        input: () => ({}),
        answer: ({ EventBuses }) => expect(EventBuses).toHaveLength(1),
      },
    ],
  },
  ListRuleNamesByTarget: {
    accepted: [
      {
        says: "by the target's ARN",
        input: async (stage) => {
          await ruleWithTarget(stage);
          return { TargetArn: Arn };
        },
        answer: ({ RuleNames }) => expect(RuleNames).not.toEqual([]),
      },
    ],
    faults: {
      ResourceNotFoundException: {
        ...unknownBus,
        input: () => ({ TargetArn: Arn, EventBusName: "other" }),
      },
    },
  },
  ListRules: {
    accepted: [
      {
        says: "by prefix",
        input: async (stage) => ({ NamePrefix: await rule(stage) }),
        answer: ({ Rules }) => expect(Rules).toHaveLength(1),
      },
    ],
    refused: [
      {
        says: "a token of somebody else",
        input: () => ({ NextToken: "bm90IG9uZSBvZiBvdXJz" }),
        code: "ValidationException",
        about: "bm90IG9uZSBvZiBvdXJz",
      },
    ],
    faults: { ResourceNotFoundException: unknownBus },
  },
  ListTagsForResource: {
    accepted: [
      {
        says: "of a rule",
        input: async (stage) => ({ ResourceARN: ruleArn(await rule(stage, { Tags: [tag] })) }),
        answer: ({ Tags }) => expect(Tags).toEqual([tag]),
      },
    ],
    faults: { ResourceNotFoundException: unknownTagged },
  },
  ListTargetsByRule: {
    accepted: [
      {
        says: "of a rule",
        input: async (stage) => ({ Rule: await ruleWithTarget(stage) }),
        answer: ({ Targets }) => expect(Targets).toEqual([{ Id: "queue", Arn }]),
      },
    ],
    faults: {
      ResourceNotFoundException: { input: () => ({ Rule: "nowhere" }), about: nowhere },
    },
  },
  PutEvents: {
    accepted: [
      {
        says: "an event",
        input: () => ({ Entries: [{ Source: "shop", DetailType: "sold", Detail: "{}" }] }),
        answer: ({ FailedEntryCount }) => expect(FailedEntryCount).toBe(0),
      },
    ],
    refused: [
      {
        says: "too large entries",
        input: () => {
          const Detail = JSON.stringify({ text: "x".repeat(256 * 1024) });
          return { Entries: [{ Source: "shop", DetailType: "sold", Detail }] };
        },
        code: "ValidationException",
        about: "Total size of the entries in the request is over the limit.",
      },
    ],
  },
  PutRule: {
    accepted: [
      { says: "with a pattern", input: () => ({ Name: newName("rule"), EventPattern }) },
      {
        says: "with a schedule",
        input: () => ({ Name: newName("rule"), ScheduleExpression: "rate(5 minutes)" }),
      },
    ],
    refused: [
      {
        says: "neither pattern nor schedule",
        input: () => ({ Name: newName("rule") }),
        code: "ValidationException",
        about: "Parameter(s) EventPattern or ScheduleExpression must be specified.",
      },
    ],
    faults: {
      InvalidEventPatternException: {
        input: () => ({ Name: newName("rule"), EventPattern: "{}" }),
        about: "Event pattern is not valid. Reason: Empty objects are not allowed",
      },
      ResourceNotFoundException: {
        ...unknownBus,
        input: () => ({ Name: newName("rule"), EventPattern, EventBusName: "other" }),
      },
    },
  },
  PutTargets: {
    accepted: [
      {
        says: "a queue",
        input: async (stage) => ({ Rule: await rule(stage), Targets: [{ Id: "queue", Arn }] }),
        answer: ({ FailedEntryCount }) => expect(FailedEntryCount).toBe(0),
      },
    ],
    refused: [
      {
        says: "what is no ARN",
        input: async (stage) => ({ Rule: await rule(stage), Targets: [{ Id: "a", Arn: "queue" }] }),
        code: "ValidationException",
        about: "Parameter queue is not valid. Reason: Provided Arn is not in correct format.",
      },
    ],
    faults: {
      ResourceNotFoundException: {
        input: () => ({ Rule: "nowhere", Targets: [{ Id: "queue", Arn }] }),
        about: nowhere,
      },
    },
  },
  RemoveTargets: {
    accepted: [
      {
        says: "a queue",
        input: async (stage) => ({ Rule: await ruleWithTarget(stage), Ids: ["queue"] }),
        answer: ({ FailedEntryCount }) => expect(FailedEntryCount).toBe(0),
      },
    ],
    faults: {
      ResourceNotFoundException: {
        input: () => ({ Rule: "nowhere", Ids: ["queue"] }),
        about: nowhere,
      },
    },
  },
  TagResource: {
    accepted: [
      {
        says: "a rule",
        input: async (stage) => ({ ResourceARN: ruleArn(await rule(stage)), Tags: [tag] }),
      },
    ],
    faults: { ResourceNotFoundException: unknownTagged },
  },
  TestEventPattern: {
    accepted: [
      {
        says: "an event that matches",
        input: () => ({
          EventPattern,
          Event: JSON.stringify({
            id: "1",
            account: "123456789012",
            source: "aws.autoscaling",
            time: "2026-09-27T12:00:00Z",
            region: "us-east-1",
            "detail-type": "EC2 Instance Launch Successful",
          }),
        }),
        answer: ({ Result }) => expect(Result).toBe(true),
      },
    ],
    refused: [
      {
        says: "what is no event",
        input: () => ({ EventPattern, Event: '{"id": "1"}' }),
        code: "ValidationException",
        about: "Parameter Event is not valid.",
      },
    ],
    faults: {
      InvalidEventPatternException: {
        input: () => ({
          EventPattern: '{"source": "x"}',
          Event:
            '{"id": "", "account": "", "source": "", "time": "", "region": "", "detail-type": ""}',
        }),
        about: '"source" must be an object or an array',
      },
    },
  },
  UntagResource: {
    accepted: [
      {
        says: "a rule",
        input: async (stage) => ({
          ResourceARN: ruleArn(await rule(stage, { Tags: [tag] })),
          TagKeys: [tag.Key],
        }),
      },
    ],
    faults: { ResourceNotFoundException: unknownTagged },
  },
};
