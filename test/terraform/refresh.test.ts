/** The refresh that an apply would start: its call, the group before it, and how it goes. */
import { describe, expect, test } from "vitest";
import { PlanRefusal } from "../../src/domain/user-errors.ts";
import { readPlanRequest } from "../../src/preview/plan-schema.ts";
import type { TerraformGroup } from "../../src/terraform/terraform-groups.ts";
import { groupIn, groupsOf, planJson, updated } from "./plans.ts";

function refreshIn(json: unknown, name: string) {
  const refresh = groupsOf(json).get(name)?.refresh;
  if (refresh === undefined) throw new Error(`no refresh of ${name} starts`);
  return refresh;
}

type Refresh = NonNullable<TerraformGroup["refresh"]>;

function planned({ call, hookAnswers, plan }: Refresh, more: object = {}) {
  const { AutoScalingGroupName: group, Preferences, DesiredConfiguration } = call;
  const desired = DesiredConfiguration && { desiredConfiguration: DesiredConfiguration };
  return plan(
    readPlanRequest({ group, preferences: Preferences, ...desired, hookAnswers, ...more }),
  );
}

describe("the call is the provider's own:", () => {
  test("with automatic rollback it has a desired configuration, the version that will be", () => {
    expect(refreshIn(planJson("template"), "web").call).toEqual({
      AutoScalingGroupName: "web",
      Strategy: "Rolling",
      Preferences: {
        AlarmSpecification: { Alarms: ["errors"] },
        AutoRollback: true,
        CheckpointDelay: 600,
        CheckpointPercentages: [50, 100],
        InstanceWarmup: 60,
        MaxHealthyPercentage: 150,
        MinHealthyPercentage: 100,
        ScaleInProtectedInstances: "Ignore",
        SkipMatching: true,
        StandbyInstances: "Ignore",
      },
      DesiredConfiguration: {
        LaunchTemplate: { LaunchTemplateId: "lt-00000000000000001", Version: "2" },
      },
    });
  });

  test("without it there is none, and defaults of the provider are sent", () => {
    expect(refreshIn(planJson("mixed"), "batch").call).toEqual({
      AutoScalingGroupName: "batch",
      Strategy: "Rolling",
      Preferences: {
        AutoRollback: false,
        MaxHealthyPercentage: 100,
        MinHealthyPercentage: 75,
        ScaleInProtectedInstances: "Refresh",
        SkipMatching: false,
        StandbyInstances: "Ignore",
      },
    });
  });

  test("a block without preferences sends none", () => {
    const instance_refresh = [{ strategy: "Rolling", preferences: [], triggers: ["max_size"] }];
    const json = updated("web", { instance_refresh, max_size: 20 });
    expect(refreshIn(json, "web").call.Preferences).toEqual({});
  });
});

describe("how it goes:", () => {
  test("a new version of the template replaces all, in two halves", () => {
    const plan = planned(refreshIn(planJson("template"), "web"));
    expect(plan).toMatchObject({
      from: "terraform",
      group: "web",
      status: "Successful",
      desiredCapacity: 6,
      launches: 6,
      terminations: 6,
      lowestReady: { units: 6 },
      highestTotal: { units: 9 },
    });
    expect(plan.steps.filter(({ kind }) => kind === "checkpoint")).toHaveLength(1);
  });

  test("weights are those of the overrides before the change", () => {
    const plan = planned(refreshIn(planJson("mixed"), "batch"));
    expect(plan).toMatchObject({ status: "Successful", desiredCapacity: 8, terminations: 3 });
    expect(plan.lowestReady.units).toBeGreaterThanOrEqual(6);
  });

  test("a trigger with skip_matching starts a refresh that has nothing to do", () => {
    const json = planJson("triggers");
    expect(groupsOf(json).get("web")?.warnings.join("\n")).toContain("so none is replaced");
    const plan = planned(refreshIn(json, "web"));
    expect(plan).toMatchObject({ status: "Successful", launches: 0, terminations: 0 });
  });

  test("a bad version is rolled back to itself, as the group has it already", () => {
    const refresh = refreshIn(planJson("template"), "web");
    const bounds = { MinHealthyPercentage: 50, MaxHealthyPercentage: 100 };
    const preferences = { ...refresh.call.Preferences, ...bounds };
    const plan = planned(refresh, { whatIf: "new version never healthy", preferences });
    expect(plan.status).toBe("RollbackFailed");
  });

  test("a size that changes too is played: the update goes first", () => {
    const after = {
      desired_capacity: 8,
      min_size: 8,
      launch_template: [{ name: "web", version: "4" }],
    };
    const plan = planned(refreshIn(updated("web", after), "web"));
    expect(plan.highestTotal.units).toBeGreaterThanOrEqual(8);
    expect(plan.launches).toBe(8);
  });

  test("a hook that nobody answers waits for its timeout", () => {
    const refresh = refreshIn(planJson("template"), "web");
    const answered = planned(refresh);
    const waiting = planned({ ...refresh, hookAnswers: [] });
    expect(refresh.hookAnswers).toEqual([{ hook: "warm", afterSeconds: 0 }]);
    expect(waiting.durationSeconds - answered.durationSeconds).toBe(240);
  });

  test("what AWS would refuse is refused in its words", () => {
    const json = updated("web", { launch_template: [{ name: "web", version: "4" }] });
    const [block] = groupIn(json, "web").after.instance_refresh as { preferences: object[] }[];
    if (block !== undefined) block.preferences = [{ min_healthy_percentage: 101 }];
    expect(() => planned(refreshIn(json, "web"))).toThrow(PlanRefusal);
    expect(() => planned(refreshIn(json, "web"))).toThrow("less than or equal to 100");
  });
});

describe("what surprises people is said:", () => {
  const warningsOf = (name: string, group: string) =>
    groupsOf(planJson(name)).get(group)?.warnings.join("\n");

  test("nothing waits, a rollback goes to the new version, an update is refused meanwhile", () => {
    const text = warningsOf("template", "web");
    expect(text).toContain("Terraform does not wait");
    expect(text).toContain("auto_rollback goes to the new version too");
    expect(text).toContain("retried for 10 minutes");
    expect(text).toContain("not in OK");
  });

  test("a refresh under way is cancelled first", () => {
    expect(warningsOf("mixed", "batch")).toContain(
      "a refresh that is under way is cancelled first",
    );
  });

  test("$Latest never differs", () => {
    expect(warningsOf("template", "latest")).toContain("$Latest never differs");
    expect(warningsOf("mixed", "latest")).toBe("");
  });
});

test("preferences that are not known yet, and changes that are not played, are assumptions", () => {
  const unknown = {
    instance_refresh: [{ preferences: [{ instance_warmup: true }] }],
    warm_pool: true,
  };
  const launch_template = [{ name: "web", version: "4" }];
  const refresh = refreshIn(updated("web", { launch_template }, unknown), "web");
  expect(refresh.assumptions.join("\n")).toContain("instance_warmup: known after the apply only");
  expect(refresh.notPlayed.join("\n")).toContain("warm_pool of web changes too");
});
