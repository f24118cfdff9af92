/** DescribeSecurityGroups: the default group of the default VPC is the only one. */
import { defaultSecurityGroupId, defaultVpcId } from "../../domain/network.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered, tagReaders } from "../ec2-filters.ts";
import { ec2Page } from "../ec2-page.ts";

type GroupAnswer = NonNullable<Output<"ec2", "DescribeSecurityGroups">["SecurityGroups"]>[number];

export const describeSecurityGroups = defineAction(
  "ec2",
  "DescribeSecurityGroups",
  (input, { region }) => {
    answerDryRun(input);
    const group = defaultGroup(region);
    checkNames(input, group);
    const groups = filtered([group], input.Filters, {
      ...readers,
      ...tagReaders(input.Filters, () => []),
    });
    const { items, nextToken } = ec2Page(groups, input, {
      operation: "DescribeSecurityGroups",
      smallest: 5,
      largest: 1000,
      keyOf: ({ GroupId }) => GroupId ?? "",
    });
    return { output: { SecurityGroups: [...items], NextToken: nextToken } };
  },
);

function checkNames(
  { GroupIds, GroupNames }: Input<"ec2", "DescribeSecurityGroups">,
  group: GroupAnswer,
): void {
  const missing =
    GroupIds?.find((id) => id !== group.GroupId) ??
    GroupNames?.find((name) => name !== group.GroupName);
  if (missing === undefined) return;
  const message = `The security group '${missing}' does not exist`;
  throw ec2Error("InvalidGroup.NotFound", message);
}

function defaultGroup({ account, name }: Region): GroupAnswer {
  const id = defaultSecurityGroupId(account, name);
  return {
    GroupId: id,
    IpPermissionsEgress: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
    VpcId: defaultVpcId(account, name),
    SecurityGroupArn: `arn:aws:ec2:${name}:${account}:security-group/${id}`,
    OwnerId: account,
    GroupName: "default",
    Description: "default VPC security group",
    IpPermissions: [{ IpProtocol: "-1", UserIdGroupPairs: [{ GroupId: id, UserId: account }] }],
  };
}

const readers: FilterReaders<GroupAnswer> = {
  description: ({ Description }) => [Description ?? ""],
  "group-id": ({ GroupId }) => [GroupId ?? ""],
  "group-name": ({ GroupName }) => [GroupName ?? ""],
  "owner-id": ({ OwnerId }) => [OwnerId ?? ""],
  "vpc-id": ({ VpcId }) => [VpcId ?? ""],
};
