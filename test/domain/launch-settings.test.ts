/** What a launch uses: which version, which override, which tags, and when it is refused. */
import { describe, expect, test } from "vitest";
import { newLaunchConfiguration } from "../../src/domain/launch-configuration.ts";
import {
  instanceTags,
  type LaunchSettings,
  launchSettings,
  resolvedImageId,
} from "../../src/domain/launch-settings.ts";
import type { LaunchSource, LaunchTemplateOverride } from "../../src/domain/launch-source.ts";
import type { LaunchTemplate, LaunchTemplateContents } from "../../src/domain/launch-template.ts";
import { emptyRegion, type Region } from "../../src/domain/world.ts";
import { inProcess } from "../support/in-process.ts";

const template = { id: "lt-00000000000000001", name: "web" };
const image = "ami-00000000000000001";

function aTemplate(
  contents: readonly LaunchTemplateContents[],
  fields: Partial<LaunchTemplate> = {},
): LaunchTemplate {
  const origin = { createdAt: 0, createdBy: "arn:aws:iam::123456789012:root" };
  const versions = contents.map((data, nth) => ({ number: nth + 1, ...origin, data }));
  return {
    ...template,
    ...origin,
    defaultVersion: 1,
    latestVersion: contents.length,
    tags: [],
    versions: new Map(versions.map((version) => [version.number, version])),
    ...fields,
  };
}

function aRegion(...templates: readonly LaunchTemplate[]): Region {
  const region = emptyRegion("123456789012", "us-east-1");
  for (const one of templates) region.launchTemplates.set(one.id, one);
  return region;
}

const fromTemplate = (version: string): LaunchSource => ({
  kind: "launchTemplate",
  specification: { ...template, version },
});

const mixed = (...overrides: readonly LaunchTemplateOverride[]): LaunchSource => ({
  kind: "mixedInstancesPolicy",
  policy: { specification: { ...template, version: "1" }, overrides, distribution: {} },
});

describe("the version in force", () => {
  const contents = ["t3.nano", "t3.micro", "t3.small"].map((InstanceType) => ({
    ImageId: image,
    InstanceType,
  }));
  const region = aRegion(aTemplate(contents, { defaultVersion: 2 }));

  test.each([
    ["1", "t3.nano", "1"],
    ["$Default", "t3.micro", "2"],
    ["$Latest", "t3.small", "3"],
  ])("G-061 %s is resolved to a number when the launch happens", (version, type, number) => {
    expect(launchSettings(region, fromTemplate(version))).toEqual({
      imageId: image,
      isImageOverridden: false,
      instanceType: type,
      weight: 1,
      launchTemplate: { ...template, version: number },
      templateTags: [],
    });
  });

  test("G-142 $Latest is the highest version that is left, not the last number given out", () => {
    const shortened = aTemplate(contents);
    shortened.versions.delete(3);
    const settings = launchSettings(aRegion(shortened), fromTemplate("$Latest"));
    expect(settings).toMatchObject({ instanceType: "t3.micro", launchTemplate: { version: "2" } });
  });
});

describe("what EC2 refuses", () => {
  test("R-051 a template that is gone", () => {
    expect(launchSettings(aRegion(), fromTemplate("1"))).toEqual({
      refusal: {
        code: "InvalidLaunchTemplateId.NotFound",
        message:
          "The specified launch template, with template ID lt-00000000000000001, does not exist.",
      },
    });
  });

  test("G-025 a version that is gone", () => {
    expect(launchSettings(aRegion(aTemplate([{ ImageId: image }])), fromTemplate("7"))).toEqual({
      refusal: {
        code: "InvalidLaunchTemplateId.VersionNotFound",
        message:
          "Could not find the specified version 7 for the launch template with ID " +
          "lt-00000000000000001.",
      },
    });
  });

  test("G-026 a version without an image", () => {
    const region = aRegion(aTemplate([{ InstanceType: "t3.nano" }]));
    const message = "The request must contain the parameter ImageId";
    const refusal = { code: "MissingParameter", message };
    expect(launchSettings(region, fromTemplate("1"))).toEqual({ refusal });
  });
});

test("an image named by an SSM parameter is always the same AMI", () => {
  const region = aRegion(aTemplate([{ ImageId: "resolve:ssm:/images/web" }]));
  const one = launchSettings(region, fromTemplate("1")) as LaunchSettings;
  const other = launchSettings(region, fromTemplate("1")) as LaunchSettings;
  expect(one.imageId).toMatch(/^ami-[0-9a-f]{17}$/);
  expect(other.imageId).toBe(one.imageId);
});

describe("a mixed instances policy", () => {
  const region = aRegion(
    aTemplate([{ ImageId: image, InstanceType: "t3.nano" }]),
    aTemplate([{ ImageId: "ami-00000000000000002" }], { id: "lt-00000000000000002", name: "arm" }),
  );

  test("R-141 launches the first override's type with its weight", () => {
    const source = mixed(
      { instanceType: "m5.large", weightedCapacity: 2 },
      { instanceType: "c5.large" },
    );
    expect(launchSettings(region, source)).toMatchObject({ instanceType: "m5.large", weight: 2 });
  });

  test("R-115 takes an override's own image", () => {
    const source = mixed({ imageId: "ami-00000000000000009" });
    expect(launchSettings(region, source)).toMatchObject({ imageId: "ami-00000000000000009" });
  });

  test("takes an override's own template", () => {
    const specification = { id: "lt-00000000000000002", name: "arm", version: "1" };
    expect(launchSettings(region, mixed({ specification, instanceType: "m6g.large" }))).toEqual({
      imageId: "ami-00000000000000002",
      isImageOverridden: false,
      instanceType: "m6g.large",
      weight: 1,
      launchTemplate: specification,
      templateTags: [],
    });
  });

  test("without overrides launches what the template says", () => {
    expect(launchSettings(region, mixed())).toMatchObject({ instanceType: "t3.nano", weight: 1 });
  });

  test("finds a type for instance requirements by vCPUs and memory", () => {
    const instanceRequirements = { VCpuCount: { Min: 4 }, MemoryMiB: { Min: 16384, Max: 16384 } };
    expect(launchSettings(region, mixed({ instanceRequirements }))).toMatchObject({
      instanceType: "m5.xlarge",
    });
  });
});

test("a launch configuration gives image and type, and no template", () => {
  const region = aRegion();
  const configuration = newLaunchConfiguration(
    { account: "123456789012", region: "us-east-1" },
    { name: "old", uuid: "u", createdAt: 0, members: { ImageId: image, InstanceType: "m4.large" } },
  );
  region.launchConfigurations.set("old", configuration);
  expect(launchSettings(region, { kind: "launchConfiguration", name: "old" })).toEqual({
    imageId: image,
    isImageOverridden: false,
    instanceType: "m4.large",
    weight: 1,
    launchConfigurationName: "old",
    templateTags: [],
  });
});

test("G-079 group tags win over template tags, some stay at home, AWS adds its own", () => {
  const region = aRegion(
    aTemplate([
      {
        ImageId: image,
        TagSpecifications: [
          {
            ResourceType: "instance",
            Tags: [{ Key: "shared", Value: "template" }, { Key: "own" }],
          },
          { ResourceType: "volume", Tags: [{ Key: "disk", Value: "yes" }] },
        ],
      },
    ]),
  );
  const settings = launchSettings(region, fromTemplate("1")) as LaunchSettings;
  const groupTags = [
    { key: "shared", value: "group", propagateAtLaunch: true },
    { key: "private", value: "group", propagateAtLaunch: false },
  ];
  const group = { name: "fleet", tags: new Map(groupTags.map((tag) => [tag.key, tag])) };
  expect(instanceTags(group, settings)).toEqual([
    { key: "shared", value: "group" },
    { key: "own", value: "" },
    { key: "aws:autoscaling:groupName", value: "fleet" },
    { key: "aws:ec2launchtemplate:id", value: "lt-00000000000000001" },
    { key: "aws:ec2launchtemplate:version", value: "1" },
  ]);
});

describe("R-055 an image named by an SSM parameter that is there", () => {
  const story = inProcess();
  const put = (Value: string) =>
    story.call("ssm", "PutParameter", {
      Name: "/images/web",
      Value,
      Type: "String",
      Overwrite: true,
      DataType: "aws:ec2:image",
    });
  const imageOf = (alias: string) => resolvedImageId(story.region(), `resolve:ssm:${alias}`);

  test("is the parameter's value at the moment of the launch", () => {
    put("ami-00000001");
    expect(imageOf("/images/web")).toBe("ami-00000001");
    put("ami-00000002");
    expect(imageOf("/images/web")).toBe("ami-00000002");
  });

  test("a version or a label behind a colon chooses an older value", () => {
    story.call("ssm", "LabelParameterVersion", {
      Name: "/images/web",
      ParameterVersion: 1,
      Labels: ["good"],
    });
    expect(imageOf("/images/web:1")).toBe("ami-00000001");
    expect(imageOf("/images/web:good")).toBe("ami-00000001");
    expect(imageOf("/images/web:9")).toMatch(/^ami-[0-9a-f]{17}$/);
  });

  test("instances are launched from it", () => {
    story.call("ec2", "CreateLaunchTemplate", {
      LaunchTemplateName: "aliased",
      LaunchTemplateData: { ImageId: "resolve:ssm:/images/web", InstanceType: "t3.nano" },
    });
    story.call("autoscaling", "CreateAutoScalingGroup", {
      AutoScalingGroupName: "web",
      MinSize: 1,
      MaxSize: 1,
      AvailabilityZones: ["us-east-1a"],
      LaunchTemplate: { LaunchTemplateName: "aliased" },
    });
    story.advance(120);
    expect(story.instances().map(({ imageId }) => imageId)).toEqual(["ami-00000002"]);
  });
});
