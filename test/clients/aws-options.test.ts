/** Options that scripts give the AWS CLI, of each version found, against the built product. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AttachLoadBalancerTargetGroupsCommand,
  CancelInstanceRefreshCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
} from "@aws-sdk/client-auto-scaling";
import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import {
  DescribeLaunchTemplateVersionsCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from "@aws-sdk/client-ec2";
import {
  CreateTargetGroupCommand,
  DescribeLoadBalancersCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsClients, isWithoutAws } from "../cli/aws-clients.ts";
import { repository } from "../cli/product.ts";
import { type AwsTarget, awsJson, runAws } from "./aws-runs.ts";
import { launchData, type SdkClients, startSdkClients } from "./sdk-clients.ts";

if (isWithoutAws()) test.skip("the AWS CLI is not installed");

const world = join(repository, "fixtures/worlds/web-fleet.json");
const web = { AutoScalingGroupName: "web" };
const ofWeb = ["--auto-scaling-group-name", "web"] as const;

describe.each(awsClients)("AWS CLI $version", ({ file, version }) => {
  const isVersion2 = version.startsWith("2.");
  const folder = mkdtempSync(join(tmpdir(), "aws-options-"));
  let target: AwsTarget;
  let sdk: SdkClients;

  beforeAll(async () => {
    sdk = await startSdkClients(["--world", world]);
    target = { file, endpoint: sdk.product.endpoint };
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await sdk.close();
  });

  const json = (...words: string[]) => awsJson(target, ...words);
  const autoscaling = (...words: string[]) => json("autoscaling", ...words);
  /** What is written to stdout by a command that must be accepted. */
  const text = async (...words: string[]) => {
    const { code, stdout, stderr } = await runAws(target, words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  };
  // What is not about the CLI goes by the SDK, which needs no process of its own.
  const newest = async () => {
    const answer = await sdk.asg.send(new DescribeInstanceRefreshesCommand(web));
    return answer.InstanceRefreshes?.[0];
  };
  const cancel = async () => {
    await sdk.asg.send(new CancelInstanceRefreshCommand(web));
    await sdk.advance("30m");
  };
  const fileOf = (name: string, contents: string) => {
    writeFileSync(join(folder, name), contents);
    return `file://${join(folder, name)}`;
  };

  test("--output text, table and yaml print what --query chose", async () => {
    const status = ["autoscaling", "describe-instance-refreshes", ...ofWeb, "--query"];
    const chosen = "InstanceRefreshes[0].[Status,PercentageComplete,RollbackDetails]";
    const table = ["InstanceRefreshes[].{Id:InstanceRefreshId,Status:Status}", "--output", "table"];
    const group = "AutoScalingGroups[].{Name:AutoScalingGroupName,Size:DesiredCapacity}";
    const yaml = ["autoscaling", "describe-auto-scaling-groups", "--output", "yaml"];
    const [asText, asTable, asYaml] = await Promise.all([
      text(...status, chosen, "--output", "text"),
      text(...status, ...table),
      isVersion2 ? text(...yaml, "--query", group) : "- Name: web\n  Size: 12",
    ]);
    expect(asText).toBe("Successful\t100\tNone");
    expect(asTable).toMatch(/DescribeInstanceRefreshes[\s\S]*Id[\s\S]*Status[\s\S]*Successful/);
    expect(asYaml).toBe("- Name: web\n  Size: 12");
  });

  test("--page-size, --max-items, --starting-token and --no-paginate page", async () => {
    const list = ["describe-auto-scaling-instances"];
    const ids = (answer: { AutoScalingInstances: readonly { InstanceId: string }[] }) =>
      answer.AutoScalingInstances.map(({ InstanceId }) => InstanceId);
    const [all, small, first, raw] = await Promise.all([
      autoscaling(...list),
      autoscaling(...list, "--page-size", "5"),
      autoscaling(...list, "--max-items", "7"),
      autoscaling(...list, "--no-paginate", "--max-records", "4"),
    ]);
    expect(ids(all)).toHaveLength(12);
    expect(ids(small)).toEqual(ids(all));
    expect(ids(first)).toHaveLength(7);
    expect(ids(raw)).toEqual(ids(all).slice(0, 4));
    const rest = await autoscaling(...list, "--starting-token", first.NextToken);
    expect([...ids(first), ...ids(rest)]).toEqual(ids(all));
    expect(rest.NextToken).toBeUndefined();
  });

  test("what --generate-cli-skeleton gives, filled in, is a --cli-input-json", async () => {
    const name = "start-instance-refresh";
    const skeleton = JSON.parse(
      await text("autoscaling", name, "--generate-cli-skeleton", "input"),
    );
    expect(skeleton).toMatchObject({ AutoScalingGroupName: "", Preferences: expect.any(Object) });
    const input = fileOf(
      "input.json",
      JSON.stringify({
        AutoScalingGroupName: "web",
        Strategy: "Rolling",
        DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
        Preferences: {
          MinHealthyPercentage: 50,
          InstanceWarmup: 60,
          SkipMatching: true,
          CheckpointPercentages: [20, 60, 100],
          CheckpointDelay: 120,
        },
      }),
    );
    const { InstanceRefreshId: id } = await autoscaling(name, "--cli-input-json", input);
    expect(await newest()).toMatchObject({
      InstanceRefreshId: id,
      Status: "Pending",
      Preferences: {
        MinHealthyPercentage: 50,
        InstanceWarmup: 60,
        SkipMatching: true,
        CheckpointPercentages: [20, 60, 100],
        CheckpointDelay: 120,
      },
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
    });
    await cancel();
  });

  test.skipIf(!isVersion2)("--cli-input-yaml is an input too", async () => {
    const yaml = ["AutoScalingGroupName: web", "Preferences:", "  MinHealthyPercentage: 70", ""];
    const input = fileOf("input.yaml", yaml.join("\n"));
    await autoscaling("start-instance-refresh", "--cli-input-yaml", input);
    expect(await newest()).toMatchObject({ Preferences: { MinHealthyPercentage: 70 } });
    await cancel();
  });

  test("preferences in shorthand, in JSON and from a file are the same", async () => {
    const shorthand =
      "MinHealthyPercentage=80,InstanceWarmup=10,CheckpointPercentages=50,100,CheckpointDelay=60";
    const asJson = JSON.stringify({
      MinHealthyPercentage: 80,
      InstanceWarmup: 10,
      CheckpointPercentages: [50, 100],
      CheckpointDelay: 60,
    });
    const seen: unknown[] = [];
    for (const preferences of [shorthand, asJson, fileOf("preferences.json", asJson)]) {
      await autoscaling("start-instance-refresh", ...ofWeb, "--preferences", preferences);
      seen.push((await newest())?.Preferences);
      await cancel();
    }
    expect(seen[0]).toMatchObject({ MinHealthyPercentage: 80, CheckpointPercentages: [50, 100] });
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test("launch template data and tags from a file and in shorthand arrive whole", async () => {
    const data = JSON.stringify({
      ImageId: "ami-0a1b2c3d4e5f60001",
      InstanceType: "t3.micro",
      UserData: "IyEvYmluL3NoCg==",
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { VolumeSize: 30, Encrypted: true } }],
    });
    const created = await json(
      "ec2",
      "create-launch-template",
      "--launch-template-name",
      "filed",
      "--launch-template-data",
      fileOf("data.json", data),
      "--tag-specifications",
      "ResourceType=launch-template,Tags=[{Key=Name,Value=Grüße},{Key=stage,Value=test}]",
    );
    expect(created.LaunchTemplate.Tags).toEqual([
      { Key: "Name", Value: "Grüße" },
      { Key: "stage", Value: "test" },
    ]);
    const latest = { LaunchTemplateName: "filed", Versions: ["$Latest"] };
    const answer = await sdk.ec2.send(new DescribeLaunchTemplateVersionsCommand(latest));
    const [version] = answer.LaunchTemplateVersions ?? [];
    expect(version?.LaunchTemplateData).toEqual(JSON.parse(data));
  });

  test("a mixed instances policy from a file comes back as it was", async () => {
    const policy = {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: "web", Version: "2" },
        Overrides: [{ InstanceType: "t3.small" }, { InstanceType: "t3.medium" }],
      },
      InstancesDistribution: { OnDemandBaseCapacity: 1, SpotAllocationStrategy: "lowest-price" },
    };
    await autoscaling(
      "create-auto-scaling-group",
      "--auto-scaling-group-name",
      "mixed",
      "--min-size",
      "0",
      "--max-size",
      "2",
      "--availability-zones",
      "us-east-1a",
      "--mixed-instances-policy",
      fileOf("policy.json", JSON.stringify(policy)),
    );
    const named = { AutoScalingGroupNames: ["mixed"] };
    const { AutoScalingGroups: groups } = await sdk.asg.send(
      new DescribeAutoScalingGroupsCommand(named),
    );
    expect(groups?.[0]?.MixedInstancesPolicy).toMatchObject(policy);
  });

  test("services beside it answer: STS, SSM, CloudWatch and load balancing", async () => {
    const alarm = ["--alarm-name", "errors"];
    const statistic = ["--namespace", "shop", "--metric-name", "Errors", "--statistic", "Sum"];
    const limits = ["--period", "60", "--evaluation-periods", "1", "--threshold", "1"];
    const comparison = ["--comparison-operator", "GreaterThanThreshold"];
    const [identity] = await Promise.all([
      json("sts", "get-caller-identity"),
      json("ssm", "put-parameter", "--name", "/ami", "--type", "String", "--value", "ami-1"),
      text("cloudwatch", "put-metric-alarm", ...alarm, ...statistic, ...limits, ...comparison),
    ]);
    expect(identity).toMatchObject({
      Account: "000000000000",
      Arn: expect.stringMatching(/root$/),
    });
    const value = ["--query", "Parameter.Value", "--output", "text"];
    expect(await text("ssm", "get-parameter", "--name", "/ami", ...value)).toBe("ami-1");
    const state = ["--state-value", "ALARM", "--state-reason", "of the test"];
    expect(await text("cloudwatch", "set-alarm-state", ...alarm, ...state)).toBe("");
    const names = { AlarmNames: ["errors"] };
    const seen = await sdk.cloudwatch.send(new DescribeAlarmsCommand(names));
    expect(seen.MetricAlarms?.[0]).toMatchObject({
      StateValue: "ALARM",
      StateReason: "of the test",
    });
  });

  test("exit statuses and texts tell a refusal from a mistake on the command line", async () => {
    const unknown = ["--auto-scaling-group-name", "no"];
    const [refused, mistaken, invalid] = await Promise.all([
      runAws(target, ["autoscaling", "start-instance-refresh", ...unknown]),
      runAws(target, ["autoscaling", "start-instance-refresh"]),
      runAws(target, ["autoscaling", "start-instance-refresh", ...ofWeb, "--preferences", "{"]),
    ]);
    // Version 1 had 255 for both until its last minor versions took over those of version 2.
    expect([254, 255]).toContain(refused.code);
    expect(refused.stderr).toMatch(/^An error occurred \(ValidationError\) when calling the Start/);
    expect([2, 252]).toContain(mistaken.code);
    expect([252, 255]).toContain(invalid.code);
  });

  test("ec2 wait, cloudwatch wait and elbv2 wait end when what they wait for is so", async () => {
    const one = { ...launchData, MinCount: 1, MaxCount: 1 };
    const launched = await sdk.ec2.send(new RunInstancesCommand(one));
    const id = launched.Instances?.[0]?.InstanceId ?? "";
    const subnets = await json("ec2", "describe-subnets", "--query", "Subnets[:2].[SubnetId]");
    const balancer = await json(
      "elbv2",
      "create-load-balancer",
      "--name",
      "front",
      "--subnets",
      ...subnets.flat(),
    );
    const [{ LoadBalancerArn: arn }] = balancer.LoadBalancers;
    const waits = Promise.all([
      runAws(target, ["ec2", "wait", "instance-running", "--instance-ids", id]),
      runAws(target, ["elbv2", "wait", "load-balancer-available", "--load-balancer-arns", arn]),
      runAws(target, ["cloudwatch", "wait", "alarm-exists", "--alarm-names", "errors"]),
    ]);
    // They ask at once and then every 15 seconds; the world changes in between.
    await polled(target, "DescribeInstances", 1);
    await polled(target, "DescribeLoadBalancers", 1);
    await sdk.advance("10m");
    for (const { code, stderr } of await waits) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
    await sdk.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    await sdk.advance("10m");
    const [, failed] = await Promise.all([
      text("ec2", "wait", "instance-terminated", "--instance-ids", id),
      runAws(target, ["ec2", "wait", "instance-running", "--instance-ids", id]),
    ]);
    expect(failed.code).toBe(255);
    expect(failed.stderr).toContain('matched expected path: "terminated"');
  });

  test("elbv2 wait target-in-service follows the group behind a load balancer", async () => {
    const { Vpcs: vpcs } = await sdk.ec2.send(new DescribeVpcsCommand({}));
    const settings = { Name: "web", Protocol: "HTTP", Port: 80, VpcId: vpcs?.[0]?.VpcId } as const;
    const { TargetGroups: made } = await sdk.elbv2.send(new CreateTargetGroupCommand(settings));
    const targets = made?.[0]?.TargetGroupArn ?? "";
    const { LoadBalancers } = await sdk.elbv2.send(new DescribeLoadBalancersCommand({}));
    const front = LoadBalancers?.[0]?.LoadBalancerArn ?? "";
    await json(
      "elbv2",
      "create-listener",
      "--load-balancer-arn",
      front,
      "--protocol",
      "HTTP",
      "--port",
      "80",
      "--default-actions",
      `Type=forward,TargetGroupArn=${targets}`,
    );
    const attached = { ...web, TargetGroupARNs: [targets] };
    await sdk.asg.send(new AttachLoadBalancerTargetGroupsCommand(attached));
    await sdk.advance("10m");
    await text("elbv2", "wait", "target-in-service", "--target-group-arn", targets);
    const query = ["--query", "length(TargetHealthDescriptions)", "--output", "text"];
    const health = ["elbv2", "describe-target-health", "--target-group-arn", targets];
    expect(await text(...health, ...query)).toBe("12");
  });
});

/** Waits until an operation was asked for so often, by what the metrics count. */
async function polled({ endpoint }: AwsTarget, operation: string, times: number): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${endpoint}/_asg-local/metrics`)).text();
    const lines = metrics.split("\n").filter((line) => line.includes(`"${operation}"`));
    const counts = lines.map((line) => Number(line.split(" ").at(-1)));
    if (Math.max(0, ...counts) >= times) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
