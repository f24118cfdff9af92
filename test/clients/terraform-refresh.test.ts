/** Terraform and instance refresh: changes, one while another runs, a rollback, import, destroy. */
import {
  AutoScaling,
  type InstanceRefresh,
  type InstanceRefreshStatus,
} from "@aws-sdk/client-auto-scaling";
import { CloudWatch } from "@aws-sdk/client-cloudwatch";
import { EC2 } from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTerraform, type Terraform, whileTimePasses } from "./terraform.ts";
import { type TerraformPlaces, terraformPlaces } from "./terraform-places.ts";

const places = terraformPlaces();
const AutoScalingGroupName = "web";

describe.skipIf(places === undefined)("Terraform and an instance refresh", () => {
  let terraform: Terraform;
  let autoScaling: AutoScaling;

  beforeAll(async () => {
    terraform = await startTerraform(places as TerraformPlaces, "refresh");
    autoScaling = new AutoScaling(terraform.client);
    terraform.set({ release: "one" });
    await terraform.succeed("init");
  });
  afterAll(() => terraform.close());

  /** Newest first. */
  const refreshes = async (): Promise<readonly InstanceRefresh[]> => {
    const { InstanceRefreshes } = await autoScaling.describeInstanceRefreshes({
      AutoScalingGroupName,
    });
    return InstanceRefreshes ?? [];
  };
  const statuses = async () => (await refreshes()).map(({ Status }) => Status);
  const instances = async () => {
    const { AutoScalingGroups } = await autoScaling.describeAutoScalingGroups({
      AutoScalingGroupNames: [AutoScalingGroupName],
    });
    return AutoScalingGroups?.[0]?.Instances ?? [];
  };
  /** Of those in service: how long the others take to be gone depends on when they began. */
  const versions = async () =>
    (await instances())
      .filter(({ LifecycleState }) => LifecycleState === "InService")
      .map((one) => one.LaunchTemplate?.Version);
  const ended = (...status: readonly InstanceRefreshStatus[]) =>
    terraform.control.until({ group: AutoScalingGroupName, status }, { atMost: "12h" });

  test("the first apply waits for the capacity, and starts no refresh", async () => {
    const output = await whileTimePasses(terraform, terraform.apply());
    expect(output).toContain("Apply complete! Resources: 3 added, 0 changed, 0 destroyed.");
    expect(await instances()).toMatchObject(
      Array.from({ length: 4 }, () => ({
        LifecycleState: "InService",
        HealthStatus: "Healthy",
        ProtectedFromScaleIn: true,
        LaunchTemplate: { Version: "1" },
      })),
    );
    expect(await refreshes()).toEqual([]);
    await terraform.expectNoChange();
    await terraform.expectNoChange();
  });

  test("a change of the template starts a refresh, and does not wait for it", async () => {
    const cloudWatch = new CloudWatch(terraform.client);
    // An alarm without data would stop the refresh before it begins, and there are no metrics.
    const state = { StateValue: "OK", StateReason: "no errors" } as const;
    await cloudWatch.setAlarmState({ AlarmName: "errors", ...state });
    terraform.set({ release: "two" });
    await terraform.apply();
    const [refresh] = await refreshes();
    expect(refresh).toMatchObject({
      Status: "Pending",
      DesiredConfiguration: { LaunchTemplate: { Version: "2" } },
      Preferences: {
        MinHealthyPercentage: 50,
        MaxHealthyPercentage: 150,
        InstanceWarmup: 10,
        CheckpointPercentages: [50, 100],
        CheckpointDelay: 3600,
        SkipMatching: true,
        AutoRollback: true,
        ScaleInProtectedInstances: "Refresh",
        StandbyInstances: "Wait",
        AlarmSpecification: { Alarms: ["errors"] },
      },
    });
    const { reached } = await terraform.control.until({ group: "web", checkpoint: 50 });
    expect(reached).toBe(true);
    expect((await versions()).sort()).toEqual(["1", "1", "2", "2"]);
    await terraform.expectNoChange();
    await terraform.expectNoChange();
  });

  test("a change during a refresh with a desired configuration waits for its end", async () => {
    terraform.set({ release: "three", auto_rollback: false });
    // Terraform tries again for ten minutes whatever is a ValidationError.
    const from = async () =>
      terraform.refusals().includes("UpdateAutoScalingGroup ValidationError");
    const until = async () => (await refreshes()).length === 2;
    await whileTimePasses(terraform, terraform.apply(), { span: "1m", from, until });
    expect((await statuses()).slice(1)).toEqual(["Successful"]);
    const [refresh] = await refreshes();
    expect(refresh?.Preferences?.AutoRollback).toBe(false);
    expect(refresh?.DesiredConfiguration).toBeUndefined();
  });

  test("a change during one without it cancels, waits and starts again", async () => {
    await terraform.control.until({ group: "web", checkpoint: 50 });
    terraform.set({ release: "four" });
    const from = async () => (await statuses())[0] === "Cancelling";
    const until = async () => (await refreshes()).length === 3;
    await whileTimePasses(terraform, terraform.apply(), { from, until });
    expect(terraform.refusals()).toContain("StartInstanceRefresh InstanceRefreshInProgress");
    expect((await statuses()).slice(1)).toEqual(["Cancelled", "Successful"]);
    await ended("Successful", "Failed");
    expect((await statuses())[0]).toBe("Successful");
    expect(await versions()).toEqual(["4", "4", "4", "4"]);
    await terraform.expectNoChange();
    await terraform.expectNoChange();
  });

  test("a broken version is rolled back, to what Terraform put on the group", async () => {
    terraform.set({ release: "five", is_broken: true, auto_rollback: true });
    await terraform.apply();
    const { reached } = await ended("RollbackInProgress");
    expect(reached).toBe(true);
    // That is the broken one, as Terraform updates the group before it starts the refresh.
    await ended("RollbackSuccessful", "RollbackFailed");
    const [refresh] = await refreshes();
    expect(refresh).toMatchObject({
      Status: "RollbackFailed",
      RollbackDetails: {
        RollbackReason: expect.stringContaining("triggered due to instance refresh failure"),
      },
    });
    await terraform.expectNoChange();
  });

  test("a good version after it is rolled out", async () => {
    terraform.set({ release: "six", is_broken: false, auto_rollback: false });
    await terraform.apply();
    await ended("Successful", "Failed");
    expect((await statuses())[0]).toBe("Successful");
    expect(await versions()).toEqual(["6", "6", "6", "6"]);
    await terraform.expectNoChange();
    await terraform.expectNoChange();
  });

  test("a change of a trigger alone starts a refresh", async () => {
    terraform.set({ team: "stock" });
    await terraform.apply();
    expect((await statuses()).slice(0, 2)).toEqual(["Pending", "Successful"]);
    await ended("Successful");
    await terraform.expectNoChange();
    await terraform.expectNoDrift();
  });

  test("an imported group differs only in what AWS does not tell", async () => {
    await terraform.succeed("state rm", "aws_autoscaling_group.web");
    await terraform.succeed("import", "aws_autoscaling_group.web", AutoScalingGroupName);
    const { code, output } = await terraform.run("plan", "-detailed-exitcode", "-out=imported");
    expect([code, output]).toEqual([2, output]);
    const shown = JSON.parse(await terraform.succeed("show", "-json", "imported"));
    const changes = shown.resource_changes.filter(
      ({ change }: PlannedChange) => change.actions[0] !== "no-op",
    );
    expect(changes.map(({ address }: PlannedChange) => address)).toEqual([
      "aws_autoscaling_group.web",
    ]);
    expect(changedMembers(changes[0])).toEqual([
      "force_delete",
      "force_delete_warm_pool",
      "ignore_failed_scaling_activities",
      "instance_refresh",
      "wait_for_capacity_timeout",
    ]);
    await terraform.succeed("apply", "imported");
    await terraform.expectNoChange();
  });

  test("destroy takes protected instances out, and leaves nothing", async () => {
    expect((await instances()).every((one) => one.ProtectedFromScaleIn)).toBe(true);
    const output = await whileTimePasses(terraform, terraform.succeed("destroy", "-auto-approve"));
    expect(output).toContain("Destroy complete! Resources: 3 destroyed.");
    const { AutoScalingGroups } = await autoScaling.describeAutoScalingGroups({});
    expect(AutoScalingGroups).toEqual([]);
    const ec2 = new EC2(terraform.client);
    expect((await ec2.describeLaunchTemplates({})).LaunchTemplates).toEqual([]);
    const { Reservations } = await ec2.describeInstances({});
    const states = Reservations?.flatMap((one) => one.Instances?.map(({ State }) => State?.Name));
    expect([...new Set(states)]).toEqual(["terminated"]);
  });

  test("nothing was refused but what Terraform expects", () => {
    expect([...new Set(terraform.refusals())].sort()).toEqual([
      "StartInstanceRefresh InstanceRefreshInProgress",
      "UpdateAutoScalingGroup ValidationError",
    ]);
  });
});

interface PlannedChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  };
}

function changedMembers({ change: { before, after } }: PlannedChange): readonly string[] {
  const isSame = (name: string) => JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return Object.keys(after)
    .filter((name) => !isSame(name))
    .sort();
}
