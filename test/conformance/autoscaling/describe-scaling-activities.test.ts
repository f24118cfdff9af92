/** DescribeScalingActivities through the real SDK: the record of a group, filters and pages. */
import {
  type Activity,
  DeleteAutoScalingGroupCommand,
  DescribeScalingActivitiesCommand,
  type DescribeScalingActivitiesCommandInput,
  SetDesiredCapacityCommand,
  SetInstanceHealthCommand,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, test } from "vitest";
import { defaultSubnets } from "../../../src/domain/network.ts";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup, instanceIds, newName, theGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const launchRefusal = "We currently do not have sufficient t3.nano capacity";
const behaviors = [{ group: "unlucky", launchRefusal }];
const emulated = await startEmulator({ timing: "aws", settings: { behaviors } });
const { client } = emulated;

const describeActivities = (input: DescribeScalingActivitiesCommandInput) =>
  client.send(new DescribeScalingActivitiesCommand(input));

async function activitiesOf(name: string, more: DescribeScalingActivitiesCommandInput = {}) {
  const answer = await describeActivities({ AutoScalingGroupName: name, ...more });
  return answer.Activities ?? [];
}

const setCapacity = (name: string, DesiredCapacity: number) =>
  client.send(new SetDesiredCapacityCommand({ AutoScalingGroupName: name, DesiredCapacity }));

/** A group that launched one instance, and after a while another. */
async function aGroupWithTwoActivities(): Promise<string> {
  const name = await aGroup(emulated, { DesiredCapacity: 1 });
  emulated.advance(60);
  await setCapacity(name, 2);
  emulated.advance(60);
  return name;
}

const time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

function expectCause(activity: Activity | undefined, ...sentences: readonly string[]): void {
  const pattern = sentences.map((sentence) => `At ${time} ${sentence}\\.`).join("  ");
  expect(activity?.Cause).toMatch(new RegExp(`^${pattern}$`));
}

describe("an activity", () => {
  test("G-085 G-088 G-089 has all members while it runs and after", async () => {
    const name = await aGroup(emulated, {
      AvailabilityZones: undefined,
      VPCZoneIdentifier: defaultSubnets("123456789012", "us-east-1")[0]?.id,
      DesiredCapacity: 1,
    });
    emulated.advance(13);
    const [id] = await instanceIds(emulated, name);
    const { AutoScalingGroupARN } = await theGroup(emulated, name);
    const subnet = defaultSubnets("123456789012", "us-east-1")[0]?.id;
    const members = {
      ActivityId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      AutoScalingGroupName: name,
      AutoScalingGroupARN,
      AutoScalingGroupState: "InService",
      Description: `Launching a new EC2 instance: ${id}`,
      Cause: expect.any(String),
      StartTime: expect.any(Date),
      Details:
        '{"Availability Zone ID":"use1-az6",' +
        `"Subnet ID":"${subnet}","Availability Zone":"us-east-1a"}`,
    };
    expect(await activitiesOf(name)).toEqual([
      { ...members, StatusCode: "PreInService", Progress: 30 },
    ]);
    emulated.advance(30);
    const [ended] = await activitiesOf(name);
    expect(ended).toEqual({
      ...members,
      EndTime: expect.any(Date),
      StatusCode: "Successful",
      Progress: 100,
    });
    expect(ended?.EndTime?.getMilliseconds()).toBe(0);
  });

  test("G-087 comes before those that started earlier", async () => {
    const activities = await activitiesOf(await aGroupWithTwoActivities());
    const starts = activities.map(({ StartTime }) => StartTime?.getTime() ?? 0);
    expect(starts).toEqual([...starts].sort((a, b) => b - a));
    expect(starts).toHaveLength(2);
  });

  test("G-091 G-092 tells the change of capacity that it follows", async () => {
    const name = await aGroupWithTwoActivities();
    const [second, first] = await activitiesOf(name);
    expectCause(
      first,
      "a user request created an AutoScalingGroup changing the desired capacity from 0 to 1",
      "an instance was started in response to a difference between desired and actual capacity, " +
        "increasing the capacity from 0 to 1",
    );
    expectCause(
      second,
      "a user request explicitly set group desired capacity changing the desired capacity from " +
        "1 to 2",
      "an instance was started in response to a difference between desired and actual capacity, " +
        "increasing the capacity from 1 to 2",
    );
    await setCapacity(name, 1);
    emulated.advance(60);
    const [third] = await activitiesOf(name);
    const id = third?.Description?.replace("Terminating EC2 instance: ", "");
    expectCause(
      third,
      "a user request explicitly set group desired capacity changing the desired capacity from " +
        "2 to 1",
      "an instance was taken out of service in response to a difference between desired and " +
        "actual capacity, shrinking the capacity from 2 to 1",
      `instance ${id} was selected for termination`,
    );
  });

  test("G-091 R-260 G-082 tells of an unhealthy instance and of its replacement", async () => {
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    emulated.advance(60);
    const [InstanceId = ""] = await instanceIds(emulated, name);
    await client.send(new SetInstanceHealthCommand({ InstanceId, HealthStatus: "Unhealthy" }));
    emulated.advance(120);
    const [launch, termination] = await activitiesOf(name);
    expect(termination?.Description).toBe(`Terminating EC2 instance: ${InstanceId}`);
    expectCause(
      termination,
      "an instance was taken out of service in response to a user health-check",
    );
    expectCause(
      launch,
      "an instance was launched in response to an unhealthy instance needing to be replaced",
    );
    const replacedAt = launch?.StartTime?.getTime() ?? 0;
    expect(replacedAt).toBeGreaterThan(termination?.StartTime?.getTime() ?? 0);
    expect(replacedAt).toBeLessThan(termination?.EndTime?.getTime() ?? 0);
  });
});

test("G-099 R-261 G-085 a launch that EC2 refuses is a failed activity", async () => {
  const text = `${launchRefusal}. Launching EC2 instance failed.`;
  const name = await aGroup(emulated, { AutoScalingGroupName: "unlucky", DesiredCapacity: 1 });
  emulated.advance(20);
  const [activity] = await activitiesOf(name);
  expect(activity).toMatchObject({
    Description: `Launching a new EC2 instance.  Status Reason: ${text}`,
    StatusCode: "Failed",
    StatusMessage: text,
    Progress: 100,
  });
});

describe("groups", () => {
  test("G-008 an unknown group is named", async () => {
    expect(await refusalOf(activitiesOf("nobody"))).toEqual(
      validationErrorOf("AutoScalingGroup name not found - AutoScalingGroup nobody not found"),
    );
  });

  test("G-100 G-170 a deleted group is found only when asked for", async () => {
    const name = await aGroup(emulated, { DesiredCapacity: 1 });
    emulated.advance(60);
    await client.send(
      new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: name, ForceDelete: true }),
    );
    emulated.advance(120);
    expect(await refusalOf(activitiesOf(name))).toEqual(
      validationErrorOf(`AutoScalingGroup name not found - AutoScalingGroup ${name} not found`),
    );
    const found = await activitiesOf(name, { IncludeDeletedGroups: true });
    expect(found.map(({ AutoScalingGroupState }) => AutoScalingGroupState)).toEqual([
      "Deleted",
      "Deleted",
    ]);
    const id = found[0]?.Description?.replace("Terminating EC2 instance: ", "");
    expectCause(
      found[0],
      "an instance was taken out of service in response to a difference between desired and " +
        "actual capacity, shrinking the capacity from 1 to 0",
      `instance ${id} was selected for termination`,
    );
    expect(
      await refusalOf(activitiesOf(newName("never"), { IncludeDeletedGroups: true })),
    ).toMatchObject({ code: "ValidationError" });
  });
});

describe("filters", () => {
  const filter = (Name: string, ...Values: readonly string[]) => ({ Name, Values: [...Values] });

  test("G-101 keep bounds inclusive, and nothing between reversed ones", async () => {
    const name = await aGroupWithTwoActivities();
    const [second, first] = await activitiesOf(name);
    const at = first?.StartTime?.toISOString() ?? "";
    const later = second?.StartTime?.toISOString() ?? "";
    const kept = async (...Filters: ReturnType<typeof filter>[]) =>
      (await activitiesOf(name, { Filters })).map(({ ActivityId }) => ActivityId);
    expect(
      await kept(filter("StartTimeLowerBound", at), filter("StartTimeUpperBound", at)),
    ).toEqual([first?.ActivityId]);
    expect(await kept(filter("StartTimeLowerBound", later))).toEqual([second?.ActivityId]);
    expect(
      await kept(filter("StartTimeLowerBound", later), filter("StartTimeUpperBound", at)),
    ).toEqual([]);
    expect(await kept(filter("Status", "Successful"))).toHaveLength(2);
    expect(await kept(filter("Status", "Failed", "Cancelled"))).toEqual([]);
  });

  test.each([
    "2026-01-01T00:00Z",
    "2026-01-01T00:00:00Z",
    "2026-01-01T00:00:00.123456789Z",
    " 2026-01-01T00:00:00+18:00 ",
    "2026-01-01T24:00:00-05:30",
    "2026-02-30T00:00:00Z",
    "2026-01-01t00:00:00z",
  ])("G-102 take the time '%s'", async (bound) => {
    const Filters = [filter("StartTimeLowerBound", bound)];
    expect(await describeActivities({ Filters })).toHaveProperty("Activities");
  });

  test.each([
    "2026-01-01T00:00:00",
    "2026-01-01 00:00:00Z",
    "2026-01-01",
    "20260101T000000Z",
    "2026-01-01T00:00:00+0800",
    "2026-01-01T00:00:00+18:01",
    "1767225600",
    "",
    "2026-01-01T00:00:00,5Z",
    "2026-01-01T00:00:00.1234567890Z",
    "2026-1-01T00:00:00Z",
    "2026-01-01T00:00:60Z",
    "2026-01-01T24:00:01Z",
    "2026-13-01T00:00:00Z",
  ])("G-102 G-103 refuse the time '%s'", async (bound) => {
    const Filters = [filter("StartTimeUpperBound", bound)];
    expect(await refusalOf(describeActivities({ Filters }))).toEqual(
      validationErrorOf(
        "The filter configuration isn't valid. The specified timestamp isn't valid.",
      ),
    );
  });

  const time = "2026-01-01T00:00:00Z";

  test.each([
    ["values", [filter("StartTimeUpperBound", time, time)]],
    ["filters", [filter("StartTimeUpperBound", time), filter("StartTimeUpperBound", time)]],
  ])("G-104 refuse two %s of one bound", async (_what, Filters) => {
    expect(await refusalOf(describeActivities({ Filters }))).toEqual(
      validationErrorOf(
        "The filter configuration isn't valid. Multiple values for StartTimeUpperBound aren't " +
          "supported. Specify a single timestamp value.",
      ),
    );
  });

  test("G-105 refuse an empty list of values as no time", async () => {
    const Filters = [filter("StartTimeLowerBound")];
    expect(await refusalOf(describeActivities({ Filters }))).toEqual(
      validationErrorOf(
        "The filter configuration isn't valid. The specified timestamp isn't valid.",
      ),
    );
  });

  test("G-106 want a group for a status, not for a time", async () => {
    const byStatus = describeActivities({ Filters: [filter("Status", "Failed")] });
    expect(await refusalOf(byStatus)).toEqual(
      validationErrorOf(
        "The Status filter requires an Auto Scaling group name. Add the AutoScalingGroupName " +
          "parameter and try again.",
      ),
    );
    const ActivityIds = ["68386000-0000-0000-0000-000000000000"];
    const byTime = { ActivityIds, Filters: [filter("StartTimeLowerBound", time)] };
    expect((await describeActivities(byTime)).Activities).toEqual([]);
  });

  test("G-107 apply to ActivityIds too", async () => {
    const name = await aGroupWithTwoActivities();
    const ActivityIds = (await activitiesOf(name)).map(({ ActivityId = "" }) => ActivityId);
    expect(await activitiesOf(name, { ActivityIds: ActivityIds.slice(1) })).toHaveLength(1);
    const Filters = [filter("Status", "Failed")];
    expect(await activitiesOf(name, { ActivityIds, Filters })).toEqual([]);
  });
});

describe("pages", () => {
  test("G-108 G-011 one activity and a token that other filters may use", async () => {
    const name = await aGroupWithTwoActivities();
    const all = await activitiesOf(name);
    const first = await describeActivities({ AutoScalingGroupName: name, MaxRecords: 1 });
    expect(first.Activities).toEqual(all.slice(0, 1));
    expect(first.NextToken).toMatch(/^Vj[A-Za-z0-9+/]{98}$/);
    const { NextToken } = first;
    expect(await activitiesOf(name, { NextToken })).toEqual(all.slice(1));
    const Filters = [{ Name: "Status", Values: ["Successful"] }];
    expect(await activitiesOf(name, { NextToken, Filters })).toEqual(all.slice(1));
  });

  test("G-010 a wrong token has a text of its own", async () => {
    expect(await refusalOf(describeActivities({ NextToken: "nonsense" }))).toEqual({
      code: "InvalidNextToken",
      message: "The token nonsense isn't valid.",
      status: 400,
    });
  });

  test("G-056 at most 100 on a page", async () => {
    expect(await refusalOf(describeActivities({ MaxRecords: 101 }))).toMatchObject({
      code: "ValidationError",
    });
  });
});
