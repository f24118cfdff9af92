/** What has to be there before a call of the table: groups at work, waiting hooks, refreshes. */
import type { MixedInstancesPolicy } from "@aws-sdk/client-auto-scaling";
import { CreateLaunchTemplateVersionCommand } from "@aws-sdk/client-ec2";
import { regionOf } from "../../../../src/domain/world.ts";
import { aGroup, aTemplate, type GroupMembers, instanceIds } from "../../../support/fleet.ts";
import type { Stage } from "./stage.ts";

export const unknownTemplate = "lt-0123456789abcdef0";
export const topic = "arn:aws:sns:us-east-1:123456789012:alerts";
export const targetGroup = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/${name}/0123456789abcdef`;

export interface Fleet {
  readonly group: string;
  readonly ids: string[];
  /** The first of them. */
  readonly id: string;
}

/** A group with so many instances in service. */
export async function fleet(stage: Stage, size = 1, members: GroupMembers = {}): Promise<Fleet> {
  const group = await aGroup(stage, { DesiredCapacity: size, ...members });
  stage.advance(300);
  const ids = await instanceIds(stage, group);
  return { group, ids, id: ids[0] ?? "" };
}

/** An instance of a group that has left it, and runs on. */
export async function loner(stage: Stage, group: string): Promise<string> {
  await stage.send("SetDesiredCapacity", { AutoScalingGroupName: group, DesiredCapacity: 1 });
  stage.advance(300);
  const [id = ""] = await instanceIds(stage, group);
  await stage.send("DetachInstances", {
    AutoScalingGroupName: group,
    InstanceIds: [id],
    ShouldDecrementDesiredCapacity: true,
  });
  stage.advance(60);
  return id;
}

export async function inStandby(stage: Stage): Promise<Fleet> {
  const found = await fleet(stage);
  await stage.send("EnterStandby", {
    AutoScalingGroupName: found.group,
    InstanceIds: found.ids,
    ShouldDecrementDesiredCapacity: true,
  });
  stage.advance(60);
  return found;
}

export const hook = "wait";

/** An instance that waits in a launch hook. */
export async function waiting(stage: Stage): Promise<Fleet> {
  return fleet(stage, 1, {
    LifecycleHookSpecificationList: [
      { LifecycleHookName: hook, LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING" },
    ],
  });
}

/** The token of the action that the group's instance waits for. */
export function tokenOf({ emulator }: Stage, { group }: Fleet): string {
  const { groups } = regionOf(emulator.world, "123456789012", "us-east-1");
  const members = [...(groups.get(group)?.fleet.members.values() ?? [])];
  return members.flatMap(({ lifecycleActions = [] }) => lifecycleActions)[0]?.token ?? "";
}

/** Versions 1 and 2, and a group of version 1 with one instance. */
export async function versioned(stage: Stage, members: GroupMembers = {}) {
  const template = await aTemplate(stage);
  await stage.ec2.send(
    new CreateLaunchTemplateVersionCommand({
      LaunchTemplateId: template.id,
      SourceVersion: "1",
      LaunchTemplateData: { InstanceType: "t3.micro" },
    }),
  );
  const version = (Version: string) => ({ LaunchTemplateId: template.id, Version });
  const found = await fleet(stage, 1, { LaunchTemplate: version("1"), ...members });
  return { ...found, template, version };
}

/** A group whose refresh to version 2 is pending. */
export async function refreshing(stage: Stage, isTargeted = true) {
  const found = await versioned(stage);
  const { InstanceRefreshId } = await stage.send("StartInstanceRefresh", {
    AutoScalingGroupName: found.group,
    ...(isTargeted && { DesiredConfiguration: { LaunchTemplate: found.version("2") } }),
  });
  stage.advance(10);
  return { ...found, refreshId: InstanceRefreshId as string };
}

const images = ["ami-0aaaaaaaaaaaaaaaa", "ami-0bbbbbbbbbbbbbbbb"] as const;

/** A group whose instance is having its root volume replaced: nothing may be attached to it. */
export async function replacingRootVolume(stage: Stage): Promise<string> {
  const template = await aTemplate(stage);
  const policy = (ImageId?: string): MixedInstancesPolicy => ({
    LaunchTemplate: {
      LaunchTemplateSpecification: { LaunchTemplateId: template.id, Version: "1" },
      Overrides: [{ InstanceType: "t3.nano", ...(ImageId !== undefined && { ImageId }) }],
    },
  });
  const { group } = await fleet(stage, 1, { MixedInstancesPolicy: policy(images[0]) });
  await stage.send("StartInstanceRefresh", {
    AutoScalingGroupName: group,
    Strategy: "ReplaceRootVolume",
    DesiredConfiguration: { MixedInstancesPolicy: policy(images[1]) },
  });
  return group;
}

export async function pooled(stage: Stage): Promise<string> {
  const { group } = await fleet(stage);
  await stage.send("PutWarmPool", { AutoScalingGroupName: group, MinSize: 1 });
  stage.advance(300);
  return group;
}

export const inAnHour = (stage: Stage, hours = 1) =>
  new Date(Date.parse(stage.now()) + hours * 3_600_000);
