/** What a rule's target is given, as LocalStack's published recordings of AWS have it. */
import { describe, expect, test } from "vitest";
import { type Matched, targetInput } from "../../src/domain/target-input.ts";

const event = {
  version: "0",
  id: "1",
  "detail-type": "sold",
  source: "shop",
  account: "123456789012",
  time: "2026-09-27T12:00:00Z",
  region: "us-east-1",
  resources: [],
  detail: {
    user: "0a787ecb",
    quoted: 'a "b"',
    valid: true,
    payload: { acc_id: "0a787ecb-4015", sf_id: "baz" },
    single: ["HIGH"],
    several: ["ACTIVE", "INACTIVE"],
  },
};
const rule = { name: "sales", arn: "arn:aws:events:us-east-1:123456789012:rule/sales" };
const matched: Matched = { event, rule, ingestedAt: "2026-09-27T12:00:01Z" };
const inputOf = (members: object) => targetInput({ members: { ...members } }, matched);

describe("the input of a rule's target", () => {
  test("is the event, or a fixed text", () => {
    expect(JSON.parse(inputOf({}))).toEqual(event);
    expect(inputOf({ Input: '{"a": 1}' })).toBe('{"a": 1}');
  });

  test.each([
    ["$.detail.payload", '{"acc_id":"0a787ecb-4015","sf_id":"baz"}'],
    ["$.detail.payload.sf_id", '"baz"'],
    ["$['detail-type']", '"sold"'],
    ["$.detail.several[1]", '"INACTIVE"'],
    ["$.detail.toString", "null"],
    ["$.detail.user.length", "null"],
  ])("InputPath %s", (InputPath, expected) => {
    expect(inputOf({ InputPath })).toBe(expected);
  });

  const InputPathsMap = {
    userId: "$.detail.user",
    quoted: "$.detail.quoted",
    valid: "$.detail.valid",
    payload: "$.detail.payload",
    single: "$.detail.single",
    several: "$.detail.several",
    missing: "$.detail.missing",
  };
  test.each([
    ['"Command is <valid>!"', '"Command is true!"'],
    ['"<payload> payload"', '"{acc_id:0a787ecb-4015,sf_id:baz} payload"'],
    ['"<several> items, <single>"', '"[ACTIVE,INACTIVE] items, [HIGH]"'],
    ['"<missing> account"', '" account"'],
    ['{"id" : <userId>}', '{"id" : "0a787ecb"}'],
    ['{"id" : "<userId>"}', '{"id" : "0a787ecb"}'],
    ['{"at": <missing>}', '{"at": ""}'],
    ['{"body": [<payload>, "x"]}', '{"body": [{"acc_id":"0a787ecb-4015","sf_id":"baz"}, "x"]}'],
    ['{"path": "users/<userId>/<userId>"}', '{"path": "users/0a787ecb/0a787ecb"}'],
    ['{"said": "\\"<quoted>\\""}', '{"said": "\\"a \\"b\\"\\""}'],
    ['"<aws.events.rule-name> of <aws.events.rule-arn>"', `"${rule.name} of ${rule.arn}"`],
    ['"<aws.events.event.ingestion-time>"', '"2026-09-27T12:00:01Z"'],
    ["<aws.events.event.json>", JSON.stringify(event)],
  ])("InputTemplate %s", (InputTemplate, expected) => {
    expect(inputOf({ InputTransformer: { InputPathsMap, InputTemplate } })).toBe(expected);
  });

  test("the event in a template is its envelope", () => {
    const text = inputOf({ InputTransformer: { InputTemplate: "<aws.events.event>" } });
    const { detail: _, "detail-type": detailType, ...rest } = event;
    expect(JSON.parse(text)).toEqual({ ...rest, detailType });
  });
});
