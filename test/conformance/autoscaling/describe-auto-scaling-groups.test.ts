/** DescribeAutoScalingGroups through the real SDK: choice, filters, order, pages. */
import {
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  type DescribeAutoScalingGroupsCommandInput,
  paginateDescribeAutoScalingGroups,
} from "@aws-sdk/client-auto-scaling";
import { beforeAll, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aTemplate, groupInput, type Template } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client } = emulated;
const template: Template = await aTemplate(emulated);

const create = (AutoScalingGroupName: string, tags: Readonly<Record<string, string>> = {}) => {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({
    Key,
    Value,
    PropagateAtLaunch: true,
  }));
  const members = { AutoScalingGroupName, Tags, DesiredCapacity: 1 };
  return client.send(new CreateAutoScalingGroupCommand(groupInput(template, members)));
};

const describeGroups = (input: DescribeAutoScalingGroupsCommandInput) =>
  client.send(new DescribeAutoScalingGroupsCommand(input));

async function namesOf(input: DescribeAutoScalingGroupsCommandInput) {
  const { AutoScalingGroups = [] } = await describeGroups(input);
  return AutoScalingGroups.map(({ AutoScalingGroupName }) => AutoScalingGroupName);
}

beforeAll(async () => {
  await create("delta", { env: "prod", team: "web" });
  await create("alpha", { env: "prod", team: "data" });
  await create("charlie", { env: "test" });
  await create("bravo");
});

test("G-055 an unknown name is no error", async () => {
  expect(await namesOf({ AutoScalingGroupNames: ["nobody"] })).toEqual([]);
});

test("G-059 groups come by name", async () => {
  expect(await namesOf({})).toEqual(["alpha", "bravo", "charlie", "delta"]);
});

test("G-057 IncludeInstances=false leaves the list of instances empty", async () => {
  const AutoScalingGroupNames = ["alpha"];
  const without = await describeGroups({ AutoScalingGroupNames, IncludeInstances: false });
  expect(without.AutoScalingGroups?.[0]?.Instances).toEqual([]);
  const withAll = await describeGroups({ AutoScalingGroupNames });
  expect(withAll.AutoScalingGroups?.[0]?.Instances).toHaveLength(1);
});

test.each([
  ["tag-key", [{ Name: "tag-key", Values: ["team"] }], ["alpha", "delta"]],
  ["tag-value", [{ Name: "tag-value", Values: ["web", "test"] }], ["charlie", "delta"]],
  ["tag:{key}", [{ Name: "tag:env", Values: ["prod"] }], ["alpha", "delta"]],
  [
    "several filters, joined by AND",
    [
      { Name: "tag:env", Values: ["prod", "test"] },
      { Name: "tag:team", Values: ["web"] },
    ],
    ["delta"],
  ],
])("G-058 filters by %s", async (_filter, Filters, names) => {
  expect(await namesOf({ Filters })).toEqual(names);
});

test("G-058 refuses a filter that there is not", async () => {
  const refused = await refusalOf(describeGroups({ Filters: [{ Name: "name", Values: ["a"] }] }));
  expect(refused).toMatchObject({ code: "ValidationError" });
  expect(refused.message).toContain("tag-key, tag-value, tag:");
});

test("G-056 pages have MaxRecords groups, and the SDK's paginator reads them all", async () => {
  const sizes: number[] = [];
  const names: (string | undefined)[] = [];
  for await (const page of paginateDescribeAutoScalingGroups({ client, pageSize: 3 }, {})) {
    sizes.push(page.AutoScalingGroups?.length ?? 0);
    names.push(...(page.AutoScalingGroups ?? []).map((group) => group.AutoScalingGroupName));
  }
  expect(sizes).toEqual([3, 1]);
  expect(names).toEqual(["alpha", "bravo", "charlie", "delta"]);
});

test("G-011 a token survives groups that come and go between two pages", async () => {
  const { NextToken } = await describeGroups({ MaxRecords: 2 });
  await client.send(
    new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: "bravo", ForceDelete: true }),
  );
  await create("aardvark");
  await create("cat");
  expect(await namesOf({ NextToken })).toEqual(["cat", "charlie", "delta"]);
});

test("G-011 a token holds any name", async () => {
  const long = "\u{1f680}".repeat(60);
  await create(`zz\n${long}`);
  await create(`zz\n${long}b`);
  const names = async (NextToken?: string): Promise<(string | undefined)[]> => {
    const page = await describeGroups({ MaxRecords: 1, NextToken });
    const [group] = page.AutoScalingGroups ?? [];
    const rest = page.NextToken === undefined ? [] : await names(page.NextToken);
    return [group?.AutoScalingGroupName, ...rest];
  };
  expect((await names()).slice(-2)).toEqual([`zz\n${long}`, `zz\n${long}b`]);
});

test.each([
  ["101", 101, "less than or equal to 100"],
  ["0", 0, "greater than or equal to 1"],
])("G-056 refuses MaxRecords %s", async (_value, MaxRecords, bound) => {
  expect(await refusalOf(describeGroups({ MaxRecords }))).toEqual(
    validationErrorOf(
      `1 validation error detected: Value '${MaxRecords}' at 'maxRecords' failed to satisfy ` +
        `constraint: Member must have value ${bound}`,
    ),
  );
});

test.each(["nonsense", "VjE=", ""])("G-010 refuses the token '%s'", async (NextToken) => {
  expect(await refusalOf(describeGroups({ NextToken }))).toEqual({
    code: "InvalidNextToken",
    message: `The token '${NextToken}' is invalid.`,
    status: 400,
  });
});

test("G-010 G-011 refuses a token with another name in it", async () => {
  const { NextToken = "" } = await describeGroups({ MaxRecords: 1 });
  expect(NextToken).toMatch(/^Vj[A-Za-z0-9+/]{98}$/);
  const text = Buffer.from(NextToken, "base64").toString().replace("aardvark", "aardvarl");
  const forged = Buffer.from(text).toString("base64");
  expect(await refusalOf(describeGroups({ NextToken: forged }))).toMatchObject({
    code: "InvalidNextToken",
  });
});
