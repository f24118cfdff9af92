/** Undo of what Terraform deployed, after its refresh and during one. */
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProduct } from "../cli/product.ts";
import { startTerraform, type Terraform, whileTimePasses } from "./terraform.ts";
import { type TerraformPlaces, terraformPlaces } from "./terraform-places.ts";

const places = terraformPlaces();
const AutoScalingGroupName = "web";

describe.skipIf(places === undefined)("Terraform and undo", () => {
  let terraform: Terraform;
  let autoScaling: AutoScaling;

  beforeAll(async () => {
    terraform = await startTerraform(places as TerraformPlaces, "refresh");
    autoScaling = new AutoScaling(terraform.client);
    await terraform.succeed("init");
    for (const release of ["one", "two", "three"]) {
      terraform.set({ release, auto_rollback: true });
      await whileTimePasses(terraform, terraform.apply());
      const state = { StateValue: "OK", StateReason: "no errors" } as const;
      await new CloudWatch(terraform.client).setAlarmState({ AlarmName: "errors", ...state });
      if (release !== "one") await ended();
    }
  });
  afterAll(() => terraform.close());

  const ended = () =>
    terraform.control.until(
      { group: AutoScalingGroupName, status: ["Successful", "Failed", "Cancelled"] },
      { atMost: "12h" },
    );
  const undo = (...words: string[]) =>
    runProduct(["undo", "web", "--yes", ...words], {
      ASG_LOCAL_ENDPOINT: terraform.product.endpoint,
      AWS_REGION: terraform.client.region,
    });
  const versions = async () => {
    const { AutoScalingGroups } = await autoScaling.describeAutoScalingGroups({
      AutoScalingGroupNames: [AutoScalingGroupName],
    });
    const [group] = AutoScalingGroups ?? [];
    const own = group?.Instances?.map(({ LaunchTemplate }) => LaunchTemplate?.Version) ?? [];
    return [group?.LaunchTemplate?.Version, ...new Set(own)];
  };

  test("takes its last deployment back, and plans to bring it again", async () => {
    expect(await versions()).toEqual(["3", "3"]);
    expect(await undo()).toMatchObject({ code: 0, stderr: "" });
    await ended();
    expect(await versions()).toEqual(["2", "2"]);
    const { code, output } = await terraform.run("plan", "-detailed-exitcode");
    expect(code).toBe(2);
    expect(output).toMatch(/~ version\s+= "2" -> "3"/);
  });

  test("--cancel goes back where AWS would stay on the new version (U-038)", async () => {
    terraform.set({ release: "four", auto_rollback: true });
    await terraform.apply();
    await terraform.control.until({ group: "web", checkpoint: 50 });
    expect(await undo()).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /version 4 is saved already, so that AWS would roll \w+… back to the same;/,
      ),
    });
    const undone = await whileTimePasses(terraform, undo("--cancel", "--interval", "100ms"));
    expect(undone).toMatchObject({ code: 0, stdout: expect.stringMatching(/^started refresh /) });
    await ended();
    expect(await versions()).toEqual(["2", "2"]);
  });
});
