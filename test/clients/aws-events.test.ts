/** EventBridge by each AWS CLI that is found: rules, targets, patterns tried out, events put. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsClients, isWithoutAws } from "../cli/aws-clients.ts";
import { type Product, startProduct } from "../cli/product.ts";
import { awsJson } from "./aws-runs.ts";

if (isWithoutAws()) test.skip("the AWS CLI is not installed");

const pattern = JSON.stringify({
  source: ["aws.autoscaling"],
  "detail-type": [{ suffix: "Checkpoint Reached" }],
});
const event = JSON.stringify({
  id: "1",
  account: "000000000000",
  source: "aws.autoscaling",
  time: "2026-09-27T12:00:00Z",
  region: "us-east-1",
  resources: [],
  "detail-type": "EC2 Auto Scaling Instance Refresh Checkpoint Reached",
  detail: { CheckpointPercentage: "20" },
});
const queue = "arn:aws:sqs:us-east-1:000000000000:checkpoints";
const target = { Id: "queue", Arn: queue };
const entry = { DetailType: "validated", Detail: "{}" };

describe.each(awsClients)("aws events, $version", ({ file }) => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct(["--log", "silent"]);
  });
  afterAll(() => product.stop());

  const events = (...words: string[]) =>
    awsJson({ file, endpoint: product.endpoint }, "events", ...words);

  test("a rule and its target are put, and found again", async () => {
    const { RuleArn } = await events("put-rule", "--name", "ends", "--event-pattern", pattern);
    const put = ["put-targets", "--rule", "ends", "--targets", JSON.stringify([target])];
    expect(await events(...put)).toEqual({ FailedEntryCount: 0, FailedEntries: [] });
    const [rules, targets, names] = await Promise.all([
      events("list-rules"),
      events("list-targets-by-rule", "--rule", "ends"),
      events("list-rule-names-by-target", "--target-arn", queue),
    ]);
    expect(rules.Rules).toEqual([
      expect.objectContaining({ Name: "ends", Arn: RuleArn, EventPattern: pattern }),
    ]);
    expect(targets.Targets).toEqual([target]);
    expect(names.RuleNames).toEqual(["ends"]);
  });

  test("a pattern is tried out; events are put, but none of AWS's own sources", async () => {
    const entries = [
      { ...entry, Source: "shop" },
      { ...entry, Source: "aws.autoscaling" },
    ];
    const [tried, put] = await Promise.all([
      events("test-event-pattern", "--event-pattern", pattern, "--event", event),
      events("put-events", "--entries", JSON.stringify(entries)),
    ]);
    expect(tried).toEqual({ Result: true });
    expect(put).toEqual({
      FailedEntryCount: 1,
      Entries: [
        { EventId: expect.any(String) },
        {
          ErrorCode: "NotAuthorizedForSourceException",
          ErrorMessage: "Not authorized for the source.",
        },
      ],
    });
  });
});
