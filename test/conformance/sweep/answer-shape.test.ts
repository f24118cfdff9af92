/** The check of answers finds what it is to find. */
import { expect, test } from "vitest";
import { complaintsAboutAnswer } from "./answer-shape.ts";

const group = {
  AutoScalingGroupName: "web",
  MinSize: 0,
  MaxSize: 1,
  DesiredCapacity: 0,
  DefaultCooldown: 300,
  AvailabilityZones: ["us-east-1a"],
  HealthCheckType: "EC2",
  CreatedTime: new Date(0),
};
const { MaxSize, ...withoutMaximum } = group;
const path = "DescribeAutoScalingGroups.AutoScalingGroups[0]";

test.each([
  ["nothing where all is well", group, []],
  ["a member that AWS does not have", { ...group, Mood: "good" }, [`${path}.Mood is in no model`]],
  [
    "a required member that is missing",
    withoutMaximum,
    [`${path}.MaxSize is required and missing`],
  ],
  ["a text for a number", { ...group, MinSize: "0" }, [`${path}.MinSize is no number`]],
  ["half an instance", { ...group, MinSize: 0.5 }, [`${path}.MinSize is no whole number`]],
  ["a text for a time", { ...group, CreatedTime: "now" }, [`${path}.CreatedTime is no time`]],
  [
    "one zone for a list",
    { ...group, AvailabilityZones: "a" },
    [`${path}.AvailabilityZones is no list`],
  ],
  [
    "a value that AWS does not list",
    { ...group, DeletionProtection: "some" },
    [`${path}.DeletionProtection is some, no value of AWS's`],
  ],
])("%s", (_, member, expected) => {
  const answer = { AutoScalingGroups: [member] };
  expect(complaintsAboutAnswer("autoscaling", "DescribeAutoScalingGroups", answer)).toEqual(
    expected,
  );
});

test("a member of an answer that has none", () => {
  expect(complaintsAboutAnswer("autoscaling", "DeletePolicy", { Oops: 1 })).toEqual([
    "DeletePolicy.Oops is in no model",
  ]);
});
