/** The lifecycle states of the domain are states of AWS's model. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serviceModel, shapeOf } from "../../src/model/shapes.ts";

const source = readFileSync(join(import.meta.dirname, "../../src/domain/instance.ts"), "utf8");

/** The members of the union in the domain. */
function ourStates(): string[] {
  const union = /export type LifecycleState =((?:\s*\| "[^"]+")+)/.exec(source)?.[1] ?? "";
  return [...union.matchAll(/"([^"]+)"/g)].map(([, state = ""]) => state);
}

test("G-076 every lifecycle state that an instance can have is one of AWS's", () => {
  const shape = shapeOf(serviceModel("autoscaling"), "LifecycleState");
  const theirs = shape.type === "string" ? (shape.enum ?? []) : [];
  expect(ourStates().length).toBeGreaterThan(20);
  expect(ourStates().filter((state) => !theirs.includes(state))).toEqual([]);
});
