/** What AWS says about an input that breaks its model, sentence by sentence. */

import { describe, expect, it } from "vitest";
import { printedEnums } from "../../src/model/constraints.ts";
import { ServiceError } from "../../src/model/faults.ts";
import { type ServiceName, serviceModel, shapeOf } from "../../src/model/shapes.ts";
import { validate } from "../../src/model/validate.ts";

function refusal(
  service: ServiceName,
  operation: string,
  input: unknown,
): ServiceError | undefined {
  try {
    validate(service, operation, input);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

const AutoScalingGroupName = "my-asg";
const start = (Preferences: object) => ({ AutoScalingGroupName, Preferences });
const manyNames = Array.from({ length: 51 }, () => "h");
const xmlSafe = "[\\u0020-\\uD7FF\\uE000-\\uFFFD\\uD800\\uDC00-\\uDBFF\\uDFFF\\r\\n\\t]*";

const singleFailures: readonly [
  rule: string,
  operation: string,
  input: object,
  value: string,
  path: string,
  rest: string,
][] = [
  ["R-027 required", "StartInstanceRefresh", {}, "null", "autoScalingGroupName", "not be null"],
  [
    "R-027 minimum",
    "StartInstanceRefresh",
    start({ InstanceWarmup: -1 }),
    "'-1'",
    "preferences.instanceWarmup",
    "have value greater than or equal to 0",
  ],
  [
    "R-027 maximum",
    "StartInstanceRefresh",
    start({ MinHealthyPercentage: 101 }),
    "'101'",
    "preferences.minHealthyPercentage",
    "have value less than or equal to 100",
  ],
  [
    "R-027 length",
    "StartInstanceRefresh",
    { AutoScalingGroupName: "" },
    "''",
    "autoScalingGroupName",
    "have length greater than or equal to 1",
  ],
  [
    "R-027 pattern",
    "StartInstanceRefresh",
    { AutoScalingGroupName: "bell\u0007" },
    "'bell\u0007'",
    "autoScalingGroupName",
    `satisfy regular expression pattern: ${xmlSafe}`,
  ],
  [
    "R-027 enum",
    "StartInstanceRefresh",
    { AutoScalingGroupName, Strategy: "Canary" },
    "'Canary'",
    "strategy",
    "satisfy enum value set: [Rolling, ReplaceRootVolume]",
  ],
  [
    "R-028 server's order",
    "StartInstanceRefresh",
    start({ StandbyInstances: "Stop" }),
    "'Stop'",
    "preferences.standbyInstances",
    "satisfy enum value set: [Terminate, Ignore, Wait]",
  ],
  [
    "R-030 list of numbers",
    "StartInstanceRefresh",
    start({ CheckpointPercentages: [0, 50] }),
    "'[0, 50]'",
    "preferences.checkpointPercentages",
    "satisfy constraint: [Member must have value less than or equal to 100, " +
      "Member must have value greater than or equal to 1]",
  ],
  [
    "R-030 list of texts",
    "DescribeAutoScalingGroups",
    { AutoScalingGroupNames: ["a", ""] },
    "'[a, ]'",
    "autoScalingGroupNames",
    "satisfy constraint: [Member must have " +
      "length less than or equal to 255, Member must have length greater than or equal to 1, " +
      `Member must satisfy regular expression pattern: ${xmlSafe}]`,
  ],
  [
    "R-026 member of a listed structure",
    "CreateOrUpdateTags",
    { Tags: [{ Key: "a" }, { Key: "" }] },
    "''",
    "tags.2.member.key",
    "have length greater than or equal to 1",
  ],
  [
    "R-027 required in a listed structure",
    "CreateOrUpdateTags",
    { Tags: [{ Value: "x" }] },
    "null",
    "tags.1.member.key",
    "not be null",
  ],
  [
    "R-027 list too long",
    "DescribeLifecycleHooks",
    { AutoScalingGroupName, LifecycleHookNames: manyNames },
    `'[${manyNames.join(", ")}]'`,
    "lifecycleHookNames",
    "have length less than or equal to 50",
  ],
  [
    "G-006 prepared capacity",
    "PutWarmPool",
    { AutoScalingGroupName, MaxGroupPreparedCapacity: -2 },
    "'-2'",
    "maxGroupPreparedCapacity",
    "have value greater than or equal to -1",
  ],
  [
    "G-006 minimum size",
    "PutWarmPool",
    { AutoScalingGroupName, MinSize: -1 },
    "'-1'",
    "minSize",
    "have value greater than or equal to 0",
  ],
  [
    "G-006 server's order",
    "PutWarmPool",
    { AutoScalingGroupName, PoolState: "invalid" },
    "'invalid'",
    "poolState",
    "satisfy enum value set: [Stopped, Hibernated, Running]",
  ],
];

describe("Auto Scaling input", () => {
  it.each(singleFailures)(
    "%s of %s is refused in AWS's words",
    (_rule, operation, input, value, path, rest) => {
      const error = refusal("autoscaling", operation, input);
      expect([error?.code, error?.status]).toEqual(["ValidationError", 400]);
      expect(error?.message).toBe(
        `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint:` +
          ` Member must ${rest}`,
      );
    },
  );

  it("R-025 R-029 empty texts for two enums are two failures in one message", () => {
    const input = start({ ScaleInProtectedInstances: "", StandbyInstances: "" });
    expect(refusal("autoscaling", "StartInstanceRefresh", input)?.message).toBe(
      "2 validation errors detected: Value '' at 'preferences.scaleInProtectedInstances' failed" +
        " to satisfy constraint: Member must satisfy enum value set: [Ignore, Wait, Refresh];" +
        " Value '' at 'preferences.standbyInstances' failed to satisfy constraint: Member must" +
        " satisfy enum value set: [Terminate, Ignore, Wait]",
    );
  });

  it("R-024 R-025 failures at every depth stand in one message", () => {
    const input = { Strategy: "x", Preferences: { MinHealthyPercentage: -1, BakeTime: 172_801 } };
    const message = refusal("autoscaling", "StartInstanceRefresh", input)?.message;
    expect(message).toMatch(/^4 validation errors detected: /);
    expect(message?.split("; ")).toHaveLength(4);
  });

  it("G-007 sizes of a group have no constraint in the model", () => {
    const input = { AutoScalingGroupName, MinSize: -5, MaxSize: -7, DesiredCapacity: -9 };
    expect(refusal("autoscaling", "CreateAutoScalingGroup", input)).toBeUndefined();
  });

  it("R-027 every bound is inclusive, and supplementary characters are XML-safe", () => {
    const inputs = [
      start({ MinHealthyPercentage: 0, MaxHealthyPercentage: 100 }),
      start({ MinHealthyPercentage: 100, MaxHealthyPercentage: 200 }),
      start({ CheckpointPercentages: [1, 100], CheckpointDelay: 172_800, BakeTime: 0 }),
      { AutoScalingGroupName: "ü\u{1f680}".repeat(85) },
    ];
    const errors = inputs.map((input) => refusal("autoscaling", "StartInstanceRefresh", input));
    expect(errors.map((error) => error?.message)).toEqual(inputs.map(() => undefined));
  });

  it("every enum printed in the server's order has the values of the model (R-028)", () => {
    const of = (name: string) => {
      const service = name.startsWith("AuthenticateOidc") ? "elbv2" : "autoscaling";
      return shapeOf(serviceModel(service), name);
    };
    for (const [name, values] of printedEnums) {
      const shape = of(name);
      const published = shape.type === "string" ? [...(shape.enum ?? [])] : [];
      expect([...values].sort()).toEqual(published.sort());
    }
  });

  it("a validator can be built for every operation of every service", () => {
    for (const service of ["autoscaling", "ec2"] as const) {
      for (const name of serviceModel(service).operations.keys()) {
        expect(() => refusal(service, name, {})).not.toThrow();
      }
    }
  });
});

describe("EC2 input", () => {
  it.each([
    ["CreateLaunchTemplate", {}, "LaunchTemplateName"],
    ["DescribeInstanceAttribute", { Attribute: "userData" }, "InstanceId"],
    ["CreateTags", { Resources: ["i-1"] }, "Tag"],
    ["DeleteLaunchTemplateVersions", { LaunchTemplateId: "lt-1" }, "LaunchTemplateVersion"],
  ])("%s without a required parameter names the wire parameter", (operation, input, parameter) => {
    const error = refusal("ec2", operation, input);
    expect(error?.message).toBe(`The request must contain the parameter ${parameter}`);
    expect([error?.code, error?.status]).toEqual(["MissingParameter", 400]);
  });

  it("a call that is to change instances and names none is refused in other words", () => {
    const error = refusal("ec2", "TerminateInstances", {});
    expect([error?.code, error?.message]).toEqual([
      "InvalidParameterCombination",
      "No instances specified",
    ]);
  });

  it("G-140 an absent structure is left to the operation, which has words of its own", () => {
    const input = { LaunchTemplateName: "name" };
    expect(refusal("ec2", "CreateLaunchTemplate", input)).toBeUndefined();
  });

  it("G-141 an instance type that does not exist is accepted here", () => {
    const input = { LaunchTemplateName: "name", LaunchTemplateData: { InstanceType: "t9.tiny" } };
    expect(refusal("ec2", "CreateLaunchTemplate", input)).toBeUndefined();
  });

  it("a number out of its range is InvalidParameterValue", () => {
    const error = refusal("ec2", "DescribeLaunchTemplates", { MaxResults: 201 });
    expect(error?.code).toBe("InvalidParameterValue");
    expect(error?.message).toBe(
      "Value ( 201 ) for parameter MaxResults is invalid." +
        " Expecting a value less than or equal to 200.",
    );
  });
});
