/** A group whose sizes are beyond what any account may have: EC2 refuses the launches too many. */
import { expect, test } from "vitest";
import { inProcess, startRefresh } from "../support/in-process.ts";

const largest = 2_147_483_647;

test("R-261 a group stops at 200,000 instances; what is asked beyond fails as at AWS", () => {
  const story = inProcess();
  const LaunchTemplateData = { ImageId: "ami-1", InstanceType: "t3.nano" };
  const template = { LaunchTemplateName: "web", LaunchTemplateData };
  story.call("ec2", "CreateLaunchTemplate", template);
  story.call("ec2", "CreateLaunchTemplateVersion", template);
  const named = { AutoScalingGroupName: "web" };
  story.call("autoscaling", "CreateAutoScalingGroup", {
    ...named,
    MinSize: largest,
    MaxSize: largest,
    AvailabilityZones: ["us-east-1a"],
    LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
  });
  story.advance(600);
  expect(story.region().instances.size).toBe(200_000);
  const { Activities } = story.call("autoscaling", "DescribeScalingActivities", named);
  expect(Activities).toContainEqual(
    expect.objectContaining({
      StatusCode: "Failed",
      StatusMessage: expect.stringMatching(
        /^You have requested more instances \(200001\) than your current instance limit of 200000 /,
      ),
    }),
  );
  story.call("autoscaling", "PutWarmPool", { ...named, MinSize: largest });
  startRefresh(story, { MinHealthyPercentage: 0 });
  story.advance(1);
  expect(story.region().instances.size).toBeLessThan(200_010);
});
