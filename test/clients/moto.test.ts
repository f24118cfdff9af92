/** Beside moto: its launch templates are found by `--ec2-endpoint`, by the built product. */
import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeLaunchTemplateVersionsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Product, startProduct } from "../cli/product.ts";
import { isWithoutMoto, type MotoServer, startMoto } from "./moto-server.ts";

const settings = {
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};
const contents = { ImageId: "ami-0a1b2c3d4e5f60001", InstanceType: "t3.small" } as const;

describe.skipIf(isWithoutMoto)("with a launch template of moto", () => {
  let moto: MotoServer;
  let product: Product;
  let ec2: EC2Client;
  let autoscaling: AutoScalingClient;
  let own: EC2Client;

  beforeAll(async () => {
    moto = await startMoto();
    const { endpoint } = moto;
    product = await startProduct(["--ec2-endpoint", endpoint, "--timing", "instant"]);
    ec2 = new EC2Client({ ...settings, endpoint });
    autoscaling = new AutoScalingClient({ ...settings, endpoint: product.endpoint });
    own = new EC2Client({ ...settings, endpoint: product.endpoint });
  });
  afterAll(async () => {
    for (const client of [ec2, autoscaling, own]) client?.destroy();
    await product?.stop();
    await moto?.stop();
  });

  test("a group launches from it, and a refresh goes to the version that came later", async () => {
    const LaunchTemplateName = "web";
    const instance = { ResourceType: "instance", Tags: [{ Key: "team", Value: "shop" }] } as const;
    const TagSpecifications = [{ ...instance, Tags: [...instance.Tags] }];
    const LaunchTemplateData = { ...contents, UserData: "aGk=", TagSpecifications };
    await ec2.send(new CreateLaunchTemplateCommand({ LaunchTemplateName, LaunchTemplateData }));
    const group = "web";
    await autoscaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName: group,
        MinSize: 1,
        MaxSize: 2,
        DesiredCapacity: 1,
        AvailabilityZones: ["us-east-1a"],
        LaunchTemplate: { LaunchTemplateName, Version: "$Latest" },
      }),
    );
    await expect.poll(() => versionsOf(autoscaling, group)).toEqual(["1"]);
    await ec2.send(
      new CreateLaunchTemplateVersionCommand({ LaunchTemplateName, LaunchTemplateData: contents }),
    );
    await autoscaling.send(new StartInstanceRefreshCommand({ AutoScalingGroupName: group }));
    const soon = { timeout: 30_000 };
    await expect.poll(() => versionsOf(autoscaling, group), soon).toEqual(["2"]);
    const first = new DescribeLaunchTemplateVersionsCommand({
      LaunchTemplateName,
      Versions: ["1"],
    });
    const [here, there] = [await own.send(first), await ec2.send(first)];
    // Every version of AWS tells that nobody operates it (G-239); moto does not.
    const Operator = { Managed: false };
    const told = there.LaunchTemplateVersions?.map((version) => ({ ...version, Operator }));
    expect(here.LaunchTemplateVersions).toEqual(told);
  });

  test("one that moto does not have is refused as AWS refuses it", async () => {
    const members = { AutoScalingGroupName: "api", MinSize: 0, MaxSize: 1 };
    const LaunchTemplate = { LaunchTemplateName: "nothing" };
    const AvailabilityZones = ["us-east-1a"];
    const input = { ...members, LaunchTemplate, AvailabilityZones };
    await expect(autoscaling.send(new CreateAutoScalingGroupCommand(input))).rejects.toThrow(
      "The specified launch template, with template name nothing, does not exist.",
    );
  });
});

/** The launch template versions of a group's instances in service. */
async function versionsOf(client: AutoScalingClient, group: string) {
  const names = { AutoScalingGroupNames: [group] };
  const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand(names));
  const instances = AutoScalingGroups?.[0]?.Instances ?? [];
  return instances.map(({ LaunchTemplate }) => LaunchTemplate?.Version);
}
