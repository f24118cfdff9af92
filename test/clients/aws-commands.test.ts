/** Every command of `aws autoscaling`, of each AWS CLI that is found, against the built product. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DescribeAutoScalingGroupsCommand } from "@aws-sdk/client-auto-scaling";
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeVpcsCommand,
} from "@aws-sdk/client-ec2";
import { CreateTargetGroupCommand } from "@aws-sdk/client-elastic-load-balancing-v2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsClients, isWithoutAws } from "../cli/aws-clients.ts";
import { repository } from "../cli/product.ts";
import { type AwsCommand, phases } from "./aws-commands.ts";
import { type AwsRun, runAws } from "./aws-runs.ts";
import { launchData, type SdkClients, startSdkClients } from "./sdk-clients.ts";

if (isWithoutAws()) test.skip("the AWS CLI is not installed");

const nameOf = ({ words }: AwsCommand) => words.split(" ", 1)[0] ?? "";
const commands = phases.flat();

/** What the placeholders of the words stand for. */
type Names = Map<string, string>;

describe.each(awsClients)("aws autoscaling, $version", ({ file }) => {
  let sdk: SdkClients;
  let known: ReadonlySet<string>;
  const names: Names = new Map();
  const runs = new Map<AwsCommand, AwsRun>();

  beforeAll(async () => {
    sdk = await startSdkClients();
    const target = { file, endpoint: sdk.product.endpoint };
    known = await commandsOf(target);
    await prepare(sdk, names);
    for (const phase of phases) {
      await nameInstances(sdk, names);
      const runOne = async (command: AwsCommand) => {
        const words = command.words.replaceAll(/\{(\w+)\}/g, (_, name) => names.get(name) ?? "");
        runs.set(command, await runAws(target, ["autoscaling", ...words.split(" ")]));
      };
      await Promise.all(phase.filter((command) => known.has(nameOf(command))).map(runOne));
      await sdk.advance("1m");
    }
  });
  afterAll(() => sdk.close());

  test.each(commands.map((command) => ({ name: nameOf(command), command })))("$name", (row) => {
    const { name, command } = row;
    if (!known.has(name)) return expect(runs.has(command)).toBe(false);
    const { code, stdout, stderr } = runs.get(command) ?? { code: -1, stdout: "", stderr: "" };
    if (command.answers.startsWith("An error")) {
      expect(stderr).toContain(command.answers);
      return expect(code).toBeGreaterThan(0);
    }
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    if (command.answers === "nothing") return expect(stdout).toBe("");
    expect(Object.keys(JSON.parse(stdout))).toContain(command.answers);
    for (const text of command.holds ?? []) expect(stdout).toContain(`"${text}"`);
  });

  test("no command that this CLI has for an operation of the model was left out", () => {
    const served = operations().map((operation) => operation.toLowerCase());
    const missing = [...known].filter(
      (name) =>
        served.includes(name.replaceAll("-", "")) && !commands.some((one) => nameOf(one) === name),
    );
    expect(missing).toEqual([]);
    expect(known.size).toBeGreaterThanOrEqual(60);
  });
});

/** The CLI lists its commands when it is given one that it does not have. */
async function commandsOf(target: { file: string; endpoint: string }) {
  const { stderr } = await runAws(target, ["autoscaling", "no-such-command"]);
  return new Set(stderr.split(/[\s|]+/).filter((word) => /^[a-z]+(-[a-z]+)+$/.test(word)));
}

function operations(): readonly string[] {
  const model = readFileSync(join(repository, "src/model/generated/autoscaling.json"), "utf8");
  return Object.keys(JSON.parse(model).operations);
}

/** A template with two versions, and two target groups. */
async function prepare({ ec2, elbv2 }: SdkClients, names: Names): Promise<void> {
  const template = { LaunchTemplateName: "cli", LaunchTemplateData: launchData };
  await ec2.send(new CreateLaunchTemplateCommand(template));
  await ec2.send(new CreateLaunchTemplateVersionCommand(template));
  const { Vpcs: vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  for (const Name of ["targets", "other"]) {
    const settings = { Name, Protocol: "HTTP", Port: 80, VpcId: vpcs?.[0]?.VpcId } as const;
    const { TargetGroups: made } = await elbv2.send(new CreateTargetGroupCommand(settings));
    names.set(Name, made?.[0]?.TargetGroupArn ?? "");
  }
}

async function nameInstances({ asg }: SdkClients, names: Names): Promise<void> {
  const { AutoScalingGroups: groups } = await asg.send(new DescribeAutoScalingGroupsCommand({}));
  const instances = groups?.[0]?.Instances ?? [];
  const idIn = (state: string) =>
    instances.find(({ LifecycleState }) => LifecycleState === state)?.InstanceId ?? "";
  names.set("any", idIn("InService"));
  names.set("waiting", idIn("Pending:Wait"));
  if (names.has("first")) return;
  for (const [index, name] of ["first", "second", "third", "fourth"].entries()) {
    const id = instances[index]?.InstanceId;
    if (id !== undefined) names.set(name, id);
  }
}
