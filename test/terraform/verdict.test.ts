/** Which changes of a plan start a refresh, by the rules of the AWS provider 5.100.0. */
import { describe, expect, test } from "vitest";
import { groupIn, groupsOf, planJson, updated } from "./plans.ts";

const starts = (because: string, isCertain = true) => ({
  starts: true,
  because: [because],
  isCertain,
});
const not = (why: RegExp) => ({ starts: false, why: expect.stringMatching(why) });

describe("of plans that Terraform made:", () => {
  test.each([
    ["created", { web: not(/is new/), batch: not(/is new/), plain: not(/is new/) }],
    ["destroy", { web: not(/is destroyed/), latest: not(/is destroyed/) }],
    [
      "template",
      {
        web: starts("launch_template"),
        batch: starts("mixed_instances_policy"),
        plain: not(/no block instance_refresh: launch_template changes for later launches only/),
        latest: not(/nothing of the group changes/),
      },
    ],
    ["mixed", { web: not(/nothing/), batch: starts("mixed_instances_policy") }],
    ["triggers", { web: starts("tag"), batch: not(/nothing/) }],
    ["no-refresh", { web: not(/^only max_size changes, .*; its are tag$/) }],
  ])("%s", (name, verdicts) => {
    const groups = groupsOf(planJson(name));
    expect([...groups.keys()].sort()).toEqual(["batch", "latest", "plain", "web"]);
    for (const [group, verdict] of Object.entries(verdicts))
      expect([group, groups.get(group)?.verdict]).toEqual([group, verdict]);
  });
});

const refreshOf = (name: string) => {
  const [block] = groupIn(planJson("no-refresh"), name).before.instance_refresh as object[];
  return block as Record<string, unknown>;
};

describe("of a group that is updated:", () => {
  const verdictOf = (after: object, unknown = {}, name = "web") =>
    groupsOf(updated(name, { ...after }, unknown)).get(name)?.verdict;

  test("the block itself starts nothing, but a trigger added with it counts", () => {
    const preferences = [{ min_healthy_percentage: 50 }];
    const block = { ...refreshOf("web"), preferences };
    expect(verdictOf({ instance_refresh: [block] })).toEqual(not(/only instance_refresh changes/));
    const triggered = { ...block, triggers: ["max_size"] };
    const after = { instance_refresh: [triggered], max_size: 20 };
    expect(verdictOf(after)).toEqual(starts("max_size"));
  });

  test("a launch configuration starts one, and so does going over to a template", () => {
    expect(verdictOf({ launch_template: [], launch_configuration: "new" })).toMatchObject({
      starts: true,
      because: ["launch_configuration", "launch_template"],
    });
  });

  test("a block that is taken away starts none, whatever else changes", () => {
    const after = { instance_refresh: [], launch_template: [{ name: "web", version: "9" }] };
    expect(verdictOf(after)).toEqual(not(/its block instance_refresh is taken away/));
  });

  test("null, an empty text and an empty list are the same", () => {
    const after = { placement_group: null, termination_policies: null };
    expect(verdictOf(after)).toEqual(not(/only nothing known changes, /));
  });

  test("what is known after the apply only may start one", () => {
    const launch_template = [{ id: "lt-00000000000000001", name: "web" }];
    const unknown = { launch_template: [{ version: true }] };
    expect(verdictOf({ launch_template }, unknown)).toEqual(starts("launch_template", false));
    expect(verdictOf({ tag: [] }, { tag: true })).toEqual(starts("tag", false));
  });
});

test("a group that is replaced has no refresh, and it is said what replaces it", () => {
  const json = updated("web", { name: "other" });
  const web = groupIn(json, "web");
  web.actions = ["delete", "create"];
  web.replace_paths = [["name"]];
  expect(groupsOf(json).get("web")?.verdict).toEqual(
    not(/replaced by another one, because name changes; the old group is destroyed first/),
  );
  web.actions = ["create", "delete"];
  expect(groupsOf(json).get("web")?.verdict).toEqual(not(/the new group is created first/));
});

test("a group that Terraform forgets stays as it is", () => {
  const json = updated("web", {});
  groupIn(json, "web").actions = ["forget"];
  expect(groupsOf(json).get("web")?.verdict).toEqual(not(/forgets the group/));
});

test("data sources, other providers and deposed objects are no groups of the plan", () => {
  const json = updated("web", {});
  const [first] = json.resource_changes;
  const other = [
    { mode: "data" },
    { provider_name: "registry.terraform.io/hashicorp/google" },
    { deposed: "00000001" },
  ].map((changed, nth) => ({ ...first, address: `aws_autoscaling_group.no${nth}`, ...changed }));
  const all = { ...json, resource_changes: [...json.resource_changes, ...other] };
  expect([...groupsOf(all).keys()].sort()).toEqual(["batch", "latest", "plain", "web"]);
});
