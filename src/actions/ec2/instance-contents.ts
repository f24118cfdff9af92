/** Decides an instance's subnet and security groups from its launch's settings. */
import type { Instance } from "../../domain/instance.ts";
import { contentsBehind, groupsNamedIn } from "../../domain/launch-contents.ts";
import { defaultVpcId } from "../../domain/network.ts";
import {
  defaultGroupIdOf,
  findSubnet,
  securityGroupsOf,
  subnetsOf,
} from "../../domain/network-records.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import type { Region } from "../../domain/world.ts";

/** With zones only, EC2 uses the zone's default subnet. */
export function networkOf(instance: Instance, region: Region) {
  const subnet = findSubnet(region, instance.subnetId) ?? defaultSubnetIn(instance, region);
  const vpcId = subnet?.vpcId ?? defaultVpcId(region.account, region.name);
  return {
    vpcId,
    subnetId: instance.subnetId ?? subnet?.id,
    groups: groupsOf(instance, vpcId, region),
  };
}

function defaultSubnetIn({ availabilityZone: zone }: Instance, region: Region) {
  return subnetsOf(region).find((one) => one.isDefault && one.availabilityZone === zone);
}

/** The security groups, by default the VPC's own. */
function groupsOf(instance: Instance, vpcId: string, region: Region) {
  const named = groupsNamedIn(contentsBehind(instance, region));
  if (named.length > 0) return groupsNamed(named, vpcId, region);
  return [{ GroupId: defaultGroupIdOf(vpcId, region), GroupName: "default" }];
}

/** Groups by id, or by name as in launch configurations (G-288); unknown ones are shown too. */
export function groupsNamed(named: readonly string[], vpcId: string, region: Region) {
  const ownId = defaultGroupIdOf(vpcId, region);
  return named.map((text) => {
    if (!text.startsWith("sg-")) return groupWithName(text, vpcId, region);
    const made = region.ec2Records.get(text);
    const isMade = made?.kind === "securityGroup";
    const GroupName = isMade ? made.name : text === ownId ? "default" : undefined;
    return GroupName === undefined ? { GroupId: text } : { GroupId: text, GroupName };
  });
}

function groupWithName(GroupName: string, vpcId: string, region: Region) {
  const made = securityGroupsOf(region).find((one) => {
    return one.name === GroupName && one.vpcId === vpcId;
  });
  return { GroupId: made?.id ?? `sg-${stableHex(`${vpcId}/${GroupName}`)}`, GroupName };
}

/** The ids of the security groups that the launch named. */
export function groupIdsOf(instance: Instance, region: Region): readonly string[] {
  const named = groupsNamedIn(contentsBehind(instance, region));
  if (named.length === 0) return [];
  return networkOf(instance, region).groups.map(({ GroupId }) => GroupId);
}
