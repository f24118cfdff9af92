/** Reads a security group's rules from a request, and shows them. */
import type { RulePeer, SecurityGroup, SecurityGroupRule } from "../../../domain/ec2-record.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { refuseBy } from "../../refusals.ts";
import { existingGroup } from "../existing-network.ts";
import { presentAllTags } from "../tags.ts";
import { readPeers, type Spec } from "./security-group-peers.ts";

type Permission = NonNullable<
  Input<"ec2", "AuthorizeSecurityGroupIngress">["IpPermissions"]
>[number];
type RuleAnswer = NonNullable<
  Output<"ec2", "DescribeSecurityGroupRules">["SecurityGroupRules"]
>[number];

/**
 * The request shared by Authorize and Revoke in both directions; a single permission may be outside
 * the list.
 */
export type RuleRequest = Input<"ec2", "AuthorizeSecurityGroupIngress">;

/** A rule's content without id and tags; rules with different descriptions count as equal. */
export type RuleContent = Pick<
  SecurityGroupRule,
  "protocol" | "fromPort" | "toPort" | "peer" | "description"
>;

/** The rules in the request, one for each peer of each permission. */
export function readRules(request: RuleRequest, region: Region): readonly RuleContent[] {
  const permissions = request.IpPermissions ?? [];
  const all = permissions.length > 0 ? permissions : flatPermission(request);
  if (all.length === 0) throw ec2Error("MissingParameter", networkTexts.noPermission);
  const rules = all.flatMap((permission) => rulesOf(permission, region));
  const keys = new Set(rules.map(ruleKey));
  if (keys.size < rules.length) {
    throw ec2Error("InvalidParameterValue", networkTexts.repeatedPermission);
  }
  return rules;
}

function flatPermission(request: RuleRequest): readonly Permission[] {
  const { IpProtocol, FromPort, ToPort, CidrIp } = request;
  const { SourceSecurityGroupName: GroupName, SourceSecurityGroupOwnerId: UserId } = request;
  if (IpProtocol === undefined && GroupName === undefined) return [];
  return [
    {
      IpProtocol: IpProtocol ?? "-1",
      FromPort,
      ToPort,
      ...(CidrIp !== undefined && { IpRanges: [{ CidrIp }] }),
      ...(GroupName !== undefined && { UserIdGroupPairs: [{ GroupName, UserId }] }),
    },
  ];
}

function rulesOf(permission: Permission, region: Region): readonly RuleContent[] {
  const ports = readPorts(permission);
  return readPeers(permission, region).map(({ description, ...peer }) => ({
    ...ports,
    peer,
    ...(description === undefined ? {} : { description }),
  }));
}

const namesOfNumbers: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

/** Protocols other than TCP, UDP and ICMP have no ports, whatever the request says. */
export function readPorts(
  { IpProtocol = "", FromPort, ToPort }: Spec,
  missingPorts: string = networkTexts.missingPorts,
) {
  const lower = IpProtocol.toLowerCase();
  const protocol = lower === "all" ? "-1" : (namesOfNumbers[lower] ?? lower);
  const isNumber = /^(-1|\d{1,3})$/.test(protocol);
  if (isNumber) return { protocol };
  if (protocol === "icmp" || protocol === "icmpv6") {
    const ofIcmp = { fromPort: FromPort ?? -1, toPort: ToPort ?? -1 };
    refuseBy(icmpRefusals, ofIcmp, "InvalidParameterValue");
    return { protocol, ...ofIcmp };
  }
  if (protocol !== "tcp" && protocol !== "udp") {
    throw ec2Error("InvalidParameterValue", networkTexts.invalidProtocol(IpProtocol));
  }
  if (FromPort === undefined || ToPort === undefined) {
    throw ec2Error("InvalidParameterValue", missingPorts);
  }
  const ports = { fromPort: FromPort, toPort: ToPort };
  refuseBy(portRefusals, ports, "InvalidParameterValue");
  return { protocol, ...ports };
}

interface Ports {
  readonly fromPort: number;
  readonly toPort: number;
}

const isIcmpNumber = (value: number) => value >= -1 && value <= 255;

const icmpRefusals: readonly Refusal<Ports>[] = [
  {
    when: ({ fromPort }) => !isIcmpNumber(fromPort),
    text: ({ fromPort }) => networkTexts.icmpOutOfRange(fromPort, "type"),
  },
  {
    when: ({ toPort }) => !isIcmpNumber(toPort),
    text: ({ toPort }) => networkTexts.icmpOutOfRange(toPort, "code"),
  },
];

const isPort = (value: number) => value >= 0 && value <= 65_535;

const portRefusals: readonly Refusal<Ports>[] = [
  {
    when: ({ fromPort }) => !isPort(fromPort),
    text: ({ fromPort }) => networkTexts.portOutOfRange(fromPort, "from"),
  },
  {
    when: ({ toPort }) => !isPort(toPort),
    text: ({ toPort }) => networkTexts.portOutOfRange(toPort, "to"),
  },
  {
    when: ({ fromPort, toPort }) => fromPort > toPort,
    text: ({ fromPort, toPort }) => networkTexts.invalidPorts(fromPort, toPort),
  },
];

export function ruleKey({ protocol, fromPort, toPort, peer }: RuleContent): string {
  return [protocol, fromPort, toPort, peer.kind, peer.value].join("/");
}

/** A rule as in EC2's refusals: `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW`. */
export function ruleText({ protocol, fromPort, toPort, peer }: RuleContent): string {
  const isAll = protocol === "-1";
  const words = [`peer: ${peer.value}`, isAll ? "ALL" : protocol.toUpperCase()];
  if (fromPort !== undefined) words.push(`from port: ${fromPort}`, `to port: ${toPort}`);
  return [...words, "ALLOW"].join(", ");
}

/** The request's group, by id, or by name in the default VPC. */
export function groupOf(
  { GroupId, GroupName }: Pick<RuleRequest, "GroupId" | "GroupName">,
  region: Region,
  named: (name: string) => SecurityGroup,
): SecurityGroup {
  if (GroupId !== undefined) return existingGroup(region, GroupId);
  if (GroupName !== undefined) return named(GroupName);
  throw ec2Error("MissingParameter", networkTexts.noGroup);
}

const memberOfPeer = {
  ipv4: "CidrIpv4",
  ipv6: "CidrIpv6",
  prefixList: "PrefixListId",
} as const;

export function presentRule(
  rule: SecurityGroupRule,
  group: SecurityGroup,
  { account, name }: Region,
): RuleAnswer {
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: group.id,
    GroupOwnerId: account,
    IsEgress: rule.isEgress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    ...presentPeer(rule.peer, account),
    Description: rule.description,
    Tags: presentAllTags(rule.tags),
    SecurityGroupRuleArn: `arn:aws:ec2:${name}:${account}:security-group-rule/${rule.id}`,
  };
}

function presentPeer(peer: RulePeer, account: string) {
  if (peer.kind !== "group") return { [memberOfPeer[peer.kind]]: peer.value };
  return { ReferencedGroupInfo: { GroupId: peer.value, UserId: peer.account ?? account } };
}

/** A revoked rule as the answer shows it. */
export function presentRevoked(rule: SecurityGroupRule, group: SecurityGroup) {
  const { peer } = rule;
  const member = peer.kind === "group" ? "ReferencedGroupId" : memberOfPeer[peer.kind];
  return {
    SecurityGroupRuleId: rule.id,
    GroupId: group.id,
    IsEgress: rule.isEgress,
    IpProtocol: rule.protocol,
    FromPort: rule.fromPort ?? -1,
    ToPort: rule.toPort ?? -1,
    [member]: peer.value,
    Description: rule.description,
  };
}

/** Combines rules with the same protocol and ports into one permission. */
export function presentPermissions(
  rules: readonly SecurityGroupRule[],
  account: string,
): Permission[] {
  const byPorts = new Map<string, SecurityGroupRule[]>();
  for (const rule of rules) {
    const key = [rule.protocol, rule.fromPort, rule.toPort].join("/");
    byPorts.set(key, [...(byPorts.get(key) ?? []), rule]);
  }
  return [...byPorts.values()].map((alike) => presentPermission(alike, account));
}

function presentPermission(rules: readonly SecurityGroupRule[], account: string): Permission {
  const [{ protocol, fromPort, toPort } = { protocol: "-1" } as SecurityGroupRule] = rules;
  const of = <T>(kind: RulePeer["kind"], present: (rule: SecurityGroupRule) => T) =>
    rules.filter(({ peer }) => peer.kind === kind).map(present);
  return {
    IpProtocol: protocol,
    FromPort: fromPort,
    ToPort: toPort,
    UserIdGroupPairs: of("group", ({ peer, description }) => ({
      Description: description,
      UserId: peer.account ?? account,
      GroupId: peer.value,
    })),
    IpRanges: of("ipv4", ({ peer, description }) => ({
      Description: description,
      CidrIp: peer.value,
    })),
    Ipv6Ranges: of("ipv6", ({ peer, description }) => ({
      Description: description,
      CidrIpv6: peer.value,
    })),
    PrefixListIds: of("prefixList", ({ peer, description }) => ({
      Description: description,
      PrefixListId: peer.value,
    })),
  };
}
