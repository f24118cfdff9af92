/** Why AutoRollback is refused: three causes have three texts. */
import { expect, test } from "vitest";
import { aSettledFleet, type inProcess, startRefresh, toVersion } from "../support/in-process.ts";

const prefix =
  "The request isn’t valid. The AutoRollback parameter cannot be set to true when the Auto " +
  "Scaling group uses ";
const start = (story: ReturnType<typeof inProcess>) => () =>
  startRefresh(story, { AutoRollback: true });

test("R-322 a group at an alias of a version", () => {
  const LaunchTemplate = { LaunchTemplateName: "web" };
  const story = aSettledFleet({ size: 1, group: { LaunchTemplate } });
  expect(start(story)).toThrow(
    `${prefix}the $Latest or $Default launch template version. Set AutoRollback to false or ` +
      "specify a numbered version and try again.",
  );
});

test("R-322 a group whose image is a parameter", () => {
  const story = aSettledFleet({ size: 1 });
  story.call("ec2", "CreateLaunchTemplateVersion", {
    LaunchTemplateName: "web",
    LaunchTemplateData: { ImageId: "resolve:ssm:/web/image", InstanceType: "t3.nano" },
  });
  story.call("autoscaling", "UpdateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    ...toVersion("4"),
  });
  expect(start(story)).toThrow("Systems Manager parameter");
});

test("R-322 a group with a launch configuration", () => {
  const story = aSettledFleet({ size: 1 });
  story.call("autoscaling", "CreateLaunchConfiguration", {
    LaunchConfigurationName: "old",
    ImageId: "ami-0123456789abcdef0",
    InstanceType: "t3.nano",
  });
  story.call("autoscaling", "UpdateAutoScalingGroup", {
    AutoScalingGroupName: "web",
    LaunchConfigurationName: "old",
  });
  expect(start(story)).toThrow(
    `${prefix}a launch configuration. Set AutoRollback to false or use a launch template and try ` +
      "again.",
  );
});
