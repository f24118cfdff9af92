/** DescribeInstanceAttribute: the launch's setting, else EC2's default. */

import { present } from "../../../domain/assert.ts";
import type { Instance } from "../../../domain/instance.ts";
import { contentsBehind } from "../../../domain/launch-contents.ts";
import type { LaunchTemplateContents } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { presentMappings, rootDeviceName, volumesOf } from "../derived-volumes.ts";
import { answerDryRun } from "../dry-run.ts";
import { networkOf } from "../instance-contents.ts";
import { selectedInstances } from "../present-instance.ts";

type Name = Input<"ec2", "DescribeInstanceAttribute">["Attribute"];
type Answer = Output<"ec2", "DescribeInstanceAttribute">;

export const describeInstanceAttribute = defineAction(
  "ec2",
  "DescribeInstanceAttribute",
  (input, context) => {
    answerDryRun(input);
    const [found] = selectedInstances([present(input.InstanceId, "instance id")], context);
    const instance = present(found, "the selected instance");
    const attribute = attributeOf(input.Attribute, instance, context.region);
    return { output: { InstanceId: instance.id, ...attribute } };
  },
);

function attributeOf(name: Name, instance: Instance, region: Region): Answer {
  const contents = contentsBehind(instance, region);
  switch (name) {
    case "instanceType":
      return { InstanceType: { Value: instance.instanceType } };
    case "userData":
      return { UserData: { Value: textMember(contents, "UserData") } };
    case "disableApiTermination":
      return { DisableApiTermination: { Value: contents.DisableApiTermination === true } };
    case "disableApiStop":
      return { DisableApiStop: { Value: contents.DisableApiStop === true } };
    case "ebsOptimized":
      return { EbsOptimized: { Value: contents.EbsOptimized === true } };
    case "instanceInitiatedShutdownBehavior": {
      const Value = textMember(contents, "InstanceInitiatedShutdownBehavior") ?? "stop";
      return { InstanceInitiatedShutdownBehavior: { Value } };
    }
    case "rootDeviceName":
      return { RootDeviceName: { Value: rootDeviceName(instance, region) } };
    case "blockDeviceMapping":
      return { BlockDeviceMappings: presentMappings(volumesOf(instance, region)) };
    case "sourceDestCheck":
      return { SourceDestCheck: { Value: true } };
    case "groupSet":
      return { Groups: networkOf(instance, region).groups };
    default: {
      const message = `asg-local does not emulate the instance attribute ${name}.`;
      throw ec2Error("NotImplemented", message, 501);
    }
  }
}

function textMember(contents: LaunchTemplateContents, member: string): string | undefined {
  const value = contents[member];
  return typeof value === "string" ? value : undefined;
}
