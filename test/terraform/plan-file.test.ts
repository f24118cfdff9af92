/** What is read as a plan of Terraform, and how all else is refused. */
import { describe, expect, test } from "vitest";
import { PlanRefusal } from "../../src/domain/user-errors.ts";
import { readTerraformPlan } from "../../src/terraform/plan-file.ts";
import { planJson } from "./plans.ts";

describe("refused, with what is expected:", () => {
  test.each([
    [[], "expected a plan of Terraform as JSON; terraform show -json"],
    [null, "expected a plan of Terraform as JSON"],
    [{ describedGroup: { size: 3 } }, "expected a plan of Terraform as JSON"],
    [{ format_version: 1 }, "expected a plan of Terraform as JSON"],
    [{ format_version: "0.2" }, "format_version is 0.2; expected 1 and a minor number"],
    [{ format_version: "2.0", resource_changes: [] }, "format_version is 2.0"],
    [{ format_version: "1.0", values: {} }, "this is a state, which has no changes"],
    [{ format_version: "1.2", resource_changes: [{}] }, "resource_changes.0.address: "],
    [{ format_version: "1.2", resource_changes: {} }, "resource_changes: "],
  ])("%j", (json, text) => {
    expect(() => readTerraformPlan(json)).toThrow(PlanRefusal);
    expect(() => readTerraformPlan(json)).toThrow(text);
  });
});

test("a later minor format is read, and another Terraform is said", () => {
  const json = { ...planJson("mixed"), format_version: "1.9", later: {} };
  expect(readTerraformPlan(json).notes).toEqual([]);
  const { notes, resources } = readTerraformPlan({ ...json, terraform_version: "1.5.7" });
  expect(notes).toEqual(["the plan is of Terraform 1.5.7; this was tried with 1.11.4"]);
  expect(resources).toHaveLength(7);
});

test("a plan with errors, or one that is not complete, is told as such", () => {
  const { notes } = readTerraformPlan({ ...planJson("mixed"), errored: true, complete: false });
  expect(notes).toEqual([
    expect.stringContaining("ended this plan with errors"),
    expect.stringContaining("deferred a part"),
  ]);
});

test("an empty plan has no resources", () => {
  expect(readTerraformPlan({ format_version: "1.2" }).resources).toEqual([]);
});
