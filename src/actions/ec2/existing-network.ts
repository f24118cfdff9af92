/** Finds the network records that a request names, and refuses unknown ones. */
import type {
  InternetGateway,
  RouteTable,
  SecurityGroup,
  Subnet,
  Vpc,
} from "../../domain/ec2-record.ts";
import {
  findSubnet,
  internetGatewaysOf,
  routeTablesOf,
  securityGroupsOf,
  vpcsOf,
} from "../../domain/network-records.ts";
import { networkTexts } from "../../domain/texts/network-texts.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error, type ServiceError } from "../../model/faults.ts";

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

export const unknownVpc = unknownOr("vpc", {
  malformed: (text) => ec2Error("InvalidVpcID.Malformed", text),
  unknown: (id) => ec2Error("InvalidVpcID.NotFound", networkTexts.unknownVpc(id)),
});
export const unknownSubnet = unknownOr("subnet", {
  malformed: (text) => ec2Error("InvalidSubnetID.Malformed", text),
  unknown: (id) => ec2Error("InvalidSubnetID.NotFound", networkTexts.unknownSubnet(id)),
});
export const unknownInterface = unknownOr("eni", {
  malformed: (text) => ec2Error("InvalidNetworkInterfaceId.Malformed", text),
  unknown: (id) => {
    const message = `The networkInterface ID '${id}' does not exist`;
    return ec2Error("InvalidNetworkInterfaceID.NotFound", message);
  },
});
export const unknownGateway = unknownOr("igw", {
  malformed: (text) => ec2Error("InvalidInternetGatewayId.Malformed", text),
  unknown: (id) => ec2Error("InvalidInternetGatewayID.NotFound", networkTexts.unknownGateway(id)),
});
export const unknownRouteTable = unknownOr("rtb", {
  malformed: (text) => ec2Error("InvalidRouteTableId.Malformed", text),
  unknown: (id) => ec2Error("InvalidRouteTableID.NotFound", networkTexts.unknownRouteTable(id)),
});
export const unknownAcl = unknownOr("acl", {
  malformed: (text) => ec2Error("InvalidNetworkAclId.Malformed", text),
  unknown: (id) => ec2Error("InvalidNetworkAclID.NotFound", networkTexts.unknownAcl(id)),
});
export const unknownRule = unknownOr("sgr", {
  malformed: (text) => ec2Error("InvalidSecurityGroupRuleId.Malformed", text),
  unknown: (id) => ec2Error("InvalidSecurityGroupRuleId.NotFound", networkTexts.unknownRule(id)),
});
export const unknownGroup = unknownOr("sg", {
  malformed: (text) => ec2Error("InvalidGroupId.Malformed", text),
  unknown: (id) => ec2Error("InvalidGroup.NotFound", networkTexts.unknownGroup(id)),
});

interface IdRefusals {
  readonly malformed: (text: string) => ServiceError;
  readonly unknown: (id: string) => ServiceError;
}

/** EC2 distinguishes malformed ids from unknown ones, with irregular spellings of the codes. */
export function unknownOr(
  prefix: string,
  { malformed, unknown }: IdRefusals,
): (id: string) => ServiceError {
  return (id) =>
    id.startsWith(`${prefix}-`) ? unknown(id) : malformed(networkTexts.malformed(id, prefix));
}

/** All records, or those with these ids, each once; an unknown id refuses the call. */
export function selectedRecords<R extends { readonly id: string }>(
  records: readonly R[],
  ids: readonly string[] | undefined,
  unknown: (id: string) => ServiceError,
): readonly R[] {
  if (ids === undefined || ids.length === 0) return records;
  return [...new Set(ids)].map((id) => found(records, id, unknown));
}

export function found<R extends { readonly id: string }>(
  records: readonly R[],
  id: string,
  unknown: (id: string) => ServiceError,
): R {
  const record = records.find((one) => one.id === id);
  if (record === undefined) throw unknown(id);
  return record;
}
