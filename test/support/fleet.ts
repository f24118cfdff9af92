/** Templates and groups for tests: valid by default, a test says what matters to it. */
import {
  type AutoScalingGroup,
  CreateAutoScalingGroupCommand,
  type CreateAutoScalingGroupCommandInput,
  DescribeAutoScalingGroupsCommand,
  type Instance,
} from "@aws-sdk/client-auto-scaling";
import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  type RequestLaunchTemplateData,
} from "@aws-sdk/client-ec2";
import { expect } from "vitest";
import type { Emulated } from "./emulator.ts";

let count = 0;

/** A name that no other test of the file uses. */
export function newName(prefix: string): string {
  count += 1;
  return `${prefix}-${count}`;
}

export interface Template {
  readonly id: string;
  readonly name: string;
}

export const baseContents: RequestLaunchTemplateData = {
  ImageId: "ami-0123456789abcdef0",
  InstanceType: "t3.nano",
};

/** A launch template with an image and a type; each further argument is one more version. */
export async function aTemplate(
  { ec2 }: Emulated,
  ...versions: readonly RequestLaunchTemplateData[]
): Promise<Template> {
  const name = newName("template");
  const [first = baseContents, ...others] = versions;
  const { LaunchTemplate: created } = await ec2.send(
    new CreateLaunchTemplateCommand({ LaunchTemplateName: name, LaunchTemplateData: first }),
  );
  for (const data of others) {
    await ec2.send(
      new CreateLaunchTemplateVersionCommand({
        LaunchTemplateName: name,
        LaunchTemplateData: data,
      }),
    );
  }
  return { id: created?.LaunchTemplateId ?? "", name };
}

export type GroupMembers = Partial<CreateAutoScalingGroupCommandInput>;

/** What a group needs, with the members that the test gives. */
export function groupInput(
  template: Pick<Template, "id">,
  members: GroupMembers = {},
): CreateAutoScalingGroupCommandInput {
  return {
    AutoScalingGroupName: newName("group"),
    MinSize: 0,
    MaxSize: 4,
    AvailabilityZones: ["us-east-1a", "us-east-1b"],
    LaunchTemplate: { LaunchTemplateId: template.id },
    ...members,
  };
}

/** Creates a group, of a template of its own unless the test gives one, and returns its name. */
export async function aGroup(emulated: Emulated, members: GroupMembers = {}): Promise<string> {
  const input = groupInput(await aTemplate(emulated), members);
  const { LaunchTemplate, ...others } = input;
  const isMixed = others.MixedInstancesPolicy !== undefined;
  await emulated.client.send(new CreateAutoScalingGroupCommand(isMixed ? others : input));
  return input.AutoScalingGroupName ?? "";
}

/** The group as DescribeAutoScalingGroups shows it; undefined when there is none. */
export async function findGroup(
  { client }: Emulated,
  name: string,
): Promise<AutoScalingGroup | undefined> {
  const answer = await client.send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  return answer.AutoScalingGroups?.[0];
}

export async function theGroup(emulated: Emulated, name: string): Promise<AutoScalingGroup> {
  const group = await findGroup(emulated, name);
  if (group === undefined) throw new Error(`no group ${name}`);
  return group;
}

export async function instancesOf(emulated: Emulated, name: string): Promise<Instance[]> {
  return (await theGroup(emulated, name)).Instances ?? [];
}

/** The ids of the group's instances; fails when there are fewer than the test needs. */
export async function instanceIds(emulated: Emulated, name: string): Promise<string[]> {
  const ids = (await instancesOf(emulated, name)).map(({ InstanceId = "" }) => InstanceId);
  expect(ids.length).toBeGreaterThan(0);
  return ids;
}
