/** Finds the parts of the network that a request names, and refuses what is not there. */
import type {
  InternetGateway,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
} from "../domain/ec2-record.ts";
import {
  findSubnet,
  internetGatewaysOf,
  routeTablesOf,
  securityGroupsOf,
  vpcsOf,
} from "../domain/network-records.ts";
import { networkTexts } from "../domain/network-texts.ts";
import type { Region } from "../domain/world.ts";
import { ec2Error, type ServiceError } from "../model/faults.ts";

export function existingVpc(region: Region, id = ""): Vpc {
  return found(vpcsOf(region), id, unknownVpc);
}

export function existingSubnet(region: Region, id = ""): Subnet {
  const subnet = findSubnet(region, id);
  if (subnet === undefined) throw unknownSubnet(id);
  return subnet;
}

export function existingGroup(region: Region, id = ""): SecurityGroup {
  return found(securityGroupsOf(region), id, unknownGroup);
}

export function existingGateway(region: Region, id = ""): InternetGateway {
  return found(internetGatewaysOf(region), id, unknownGateway);
}

export function existingRouteTable(region: Region, id = ""): RouteTable {
  return found(routeTablesOf(region), id, unknownRouteTable);
}

export const unknownVpc = (id: string) =>
  ec2Error("InvalidVpcID.NotFound", networkTexts.unknownVpc(id));
export const unknownSubnet = (id: string) =>
  ec2Error("InvalidSubnetID.NotFound", networkTexts.unknownSubnet(id));
export const unknownGateway = (id: string) =>
  ec2Error("InvalidInternetGatewayID.NotFound", networkTexts.unknownGateway(id));
export const unknownRouteTable = (id: string) =>
  ec2Error("InvalidRouteTableID.NotFound", networkTexts.unknownRouteTable(id));
export const unknownAcl = (id: string) =>
  ec2Error("InvalidNetworkAclID.NotFound", networkTexts.unknownAcl(id));
export const unknownRule = (id: string) =>
  ec2Error("InvalidSecurityGroupRuleId.NotFound", networkTexts.unknownRule(id));

export function unknownGroup(id: string): ServiceError {
  if (id.startsWith("sg-")) return ec2Error("InvalidGroup.NotFound", networkTexts.unknownGroup(id));
  return ec2Error("InvalidGroupId.Malformed", networkTexts.malformed(id, "sg"));
}

/** All records, or those with the ids, each once; an id that is not there refuses the call. */
export function selectedRecords<R extends { readonly id: string }>(
  records: readonly R[],
  ids: readonly string[] | undefined,
  unknown: (id: string) => ServiceError,
): readonly R[] {
  if (ids === undefined || ids.length === 0) return records;
  return [...new Set(ids)].map((id) => found(records, id, unknown));
}

function found<R extends { readonly id: string }>(
  records: readonly R[],
  id: string,
  unknown: (id: string) => ServiceError,
): R {
  const record = records.find((one) => one.id === id);
  if (record === undefined) throw unknown(id);
  return record;
}
