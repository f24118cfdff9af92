/** The AWS CLI, each version that is found, against the built product: a story in commands. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AwsClient, awsClients, awsEnvironment, isWithoutAws } from "./aws-clients.ts";
import { type Product, repository, startProduct } from "./product.ts";

const run = promisify(execFile);

if (isWithoutAws()) test.skip("the AWS CLI is not installed");

/** `aws` as one client says it: answers parsed, and what a refusal writes to stderr. */
function commandsOf({ file }: AwsClient, product: () => Product) {
  const aws = async (...words: string[]): Promise<Answer> => {
    const flags = ["--endpoint-url", product().endpoint, "--output", "json"];
    const { stdout } = await run(file, [...words, ...flags], { env: awsEnvironment() });
    return stdout.trim() === "" ? {} : JSON.parse(stdout);
  };
  const refusal = async (...words: string[]): Promise<string> => {
    const failed = (error: { readonly stderr?: string }) => error.stderr ?? String(error);
    return (await aws(...words).then(() => "it was accepted", failed)).trim();
  };
  return { aws, refusal };
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of the CLI, asserted member by member.
type Answer = any;

const contents = (image: string) =>
  JSON.stringify({ ImageId: `ami-0a1b2c3d4e5f6000${image}`, InstanceType: "t3.micro" });
const toVersion = (version: string) => `LaunchTemplate={LaunchTemplateName=api,Version=${version}}`;
const ofGroup = ["--auto-scaling-group-name", "api"];

describe.each(awsClients)("AWS CLI $version", (client) => {
  let product: Product;
  const { aws, refusal } = commandsOf(client, () => product);

  beforeAll(async () => {
    const world = join(repository, "fixtures/worlds/web-fleet.json");
    product = await startProduct(["--world", world, "--clock", "manual", "--log", "silent"]);
  });
  afterAll(() => product.stop());

  const advance = async (span: string) => {
    const body = JSON.stringify({ advance: span });
    await fetch(`${product.endpoint}/_asg-local/clock`, { method: "POST", body });
  };
  const autoscaling = (command: string, ...words: string[]) =>
    aws("autoscaling", command, ...ofGroup, ...words);
  const newestRefresh = async () =>
    (await autoscaling("describe-instance-refreshes", "--max-records", "1")).InstanceRefreshes[0];
  const theGroup = async () => {
    const words = ["--auto-scaling-group-names", "api"];
    const answer = await aws("autoscaling", "describe-auto-scaling-groups", ...words);
    expect(answer.AutoScalingGroups).toHaveLength(1);
    return answer.AutoScalingGroups[0];
  };

  test("sees the fleet of the world file", async () => {
    const answer = await aws("autoscaling", "describe-auto-scaling-groups");
    const [group] = answer.AutoScalingGroups;
    expect(group).toMatchObject({ AutoScalingGroupName: "web", DesiredCapacity: 12 });
    expect(group.Instances).toHaveLength(12);
  });

  test("creates a launch template and a second version of it", async () => {
    const named = ["--launch-template-name", "api"];
    const created = await aws(
      "ec2",
      "create-launch-template",
      ...named,
      "--launch-template-data",
      contents("1"),
    );
    expect(created.LaunchTemplate).toMatchObject({
      LaunchTemplateName: "api",
      DefaultVersionNumber: 1,
      LatestVersionNumber: 1,
      LaunchTemplateId: expect.stringMatching(/^lt-[0-9a-f]{17}$/),
    });
    const second = await aws(
      "ec2",
      "create-launch-template-version",
      ...named,
      "--version-description",
      "second",
      "--launch-template-data",
      contents("2"),
    );
    expect(second.LaunchTemplateVersion).toMatchObject({
      VersionNumber: 2,
      DefaultVersion: false,
      VersionDescription: "second",
      LaunchTemplateData: { ImageId: "ami-0a1b2c3d4e5f60002", InstanceType: "t3.micro" },
    });
    const listed = await aws("ec2", "describe-launch-template-versions", ...named);
    expect(listed.LaunchTemplateVersions.map((version: Answer) => version.VersionNumber)).toEqual([
      2, 1,
    ]);
  });

  test("creates a group, which fills itself", async () => {
    await autoscaling(
      "create-auto-scaling-group",
      "--launch-template",
      "LaunchTemplateName=api,Version=1",
      "--min-size",
      "0",
      "--max-size",
      "6",
      "--desired-capacity",
      "3",
      "--availability-zones",
      "us-east-1a",
      "us-east-1b",
      "us-east-1c",
      "--tags",
      "Key=stage,Value=test,PropagateAtLaunch=true",
    );
    await advance("5m");
    const group = await theGroup();
    expect(group).toMatchObject({
      MinSize: 0,
      MaxSize: 6,
      DesiredCapacity: 3,
      HealthCheckType: "EC2",
      LaunchTemplate: { LaunchTemplateName: "api", Version: "1" },
      Tags: [{ Key: "stage", Value: "test", PropagateAtLaunch: true, ResourceId: "api" }],
    });
    expect(group.Instances).toHaveLength(3);
    for (const instance of group.Instances) {
      expect(instance).toMatchObject({ LifecycleState: "InService", HealthStatus: "Healthy" });
    }
  });

  test("refreshes the group and sees it end", async () => {
    const started = await autoscaling(
      "start-instance-refresh",
      "--desired-configuration",
      toVersion("2"),
      "--preferences",
      '{"MinHealthyPercentage":60,"SkipMatching":true}',
    );
    const { InstanceRefreshId: id } = started;
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    await advance("1m");
    expect(await newestRefresh()).toMatchObject({
      InstanceRefreshId: id,
      AutoScalingGroupName: "api",
      Status: "InProgress",
      Preferences: { MinHealthyPercentage: 60, SkipMatching: true },
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "api", Version: "2" } },
    });
    expect(await refusal("autoscaling", "start-instance-refresh", ...ofGroup)).toBe(
      "An error occurred (InstanceRefreshInProgress) when calling the StartInstanceRefresh " +
        "operation: An Instance Refresh is already in progress and blocks the execution of this " +
        "Instance Refresh.",
    );
    await advance("1h");
    expect(await newestRefresh()).toMatchObject({
      InstanceRefreshId: id,
      Status: "Successful",
      PercentageComplete: 100,
      InstancesToUpdate: 0,
      EndTime: expect.any(String),
    });
    expect((await theGroup()).LaunchTemplate.Version).toBe("2");
  });

  test("reads the scaling activities that this left, newest first", async () => {
    const { Activities: activities } = await autoscaling("describe-scaling-activities");
    expect(activities.length).toBeGreaterThanOrEqual(9);
    expect(activities[0]).toMatchObject({ AutoScalingGroupName: "api", StatusCode: "Successful" });
    const times = activities.map(({ StartTime }: Answer) => Date.parse(StartTime));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(activities.map(({ Cause }: Answer) => Cause).join("\n")).toMatch(/instance refresh/);
  });

  test("cancels a refresh, and is told when there is none", async () => {
    const words = ["--desired-configuration", toVersion("1")];
    const { InstanceRefreshId: id } = await autoscaling("start-instance-refresh", ...words);
    await advance("1m");
    expect(await autoscaling("cancel-instance-refresh")).toEqual({ InstanceRefreshId: id });
    await advance("5m");
    expect(await newestRefresh()).toMatchObject({ InstanceRefreshId: id, Status: "Cancelled" });
    expect(await refusal("autoscaling", "cancel-instance-refresh", ...ofGroup)).toContain(
      "An error occurred (ActiveInstanceRefreshNotFound) when calling the CancelInstanceRefresh " +
        "operation: ",
    );
  });

  test.skipIf(!client.knowsRollback)("rolls a refresh back", async () => {
    const words = ["--desired-configuration", toVersion("1")];
    const { InstanceRefreshId: id } = await autoscaling("start-instance-refresh", ...words);
    await advance("90s");
    expect(await autoscaling("rollback-instance-refresh")).toEqual({ InstanceRefreshId: id });
    await advance("1h");
    expect(await newestRefresh()).toMatchObject({
      InstanceRefreshId: id,
      Status: "RollbackSuccessful",
      RollbackDetails: { RollbackReason: expect.any(String) },
    });
    expect((await theGroup()).LaunchTemplate.Version).toBe("2");
  });

  test("takes an instance into standby and back", async () => {
    const [{ InstanceId: id }] = (await theGroup()).Instances;
    const entered = await autoscaling(
      "enter-standby",
      "--instance-ids",
      id,
      "--should-decrement-desired-capacity",
    );
    expect(entered.Activities).toHaveLength(1);
    await advance("1m");
    const standing = await theGroup();
    expect(standing.DesiredCapacity).toBe(2);
    expect(standing.Instances).toContainEqual(
      expect.objectContaining({ InstanceId: id, LifecycleState: "Standby" }),
    );
    await autoscaling("exit-standby", "--instance-ids", id);
    await advance("1m");
    const returned = await theGroup();
    expect(returned.DesiredCapacity).toBe(3);
    expect(returned.Instances).toContainEqual(
      expect.objectContaining({ InstanceId: id, LifecycleState: "InService" }),
    );
  });

  test("protects an instance from scale-in, and suspends and resumes processes", async () => {
    const [{ InstanceId: id }] = (await theGroup()).Instances;
    const protection = ["--instance-ids", id, "--protected-from-scale-in"];
    await autoscaling("set-instance-protection", ...protection);
    await autoscaling("suspend-processes", "--scaling-processes", "Launch", "Terminate");
    const quiet = await theGroup();
    expect(quiet.Instances).toContainEqual(
      expect.objectContaining({ InstanceId: id, ProtectedFromScaleIn: true }),
    );
    expect(quiet.SuspendedProcesses.map(({ ProcessName }: Answer) => ProcessName).sort()).toEqual([
      "Launch",
      "Terminate",
    ]);
    await autoscaling("resume-processes");
    expect((await theGroup()).SuspendedProcesses).toEqual([]);
  });

  test("puts, describes and deletes tags", async () => {
    const tag = "ResourceId=api,ResourceType=auto-scaling-group,Key=owner";
    const put = `${tag},Value=storefront,PropagateAtLaunch=false`;
    await aws("autoscaling", "create-or-update-tags", "--tags", put);
    const filters = ["--filters", "Name=auto-scaling-group,Values=api", "Name=key,Values=owner"];
    const owners = async () => (await aws("autoscaling", "describe-tags", ...filters)).Tags;
    expect(await owners()).toEqual([
      {
        Key: "owner",
        Value: "storefront",
        PropagateAtLaunch: false,
        ResourceId: "api",
        ResourceType: "auto-scaling-group",
      },
    ]);
    await aws("autoscaling", "delete-tags", "--tags", tag);
    expect(await owners()).toEqual([]);
  });

  test("writes AWS's text on stderr for what is wrong", async () => {
    const invalid = ["--preferences", '{"MinHealthyPercentage":101}'];
    expect(await refusal("autoscaling", "start-instance-refresh", ...ofGroup, ...invalid)).toBe(
      "An error occurred (ValidationError) when calling the StartInstanceRefresh operation: " +
        "1 validation error detected: Value '101' at 'preferences.minHealthyPercentage' failed " +
        "to satisfy constraint: Member must have value less than or equal to 100",
    );
    const unknown = ["--auto-scaling-group-name", "nowhere"];
    expect(await refusal("autoscaling", "describe-instance-refreshes", ...unknown)).toMatch(
      /^An error occurred \(ValidationError\) .*: AutoScalingGroup name not found/,
    );
    expect(await refusal("ec2", "describe-vpn-gateways")).toBe(
      "An error occurred (NotImplemented) when calling the DescribeVpnGateways " +
        "operation: asg-local does not emulate DescribeVpnGateways.",
    );
  });

  test("deletes the group only by force while it has instances", async () => {
    expect(await refusal("autoscaling", "delete-auto-scaling-group", ...ofGroup)).toMatch(
      /^An error occurred \(ResourceInUse\) when calling the DeleteAutoScalingGroup operation: /,
    );
    await autoscaling("delete-auto-scaling-group", "--force-delete");
    await advance("5m");
    const answer = await aws("autoscaling", "describe-auto-scaling-groups");
    expect(answer.AutoScalingGroups.map((group: Answer) => group.AutoScalingGroupName)).toEqual([
      "web",
    ]);
  });
});
