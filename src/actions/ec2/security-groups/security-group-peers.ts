/** Reads the peers of a security group's permission: blocks, prefix lists, other groups. */
import { parseCidr } from "../../../domain/cidr.ts";
import type { RulePeer } from "../../../domain/ec2-record.ts";
import { securityGroupsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { ipv6BlockText } from "../cidr-blocks.ts";
import { existingGroup } from "../existing-network.ts";

type Permission = NonNullable<
  Input<"ec2", "AuthorizeSecurityGroupIngress">["IpPermissions"]
>[number];

/** Protocol and ports of a permission or rule. */
export type Spec = Pick<Permission, "IpProtocol" | "FromPort" | "ToPort">;

export type DescribedPeer = RulePeer & { readonly description?: string | undefined };

export function readPeers(permission: Permission, region: Region): readonly DescribedPeer[] {
  const { IpRanges = [], Ipv6Ranges = [], PrefixListIds = [], UserIdGroupPairs = [] } = permission;
  const peers: readonly DescribedPeer[] = [
    ...IpRanges.map(({ CidrIp = "", Description }) => ({
      ...ipv4Peer(CidrIp),
      description: Description,
    })),
    ...Ipv6Ranges.map(({ CidrIpv6 = "", Description }) => ({
      ...ipv6Peer(CidrIpv6),
      description: Description,
    })),
    ...PrefixListIds.map(({ PrefixListId = "", Description }) => ({
      kind: "prefixList" as const,
      value: PrefixListId,
      description: Description,
    })),
    ...UserIdGroupPairs.map(({ Description, ...pair }) => ({
      ...groupPeer(pair, region),
      description: Description,
    })),
  ];
  if (peers.length === 0) throw ec2Error("MissingParameter", networkTexts.noPeer);
  for (const { description } of peers) checkDescription(description);
  return peers;
}

/** Refuses what EC2 takes for no description of a rule. */
export function checkDescription(text = ""): void {
  if (/^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{0,255}$/.test(text)) return;
  throw ec2Error("InvalidParameterValue", networkTexts.invalidDescription);
}

/** A block as peer, in canonical form. */
export function ipv4Peer(text: string): RulePeer {
  const block = parseCidr(text);
  if (block !== undefined) return { kind: "ipv4", value: block.text };
  throw ec2Error("InvalidParameterValue", networkTexts.invalidRuleBlock(text));
}

export function ipv6Peer(text: string): RulePeer {
  const block = ipv6BlockText(text);
  if (block !== undefined) return { kind: "ipv6", value: block };
  throw ec2Error("InvalidParameterValue", networkTexts.invalidRuleBlock(text));
}

/** A group as peer; one of another account is not validated. */
export function groupPeer(
  pair: {
    GroupId?: string | undefined;
    GroupName?: string | undefined;
    UserId?: string | undefined;
  },
  region: Region,
): RulePeer {
  const { GroupId, GroupName = "", UserId } = pair;
  const isOther = UserId !== undefined && UserId !== "" && UserId !== region.account;
  if (isOther) return { kind: "group", value: GroupId ?? GroupName, account: UserId };
  if (GroupId !== undefined) return { kind: "group", value: existingGroup(region, GroupId).id };
  const named = securityGroupsOf(region).find(({ name }) => name === GroupName);
  if (named !== undefined) return { kind: "group", value: named.id };
  throw ec2Error("InvalidGroup.NotFound", networkTexts.unknownGroup(GroupName));
}
