/** DescribeTags through the real SDK. */
import {
  DescribeAutoScalingGroupsCommand,
  DescribeTagsCommand,
  type DescribeTagsCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { beforeAll, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";
import { refusalOf } from "../../support/refusal.ts";

const emulated = await startEmulator();

const describeTags = (input: DescribeTagsCommandInput) =>
  emulated.client.send(new DescribeTagsCommand(input));

async function pairsOf(input: DescribeTagsCommandInput) {
  const { Tags = [] } = await describeTags(input);
  return Tags.map(({ ResourceId, Key }) => `${Key} of ${ResourceId}`);
}

beforeAll(async () => {
  await aGroup(emulated, {
    AutoScalingGroupName: "web",
    Tags: [
      { Key: "team", Value: "web", PropagateAtLaunch: true },
      { Key: "env", Value: "prod" },
    ],
  });
  await aGroup(emulated, {
    AutoScalingGroupName: "data",
    Tags: [{ Key: "env", Value: "test", PropagateAtLaunch: true }],
  });
});

test("G-165 tags come by key", async () => {
  expect(await pairsOf({})).toEqual(["env of data", "env of web", "team of web"]);
});

test.each([
  ["auto-scaling-group", "web", ["env of web", "team of web"]],
  ["key", "env", ["env of data", "env of web"]],
  ["value", "test", ["env of data"]],
  ["propagate-at-launch", "true", ["env of data", "team of web"]],
])("G-165 filters by %s", async (Name, value, pairs) => {
  expect(await pairsOf({ Filters: [{ Name, Values: [value] }] })).toEqual(pairs);
});

test("G-165 refuses another filter", async () => {
  const Filters = [{ Name: "colour", Values: ["red"] }];
  expect(await refusalOf(describeTags({ Filters }))).toMatchObject({ code: "ValidationError" });
});

test("G-056 G-010 pages, and refuses a token of another operation", async () => {
  const { Tags, NextToken } = await describeTags({ MaxRecords: 2 });
  expect(Tags).toHaveLength(2);
  expect(await pairsOf({ NextToken })).toEqual(["team of web"]);
  const call = emulated.client.send(new DescribeAutoScalingGroupsCommand({ NextToken }));
  expect(await refusalOf(call)).toMatchObject({ code: "InvalidNextToken" });
});
