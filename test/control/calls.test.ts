/** POST calls: AWS's calls as JSON, the same as those of AWS's clients. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const autoscaling = (operation: string, input: object = {}, place: object = {}) =>
  fleet.post("calls", { service: "autoscaling", operation, input, ...place });
const web = { AutoScalingGroupName: "web" };

test("answers a read with AWS's members, times in ISO 8601", async () => {
  const { status, body } = await autoscaling("DescribeAutoScalingGroups");
  expect(status).toBe(200);
  expect(body.AutoScalingGroups[0]).toMatchObject({
    AutoScalingGroupName: "web",
    DesiredCapacity: 12,
    CreatedTime: "2026-01-30T12:00:00.000Z",
  });
});

test("leads to the same journal as the same call of a client", async () => {
  const other = await serveWebFleet();
  const { body } = await autoscaling("StartInstanceRefresh", {
    ...web,
    Preferences: { MinHealthyPercentage: 90, CheckpointPercentages: [50, 100] },
  });
  const text = await other.call("StartInstanceRefresh", {
    "Preferences.MinHealthyPercentage": "90",
    "Preferences.CheckpointPercentages.member.1": "50",
    "Preferences.CheckpointPercentages.member.2": "100",
  });
  expect(text).toContain(body.InstanceRefreshId);
  for (const { post } of [fleet, other]) await post("clock", { advance: "2h" });
  expect(fleet.emulator.journalAfter(0)).toEqual(other.emulator.journalAfter(0));
  await other.server.close();
});

test("is refused with AWS's code, message and status, and changes nothing", async () => {
  const before = fleet.emulator.lastSequence();
  expect(await autoscaling("CancelInstanceRefresh", web)).toMatchObject({
    status: 400,
    body: {
      code: "ActiveInstanceRefreshNotFound",
      status: 400,
      message: expect.stringContaining("No in progress, baking"),
      error: expect.stringContaining("ActiveInstanceRefreshNotFound: "),
    },
  });
  expect((await autoscaling("StartInstanceRefresh")).body).toMatchObject({
    code: "ValidationError",
  });
  expect((await autoscaling("Launch")).body).toMatchObject({ code: "UnknownOperationException" });
  expect((await autoscaling("DeleteTagz")).body).toMatchObject({ status: 400 });
  expect(fleet.emulator.lastSequence()).toBe(before);
});

test("reaches another account and region", async () => {
  const place = { account: "111122223333", region: "eu-west-1" };
  const { body } = await autoscaling("DescribeAutoScalingGroups", {}, place);
  expect(body).toEqual({ AutoScalingGroups: [] });
});

test.each([
  [{ service: "s3", operation: "ListBuckets" }, /^service: /],
  [{ service: "ec2" }, /^operation: /],
  [{ service: "sts", operation: "GetCallerIdentity", account: "me" }, /twelve digits/],
  [
    { service: "autoscaling", operation: "SetDesiredCapacity", input: { DesiredCapacity: "3" } },
    /^input.DesiredCapacity: expected a whole number; got "3"$/,
  ],
  [
    { service: "autoscaling", operation: "DescribePolicies", input: { Group: "web" } },
    /^input: unknown Group; accepted: AutoScalingGroupName, /,
  ],
])("%j is no call", async (given, message) => {
  const { status, body } = await fleet.post("calls", given);
  expect([status, body.code, body.error]).toEqual([400, undefined, expect.stringMatching(message)]);
  expect(body.accepted).toHaveLength(2);
});

test("suffers the faults that are for it", async () => {
  await fleet.post("faults", {
    faults: [{ kind: "api", operation: "DescribePolicies", error: "Throttling", count: 1 }],
  });
  expect((await autoscaling("DescribePolicies")).body).toMatchObject({ code: "Throttling" });
  expect((await autoscaling("DescribePolicies")).body).toEqual({ ScalingPolicies: [] });
});
