/** What a launch said of an instance, and where in the network it therefore is. */
import type { Instance } from "../../domain/instance.ts";
import type { LaunchTemplateContents } from "../../domain/launch-template.ts";
import { defaultVpcId } from "../../domain/network.ts";
import { defaultGroupIdOf, findSubnet, subnetsOf } from "../../domain/network-records.ts";
import type { Region } from "../../domain/world.ts";

/**
 * The contents of the template version that the instance came from, while it exists, and before
 * them what RunInstances said.
 */
export function contentsBehind(instance: Instance, region: Region): LaunchTemplateContents {
  const { launchTemplate: origin } = instance;
  const template = region.launchTemplates.get(origin?.id ?? "");
  const data = template?.versions.get(Number(origin?.version))?.data ?? {};
  return instance.run === undefined ? data : { ...data, ...instance.run.contents };
}

/** Where a group names zones only, EC2 takes the default subnet of the zone. */
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

/** Unknown ones are shown without a name; where none is named it is the VPC's own. */
function groupsOf(instance: Instance, vpcId: string, region: Region) {
  const named = groupIdsOf(instance, region);
  const ownId = defaultGroupIdOf(vpcId, region);
  if (named.length === 0) return [{ GroupId: ownId, GroupName: "default" }];
  return named.map((GroupId) => {
    const made = region.ec2Records.get(GroupId);
    const isMade = made?.kind === "securityGroup";
    const GroupName = isMade ? made.name : GroupId === ownId ? "default" : undefined;
    return GroupName === undefined ? { GroupId } : { GroupId, GroupName };
  });
}

/** The groups that the launch named, at the instance or at its first network interface. */
export function groupIdsOf(instance: Instance, region: Region): readonly string[] {
  const { SecurityGroupIds = [], NetworkInterfaces } = contentsBehind(instance, region);
  const [first] = (NetworkInterfaces ?? []) as readonly { Groups?: readonly string[] }[];
  const configuration = region.launchConfigurations.get(instance.launchConfigurationName ?? "");
  const { SecurityGroups = [] } = configuration?.settings ?? {};
  const ofConfiguration = SecurityGroups as readonly string[];
  return [...SecurityGroupIds, ...(first?.Groups ?? []), ...ofConfiguration];
}
