/**
 * Every operation that AWS models for Auto Scaling, through the real SDK: calls that are accepted,
 * every fault that AWS models, unknown names. Each answer is held against AWS's model.
 */
import { afterEach, describe, expect, test } from "vitest";
import { type FaultShape, serviceModel } from "../../../../src/model/shapes.ts";
import { removeFaults } from "../../../support/faults.ts";
import { aGroup } from "../../../support/fleet.ts";
import { type Refusal, refusalOf, validationErrorOf } from "../../../support/refusal.ts";
import { leaving, type Members } from "../held-answers.ts";
import { bringOnDemand, type ModelledFault, titleOf, typedError } from "../sweep-rows.ts";
import { faultsOf } from "./faults.ts";
import type { Fault, Refused, Rows } from "./rows.ts";
import { sentTo } from "./rows.ts";
import { commandOf, exported, type Operation, startStage } from "./stage.ts";
import { table } from "./table.ts";

const stage = await startStage();
const { client } = stage;
afterEach(() => removeFaults(stage));

const { operations } = serviceModel("autoscaling");

describe("the table", () => {
  test("has every operation of AWS's model, and no other", () => {
    expect(table.map(([operation]) => operation)).toEqual([...operations.keys()].sort());
  });

  test("has a row for every fault that AWS models for an operation, and for no other", () => {
    const untold = table.flatMap(([operation, rows]) => [
      ...faultsOf(operation, rows)
        .filter(({ row }) => row === undefined)
        .map(({ name }) => `${operation} ${name} is missing`),
      ...Object.keys(rows.faults ?? {})
        .filter((name) => !operations.get(operation)?.errors.includes(name))
        .map((name) => `${operation} ${name} is not modelled`),
    ]);
    expect(untold).toEqual([]);
  });
});

describe.each(table)("%s", (operation, rows) => {
  for (const { says, input, answer } of rows.accepted) {
    test(`is accepted: ${says}`, async () => {
      const given = await input(stage);
      const received = await stage.send(operation, given);
      answer?.(received);
    });
  }

  for (const [says, refused] of unknownNames(operation, rows)) {
    test(`G-015 is refused without effect: unknown ${says}`, () =>
      expectRefusal(operation, refused));
  }

  const refused = inDeletion(rows);
  if (refused !== undefined) {
    test("G-201 G-202 G-204 is refused without effect: a group in deletion", () =>
      expectRefusal(operation, refused));
  }

  for (const fault of faultsOf(operation, rows)) {
    test(titleOf(fault), () => expectFault(operation, rows, fault));
  }
});

const groupTexts = {
  described: { rule: "G-008", text: "AutoScalingGroup nowhere not found" },
  mutated: { rule: "G-009", text: "null" },
  deleted: { rule: "G-282", text: "AutoScalingGroup 'nowhere' not found" },
  pool: { rule: "G-283, G-327", text: "No such Auto Scaling group: nowhere" },
} as const;

function unknownNames(operation: Operation, rows: Rows): [string, Omit<Refused, "says">][] {
  const others = (rows.unknown ?? []).map((row): [string, Refused] => [row.says, row]);
  if (rows.unknownGroup === undefined) return others;
  const { rule, text } = groupTexts[rows.unknownGroup];
  const group: Omit<Refused, "says"> = {
    input: async () => ({ ...(await sentTo(stage, rows)), AutoScalingGroupName: "nowhere" }),
    message: `AutoScalingGroup name not found - ${text}`,
  };
  return [[`group (${operation}, ${rule})`, group], ...others];
}

const deletionTexts = {
  modified: "The AutoScaling group may not be modified while it is pending delete",
  suspended: "Processes may not be suspended while the AutoScaling group is pending delete",
} as const;

/** Every operation that names a group, but for those that a group in deletion answers still. */
function inDeletion(rows: Rows): Omit<Refused, "says"> | undefined {
  const isChange = rows.unknownGroup === "mutated" || rows.unknownGroup === "pool";
  const answer = rows.groupInDeletion ?? (isChange ? "modified" : undefined);
  if (answer === undefined || answer === "described") return undefined;
  const input = async () => {
    const given = await sentTo(stage, rows);
    const AutoScalingGroupName = await aGroup(stage);
    const erase = { AutoScalingGroupName, ForceDelete: true };
    await stage.send("DeleteAutoScalingGroup", erase);
    return { ...given, AutoScalingGroupName };
  };
  return { input, message: deletionTexts[answer] };
}

async function expectRefusal(operation: Operation, row: Omit<Refused, "says">): Promise<void> {
  const input = await row.input(stage);
  const refusal = await leaving(0, stage, () =>
    refusalOf(client.send(commandOf(operation, input))),
  );
  expect(refusal).toEqual(validationErrorOf(textOf(row, input)));
}

function textOf({ message }: Pick<Refused, "message">, input: object): string {
  if (message instanceof RegExp) return expect.stringMatching(message) as string;
  return typeof message === "string" ? message : message(input as Members);
}

async function expectFault(
  operation: Operation,
  rows: Rows,
  { name, shape, row }: ModelledFault<Fault>,
): Promise<void> {
  if (row === undefined) throw new Error(`nobody tells how ${operation} raises ${name}`);
  const { input, message } = await occasionOf(row, rows, shape);
  const error = await leaving("never" in row ? 1 : 0, stage, () =>
    typedError(client.send(commandOf(operation, input)), exported.get(name)),
  );
  const expected: Refusal = { code: shape.code, message, status: shape.status };
  expect(await refusalOf(Promise.reject(error))).toEqual(expected);
}

/** What to send for the fault; one that nothing raises is added as a fault of calls. */
async function occasionOf(row: Fault, rows: Rows, shape: FaultShape) {
  if (!("never" in row)) {
    const input = await row.input(stage);
    return { input, message: textOf(row, input) };
  }
  const input = await sentTo(stage, rows);
  return { input, message: bringOnDemand(stage, "autoscaling", shape) };
}
