/** How parameters become a typed input. */

import { describe, expect, it } from "vitest";
import type { ServiceName } from "../../src/model/shapes.ts";
import { decodeInput, parseParameters } from "../../src/wire/query.ts";

const decoded = (operation: string, text: string, service: ServiceName = "autoscaling") =>
  decodeInput(service, operation, parseParameters(text));

const start = "StartInstanceRefresh";

const inputs: readonly [rule: string, operation: string, text: string, input: object][] = [
  [
    "R-003 nested structures are dotted",
    start,
    "Preferences.MinHealthyPercentage=90&DesiredConfiguration.LaunchTemplate.LaunchTemplateId=lt-1",
    {
      Preferences: { MinHealthyPercentage: 90 },
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateId: "lt-1" } },
    },
  ],
  [
    "R-004 lists are member.N",
    start,
    "Preferences.CheckpointPercentages.member.1=20&Preferences.CheckpointPercentages.member.2=100",
    { Preferences: { CheckpointPercentages: [20, 100] } },
  ],
  [
    "R-004 lists of structures are member.N.Member",
    "CreateOrUpdateTags",
    "Tags.member.1.Key=a&Tags.member.1.PropagateAtLaunch=true&Tags.member.2.Key=b",
    { Tags: [{ Key: "a", PropagateAtLaunch: true }, { Key: "b" }] },
  ],
  [
    "R-004 the one list with another item name keeps it",
    "CreateAutoScalingGroup",
    "MixedInstancesPolicy.LaunchTemplate.Overrides.member.1.InstanceRequirements." +
      "BaselinePerformanceFactors.Cpu.Reference.item.1.InstanceFamily=c6i",
    {
      MixedInstancesPolicy: {
        LaunchTemplate: {
          Overrides: [
            {
              InstanceRequirements: {
                BaselinePerformanceFactors: { Cpu: { References: [{ InstanceFamily: "c6i" }] } },
              },
            },
          ],
        },
      },
    },
  ],
  [
    "R-005 a bare list is empty",
    start,
    "Preferences.CheckpointPercentages=",
    { Preferences: { CheckpointPercentages: [] } },
  ],
  [
    "R-006 items are sorted by number and gaps tolerated",
    "DescribeAutoScalingGroups",
    "AutoScalingGroupNames.member.10=c&AutoScalingGroupNames.member.2=b" +
      "&AutoScalingGroupNames.member.1=a",
    { AutoScalingGroupNames: ["a", "b", "c"] },
  ],
  [
    "R-006 a gap of a billion costs nothing",
    "DescribeAutoScalingGroups",
    "AutoScalingGroupNames.member.999999999=z&AutoScalingGroupNames.member.7=a",
    { AutoScalingGroupNames: ["a", "z"] },
  ],
  [
    "R-006 unknown parameters are ignored at every depth",
    start,
    "Nothing=1&Preferences.Nothing.member.1=x&AutoScalingGroupName=a&X-Amz-Date=20260101T000000Z",
    { Preferences: {}, AutoScalingGroupName: "a" },
  ],
  [
    "R-007 booleans are true and false in any case",
    start,
    "Preferences.SkipMatching=TRUE&Preferences.AutoRollback=False",
    { Preferences: { SkipMatching: true, AutoRollback: false } },
  ],
  [
    "R-029 an empty text of a string is a text",
    start,
    "AutoScalingGroupName=&Strategy=",
    { AutoScalingGroupName: "", Strategy: "" },
  ],
  [
    "R-001 percent-encoding is UTF-8 and plus is a space",
    start,
    "AutoScalingGroupName=%E2%80%99+a%2Bb%26c%3D",
    { AutoScalingGroupName: "\u2019 a+b&c=" },
  ],
  [
    "R-006 of a name given twice the first counts",
    start,
    "Strategy=a&Strategy=b",
    { Strategy: "a" },
  ],
  [
    "R-006 a name without a value is empty, and empty pairs are nothing",
    start,
    "&&Strategy&&",
    { Strategy: "" },
  ],
  [
    "R-003 a timestamp with milliseconds",
    "PutScheduledUpdateGroupAction",
    "StartTime=2026-09-27T14%3A44%3A04.814Z&EndTime=2026-09-27T16:44:04%2B02:00",
    {
      StartTime: new Date("2026-09-27T14:44:04.814Z"),
      EndTime: new Date("2026-09-27T14:44:04Z"),
    },
  ],
  [
    "R-003 a timestamp without a zone is UTC",
    "PutScheduledUpdateGroupAction",
    "StartTime=2026-09-27T14:44:04",
    { StartTime: new Date("2026-09-27T14:44:04Z") },
  ],
  [
    "R-007 numbers with a fraction where the model has a double",
    "PutScalingPolicy",
    "MetricAggregationType=Average&TargetTrackingConfiguration.TargetValue=-50.5e0",
    { MetricAggregationType: "Average", TargetTrackingConfiguration: { TargetValue: -50.5 } },
  ],
];

describe("a readable request", () => {
  it.each(inputs)("%s", (_rule, operation, text, input) => {
    expect(decoded(operation, text)).toEqual(input);
  });

  it("EC2 lists are Name.N, and names on the wire are EC2's own", () => {
    const text =
      "LaunchTemplateVersion.2=3&LaunchTemplateVersion.1=%24Latest" +
      "&LaunchTemplateId=lt-1&MaxResults=5";
    expect(decoded("DescribeLaunchTemplateVersions", text, "ec2")).toEqual({
      LaunchTemplateId: "lt-1",
      Versions: ["$Latest", "3"],
      MaxResults: 5,
    });
    const modify = "LaunchTemplateName=a&SetDefaultVersion=2";
    expect(decoded("ModifyLaunchTemplate", modify, "ec2")).toEqual({
      LaunchTemplateName: "a",
      DefaultVersion: "2",
    });
    const tags = "TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a";
    expect(decoded("RunInstances", tags, "ec2")).toEqual({
      TagSpecifications: [{ ResourceType: "instance", Tags: [{ Key: "a" }] }],
    });
  });
});
