/** The AWS CLI, each one that is found, against the built product: refresh, roll back, cancel. */
import { execFile, execFileSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Product, repository, startProduct } from "./product.ts";

const run = promisify(execFile);

/** The first on the PATH and the system's own: one may be version 1 and the other version 2. */
const found = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"]
  .map((folder) => join(folder, "aws"))
  .filter((file) => existsSync(file));
const clients = [...new Map(found.map((file) => [realpathSync(file), file])).values()];

/** RollbackInstanceRefresh came with 1.27.69 and 2.10; Debian 12 has 2.9. */
function knowsRollback(aws: string): boolean {
  const text = execFileSync(aws, ["--version"], { encoding: "utf8" });
  const [major = 0, minor = 0] = (/aws-cli\/([\d.]+)/.exec(text)?.[1] ?? "").split(".").map(Number);
  return major === 1 ? minor > 27 : minor >= 10;
}

if (clients.length === 0) {
  process.stdout.write("No AWS CLI was found on the PATH: its tests are skipped.\n");
  test.skip("the AWS CLI is not installed");
}

describe.each(clients)("%s", (aws) => {
  let product: Product;

  beforeAll(async () => {
    const world = join(repository, "fixtures/worlds/web-fleet.json");
    product = await startProduct(["--world", world, "--clock", "manual", "--log", "silent"]);
  });
  afterAll(() => product.stop());

  const credentials = {
    ...{ AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    ...{ AWS_DEFAULT_REGION: "us-east-1", AWS_EC2_METADATA_DISABLED: "true", AWS_PAGER: "" },
  };

  /** The answer of one command; `--endpoint-url`, because older ones know no variable for it. */
  const call = async (service: string, command: string, ...words: string[]) => {
    const flags = ["--endpoint-url", product.endpoint, "--output", "json"];
    const env = { ...process.env, ...credentials };
    const { stdout } = await run(aws, [service, command, ...words, ...flags], { env });
    return stdout === "" ? {} : JSON.parse(stdout);
  };
  const autoscaling = (command: string, ...words: string[]) =>
    call("autoscaling", command, "--auto-scaling-group-name", "web", ...words);
  const advance = (span: string) =>
    fetch(`${product.endpoint}/_asg-local/clock`, {
      method: "POST",
      body: JSON.stringify({ advance: span }),
    });
  const newestRefresh = async () =>
    (await autoscaling("describe-instance-refreshes", "--max-records", "1")).InstanceRefreshes[0];
  const toVersion = (version: string) =>
    JSON.stringify({ LaunchTemplate: { LaunchTemplateName: "web", Version: version } });

  test("sees the fleet of the world file", async () => {
    const { AutoScalingGroups: groups } = await call("autoscaling", "describe-auto-scaling-groups");
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ AutoScalingGroupName: "web", DesiredCapacity: 12 });
    expect(groups[0].Instances).toHaveLength(12);
  });

  test("takes a refresh with checkpoints to Successful", async () => {
    const preferences = JSON.stringify({
      ...{ MinHealthyPercentage: 90, InstanceWarmup: 30 },
      ...{ CheckpointPercentages: [50, 100], CheckpointDelay: 600 },
    });
    await autoscaling(
      "start-instance-refresh",
      ...["--desired-configuration", toVersion("2"), "--preferences", preferences],
    );
    await advance("10m");
    expect(await newestRefresh()).toMatchObject({ Status: "InProgress" });
    await advance("2h");
    expect(await newestRefresh()).toMatchObject({ Status: "Successful", PercentageComplete: 100 });
  });

  test.skipIf(!knowsRollback(aws))("rolls a refresh back to RollbackSuccessful", async () => {
    await autoscaling("start-instance-refresh", "--desired-configuration", toVersion("1"));
    await advance("5m");
    await autoscaling("rollback-instance-refresh");
    await advance("2h");
    expect(await newestRefresh()).toMatchObject({ Status: "RollbackSuccessful" });
  });

  test("cancels a refresh", async () => {
    await autoscaling("start-instance-refresh", "--desired-configuration", toVersion("1"));
    await advance("2m");
    await autoscaling("cancel-instance-refresh");
    await advance("1h");
    expect(await newestRefresh()).toMatchObject({ Status: "Cancelled" });
  });

  test("reads a fault as AWS's", async () => {
    await expect(autoscaling("cancel-instance-refresh")).rejects.toThrow(
      /\(ActiveInstanceRefreshNotFound\) when calling the CancelInstanceRefresh operation/,
    );
  });

  test("creates and describes a launch template", async () => {
    const contents = JSON.stringify({ ImageId: "ami-0123456789abcdef0", InstanceType: "t3.micro" });
    const named = ["--launch-template-name", "api"];
    await call("ec2", "create-launch-template", ...named, "--launch-template-data", contents);
    const { LaunchTemplateVersions: versions } = await call(
      ...(["ec2", "describe-launch-template-versions", ...named] as const),
    );
    expect(versions).toMatchObject([{ VersionNumber: 1, DefaultVersion: true }]);
  });
});
