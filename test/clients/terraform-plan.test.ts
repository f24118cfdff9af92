/** A plan of real Terraform, made anew by the lines of the page, is the one in fixtures. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repository } from "../cli/product.ts";
import { startTerraform, type Terraform, whileTimePasses } from "./terraform.ts";
import { type TerraformPlaces, terraformPlaces } from "./terraform-places.ts";
import { trimmedPlan } from "./terraform-plans.ts";

const places = terraformPlaces();
const page = readFileSync(join(repository, "docs/terraform-plan.md"), "utf8");
const blockOf = (name: string) =>
  new RegExp(`^\`\`\`bash #terraform ${name}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(page)?.[1] ??
  "exit 1";
const plans = join(repository, "fixtures/clients/terraform/plans");

describe.skipIf(places === undefined)("Terraform and plan --terraform", () => {
  let terraform: Terraform;
  let shown = "";

  beforeAll(async () => {
    terraform = await startTerraform(places as TerraformPlaces, "planned");
    await terraform.succeed("init");
    await whileTimePasses(terraform, terraform.apply());
    terraform.set({ release: "two" });
    shown = await terraform.shell(blockOf("plan"));
  });
  afterAll(() => terraform.close());

  test("the plan is the one that is kept", async () => {
    const made = JSON.parse(await terraform.shell("cat plan.json"));
    const kept = readFileSync(join(plans, "template.json"), "utf8");
    expect(trimmedPlan(made)).toEqual(JSON.parse(kept));
  });

  test("the lines of the page tell what the apply starts", () => {
    expect(shown).toContain("web: Successful after 13m 35s");
    expect(shown).toContain("aws_autoscaling_group.latest, group latest\n  no refresh starts");
  });

  test("the group is read from where Terraform made it, and goes the same way", async () => {
    const { endpoint } = terraform.product;
    const keys = "export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test";
    const there = `export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=us-east-1`;
    const told = await terraform.shell(`${keys}\n${there}\n${blockOf("aws")}`);
    expect(told).toContain("as described at 2026-03-01T1");
    // Launches took two minutes, as their hook was not answered: that is learnt.
    expect(told).toMatch(/web: Successful after 1[78]m /);
    expect(told).toContain("launches          6; terminations 6");
  });
});
