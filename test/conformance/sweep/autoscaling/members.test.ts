/** Every input member of every operation is read, or is told of as without effect. */
import { describe, expect, test } from "vitest";
import { serviceModel } from "../../../../src/model/shapes.ts";
import { memberStates } from "../../../architecture/member-states.ts";
import { simplePolicy } from "../../../support/policies.ts";
import { type Operation, startStage } from "./stage.ts";
import { table } from "./table.ts";

const stage = await startStage();
const sent = new Set<string>();

for (const [operation, { accepted, unknown = [] }] of table) {
  for (const { input } of accepted) {
    const given = await input(stage);
    for (const member of Object.keys(given)) sent.add(`${operation}.${member}`);
    await stage.send(operation as Operation, given);
  }
  if (accepted.length > 0) continue;
  for (const { input } of unknown) {
    const given = await input(stage);
    for (const member of Object.keys(given)) sent.add(`${operation}.${member}`);
    await expect(stage.send(operation as Operation, given)).rejects.toThrow();
  }
}

const { operations, shapes } = serviceModel("autoscaling");
const modelled = [...operations.values()].flatMap(({ name, input }) => {
  const shape = input === undefined ? undefined : shapes.get(input);
  return shape?.type === "structure" ? shape.members.map((one) => `${name}.${one.name}`) : [];
});
const states = memberStates.autoscaling ?? {};
const told = Object.entries(states).flatMap(([operation, { withoutEffect = {} }]) =>
  Object.keys(withoutEffect).map((member) => `${operation}.${member}`),
);

describe("the input members of all operations", () => {
  test("are sent in calls that are accepted; tokens are in page-tokens.test.ts", () => {
    const missing = modelled.filter((member) => !sent.has(member));
    expect(missing).toEqual(modelled.filter((member) => member.endsWith(".NextToken")));
  });

  test("are read by their action, or are told of as without effect, and not both", () => {
    const unread = modelled.filter((member) => !stage.membersRead.has(member));
    expect(unread.sort()).toEqual([...told].sort());
  });

  test("are told of as stored only where the model has them", () => {
    const stored = Object.entries(states).flatMap(([operation, { stored: members = [] }]) =>
      members.map((member) => `${operation}.${member}`),
    );
    expect(stored.filter((member) => !modelled.includes(member))).toEqual([]);
    expect(stored.filter((member) => told.includes(member))).toEqual([]);
  });

  test("of a group that are stored are shown as they were sent", async () => {
    const row = table.find(([operation]) => operation === "CreateAutoScalingGroup")?.[1];
    const given = (await row?.accepted[0]?.input(stage)) as Record<string, unknown>;
    await stage.send("CreateAutoScalingGroup", given);
    const AutoScalingGroupNames = [given.AutoScalingGroupName];
    const answer = await stage.send("DescribeAutoScalingGroups", { AutoScalingGroupNames });
    const [shown] = answer.AutoScalingGroups as Record<string, unknown>[];
    const { stored = [] } = states.CreateAutoScalingGroup ?? {};
    const pick = (group: Record<string, unknown> | undefined) =>
      Object.fromEntries(stored.map((member) => [member, group?.[member]]));
    expect(pick(shown)).toEqual(pick(given));
  });

  test("IncludeManagedResources leaves out what belongs to a group with an operator", async () => {
    const row = table.find(([operation]) => operation === "CreateAutoScalingGroup")?.[1];
    const given = (await row?.accepted[0]?.input(stage)) as { AutoScalingGroupName: string };
    const { AutoScalingGroupName } = given;
    await stage.send("CreateAutoScalingGroup", given);
    stage.advance(300);
    const shown = async (operation: Operation, list: string, members: object) => {
      const counts: number[] = [];
      for (const IncludeManagedResources of [true, false]) {
        const answer = await stage.send(operation, { ...members, IncludeManagedResources });
        counts.push((answer[list] as unknown[]).length);
      }
      return counts;
    };
    const names = { AutoScalingGroupNames: [AutoScalingGroupName] };
    const Filters = [{ Name: "auto-scaling-group", Values: [AutoScalingGroupName] }];
    expect(await shown("DescribeAutoScalingGroups", "AutoScalingGroups", names)).toEqual([1, 0]);
    expect(await shown("DescribeTags", "Tags", { Filters })).toEqual([1, 0]);
    const named = { AutoScalingGroupName };
    expect(await shown("DescribeScalingActivities", "Activities", named)).toEqual([1, 0]);
    await stage.send("PutScalingPolicy", { ...named, PolicyName: "out", ...simplePolicy });
    expect(await shown("DescribePolicies", "ScalingPolicies", named)).toEqual([1, 0]);
  });
});
