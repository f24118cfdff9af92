/** Finds the users of a network: instances and load balancers. */
import { recordsOf } from "../../domain/load-balancing.ts";
import type { Region } from "../../domain/world.ts";
import { groupIdsOf } from "./instance-contents.ts";

/** The load balancers with an address in the subnet. */
export function balancersIn(subnetId: string, region: Region): number {
  const classic = recordsOf(region, "classicLoadBalancer").filter(({ members }) => {
    const subnets = (members.Subnets ?? []) as readonly string[];
    return subnets.includes(subnetId);
  });
  const others = recordsOf(region, "loadBalancer").filter(({ members }) => {
    const zones = (members.AvailabilityZones ?? []) as readonly { SubnetId?: string }[];
    return zones.some(({ SubnetId }) => SubnetId === subnetId);
  });
  return classic.length + others.length;
}

/** Whether an instance that is not terminated, or a load balancer, has the security group. */
export function isGroupUsed(groupId: string, region: Region): boolean {
  const isOfInstance = [...region.instances.values()].some(
    (instance) =>
      instance.ec2State !== "terminated" && groupIdsOf(instance, region).includes(groupId),
  );
  const balancers = [
    ...recordsOf(region, "loadBalancer"),
    ...recordsOf(region, "classicLoadBalancer"),
  ];
  const isOfBalancer = balancers.some(({ members }) => {
    const groups = (members.SecurityGroups ?? []) as readonly string[];
    return groups.includes(groupId);
  });
  return isOfInstance || isOfBalancer;
}
