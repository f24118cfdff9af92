/** DescribeScheduledActions through the real SDK: names, times, pages. */
import {
  BatchPutScheduledUpdateGroupActionCommand,
  DescribeScheduledActionsCommand,
  type DescribeScheduledActionsCommandInput,
  paginateDescribeScheduledActions,
} from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator({ timing: "aws" });
const { client } = emulated;
const inMinutes = (minutes: number) => new Date(Date.parse(emulated.now()) + minutes * 60_000);

/** A group with actions of these names, a minute apart in this order. */
async function aScheduledGroup(...names: string[]) {
  const name = await aGroup(emulated);
  await client.send(
    new BatchPutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName: name,
      ScheduledUpdateGroupActions: names.map((ScheduledActionName, index) => ({
        ScheduledActionName,
        StartTime: inMinutes(index + 1),
        MinSize: 1,
      })),
    }),
  );
  return name;
}

const group = await aScheduledGroup("c", "a", "b");
const other = await aScheduledGroup("a");

const described = async (input: DescribeScheduledActionsCommandInput) => {
  const answer = await client.send(new DescribeScheduledActionsCommand(input));
  return (answer.ScheduledUpdateGroupActions ?? []).map(
    ({ ScheduledActionName }) => ScheduledActionName,
  );
};

test("R-187 of one group or of all, by group and name", async () => {
  expect(await described({ AutoScalingGroupName: group })).toEqual(["a", "b", "c"]);
  expect(await described({ AutoScalingGroupName: other })).toEqual(["a"]);
  expect(await described({})).toEqual(["a", "b", "c", "a"]);
});

test("R-187 by name; unknown names are no error, and times do not count then", async () => {
  const ScheduledActionNames = ["b", "nobody"];
  const input = { AutoScalingGroupName: group, ScheduledActionNames };
  expect(await described(input)).toEqual(["b"]);
  expect(await described({ ...input, StartTime: inMinutes(60) })).toEqual(["b"]);
});

test.each([
  [1, 3, ["a", "b", "c"]],
  [2, 3, ["a", "b"]],
  [2, 2, ["a"]],
  [4, undefined, []],
  [undefined, 1, ["c"]],
  [3, 1, []],
])("R-187 by time from minute %s to %s: %j", async (from, to, expected) => {
  const StartTime = from === undefined ? undefined : inMinutes(from);
  const EndTime = to === undefined ? undefined : inMinutes(to);
  expect(await described({ AutoScalingGroupName: group, StartTime, EndTime })).toEqual(expected);
});

test("R-187 G-010 pages come one after the other, whatever goes in between", async () => {
  const pages: unknown[] = [];
  for await (const page of paginateDescribeScheduledActions({ client, pageSize: 2 }, {})) {
    pages.push(page.ScheduledUpdateGroupActions?.map((one) => one.ScheduledActionName));
  }
  expect(pages).toEqual([
    ["a", "b"],
    ["c", "a"],
  ]);
});

test("R-187 G-010 refuses a token that is none, a page too large, too many names", async () => {
  const ask = (input: DescribeScheduledActionsCommandInput) =>
    refusalOf(client.send(new DescribeScheduledActionsCommand(input)));
  expect(await ask({ NextToken: "x" })).toMatchObject({ code: "InvalidNextToken" });
  expect(await ask({ MaxRecords: 101 })).toMatchObject({ code: "ValidationError" });
  const many = Array.from({ length: 51 }, (_, index) => `action-${index}`);
  expect(await ask({ ScheduledActionNames: many })).toMatchObject({ code: "ValidationError" });
});

test("G-008 refuses an unknown group", async () => {
  const asked = client.send(
    new DescribeScheduledActionsCommand({ AutoScalingGroupName: "nobody" }),
  );
  expect(await refusalOf(asked)).toEqual(
    validationErrorOf("AutoScalingGroup name not found - AutoScalingGroup nobody not found"),
  );
});
