/** Every constraint of every input member of every operation: refused in AWS's sentence, alone. */
import { expect, test } from "vitest";
import { serviceModel } from "../../../../src/model/shapes.ts";
import { refusalOf, validationErrorOf } from "../../../support/refusal.ts";
import { constraintCasesOf } from "./constraint-cases.ts";
import { commandOf, type Operation, startStage } from "./stage.ts";

const { client, emulator } = await startStage();
const operations = [...serviceModel("autoscaling").operations.keys()] as Operation[];
const cases = operations.map((operation) => [operation, constraintCasesOf(operation)] as const);
const withCases = cases.filter(([, found]) => found.length > 0);

test.each(withCases)(
  "R-025 R-026 R-027 R-030 G-006 G-015 constraints of %s",
  async (operation, found) => {
    const before = emulator.lastSequence();
    const wrong: object[] = [];
    for (const { says, input, message } of found) {
      const refusal = await refusalOf(client.send(commandOf(operation, input))).catch(String);
      const expected = validationErrorOf(message);
      if (!isSame(refusal, expected)) wrong.push({ says, refusal, expected });
    }
    expect(wrong).toEqual([]);
    expect(emulator.lastSequence(), "nothing has happened").toBe(before);
  },
);

test("there are cases for every operation with constraints, and of every kind", () => {
  const { operations: modelled } = serviceModel("autoscaling");
  const without = cases
    .filter(([, found]) => found.length === 0)
    .map(([operation]) => operation)
    .filter((operation) => modelled.get(operation)?.input !== undefined);
  // AWS models its members without constraints.
  expect(without).toEqual(["DescribeAccountSettings"]);
  const all = cases.flatMap(([, found]) => found.map(({ says }) => says.split(": ")[1] ?? ""));
  const kinds = [
    "missing",
    "too short",
    "too long",
    "too small",
    "too large",
    "too many",
    "against the pattern",
    "no value of the enumeration",
  ];
  expect(kinds.filter((kind) => !all.includes(kind))).toEqual([]);
  expect(all.length).toBeGreaterThan(500);
});

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
