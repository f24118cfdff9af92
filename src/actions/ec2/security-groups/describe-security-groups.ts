/** DescribeSecurityGroups: each VPC's default group, and created ones. */
import type { SecurityGroup, SecurityGroupRule } from "../../../domain/ec2-record.ts";
import { securityGroupsOf } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownGroup } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { presentTags } from "../tags.ts";
import { presentPermissions } from "./security-group-rules.ts";
import { groupNamed } from "./security-groups.ts";

type GroupAnswer = NonNullable<Output<"ec2", "DescribeSecurityGroups">["SecurityGroups"]>[number];

export const describeSecurityGroups = defineAction(
  "ec2",
  "DescribeSecurityGroups",
  (input, { region }) => {
    answerDryRun(input);
    const groups = filtered(selectedGroups(input, region), input.Filters, {
      ...readersIn(region),
      ...tagReaders(input.Filters, ({ tags }: SecurityGroup) => tags),
    });
    const { items, nextToken } = ec2Page(groups, input, {
      region,
      operation: "DescribeSecurityGroups",
      smallest: 5,
      largest: 1000,
      keyOf: ({ id }) => id,
    });
    const SecurityGroups = items.map((group) => presentGroup(group, region));
    return { output: { SecurityGroups, NextToken: nextToken } };
  },
);

/** The requested groups; names refer to the default VPC. */
function selectedGroups(
  { GroupIds, GroupNames = [] }: Input<"ec2", "DescribeSecurityGroups">,
  region: Region,
): readonly SecurityGroup[] {
  const named = GroupNames.map((name) => groupNamed(region, name));
  const ids = [...(GroupIds ?? []), ...named.map(({ id }) => id)];
  return selectedRecords(securityGroupsOf(region), ids, unknownGroup);
}

function presentGroup(group: SecurityGroup, { account, name }: Region): GroupAnswer {
  const permissions = (isEgress: boolean) =>
    presentPermissions(
      group.rules.filter((rule) => rule.isEgress === isEgress),
      account,
    );
  return {
    GroupId: group.id,
    IpPermissionsEgress: permissions(true),
    Tags: presentTags(group.tags),
    VpcId: group.vpcId,
    SecurityGroupArn: `arn:aws:ec2:${name}:${account}:security-group/${group.id}`,
    OwnerId: account,
    GroupName: group.name,
    Description: group.description,
    IpPermissions: permissions(false),
  };
}

function readersIn(region: Region): FilterReaders<SecurityGroup> {
  return {
    description: ({ description }) => [description],
    "group-id": ({ id }) => [id],
    "group-name": ({ name }) => [name],
    "owner-id": () => [region.account],
    "vpc-id": ({ vpcId }) => [vpcId],
    ...permissionReaders("ip-permission.", false, region),
    ...permissionReaders("egress.ip-permission.", true, region),
  };
}

function permissionReaders(
  prefix: string,
  isEgress: boolean,
  region: Region,
): FilterReaders<SecurityGroup> {
  const each =
    (read: (rule: SecurityGroupRule) => string | number | undefined) =>
    ({ rules }: SecurityGroup) =>
      rules
        .filter((rule) => rule.isEgress === isEgress)
        .map(read)
        .filter((value) => value !== undefined)
        .map(String);
  const peer = (kind: SecurityGroupRule["peer"]["kind"]) =>
    each((rule) => (rule.peer.kind === kind ? rule.peer.value : undefined));
  return {
    [`${prefix}cidr`]: peer("ipv4"),
    [`${prefix}ipv6-cidr`]: peer("ipv6"),
    [`${prefix}prefix-list-id`]: peer("prefixList"),
    [`${prefix}group-id`]: peer("group"),
    [`${prefix}group-name`]: each((rule) => nameOf(rule, region)),
    [`${prefix}user-id`]: each(({ peer: { kind, account } }) => {
      return kind === "group" ? (account ?? region.account) : undefined;
    }),
    [`${prefix}protocol`]: each(({ protocol }) => protocol),
    [`${prefix}from-port`]: each(({ fromPort }) => fromPort),
    [`${prefix}to-port`]: each(({ toPort }) => toPort),
  };
}

/** The name of the group in a rule. */
function nameOf({ peer: { kind, value } }: SecurityGroupRule, region: Region): string | undefined {
  if (kind !== "group") return undefined;
  return securityGroupsOf(region).find(({ id }) => id === value)?.name;
}
