/** The plan files that real Terraform made, and changes of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readTerraformPlan } from "../../src/terraform/plan-file.ts";
import { type TerraformGroup, terraformGroups } from "../../src/terraform/terraform-groups.ts";

const folder = join(import.meta.dirname, "../../fixtures/clients/terraform/plans");

type Attributes = Record<string, unknown>;

export interface GroupInPlan {
  readonly address: string;
  readonly type: string;
  readonly change: {
    actions: string[];
    before: Attributes;
    after: Attributes;
    after_unknown: Attributes;
    replace_paths?: unknown;
  };
}

export interface PlanJson {
  format_version: string;
  terraform_version: string;
  errored: boolean;
  complete: boolean;
  resource_changes: GroupInPlan[];
}

export function planJson(name: string): PlanJson {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

/** The groups of a plan, by name. */
export function groupsOf(json: unknown): ReadonlyMap<string, TerraformGroup> {
  const groups = terraformGroups(readTerraformPlan(json));
  return new Map(groups.map((group) => [group.address.replace(/^.*\./, ""), group]));
}

/** The group of a plan that changes nothing of it, to be changed by a test. */
export function groupIn(json: PlanJson, name: string): GroupInPlan["change"] {
  const found = json.resource_changes.find(
    ({ address }) => address === `aws_autoscaling_group.${name}`,
  );
  if (found === undefined) throw new Error(`no group ${name}`);
  return found.change;
}

/** A plan in which one group is updated: by these attributes after it, and nothing else. */
export function updated(name: string, after: Attributes, unknown: Attributes = {}): PlanJson {
  const json = planJson("no-refresh");
  const web = groupIn(json, "web");
  web.after = { ...web.before };
  web.actions = ["no-op"];
  const group = groupIn(json, name);
  group.actions = ["update"];
  group.after = { ...group.before, ...after };
  group.after_unknown = unknown;
  return json;
}
