/** Reads routes and route tables from requests, and shows them. */
import type {
  Route,
  RouteDestination,
  RouteTable,
  Vpc,
  VpcBlock,
} from "../../domain/ec2-record.ts";
import { blocksOf } from "../../domain/network-blocks.ts";
import { internetGatewaysOf, routeTablesOf, vpcsOf } from "../../domain/network-records.ts";
import { networkTexts } from "../../domain/texts/network-texts.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import { ipv6BlockText, readBlock } from "./cidr-blocks.ts";
import { existingVpc } from "./existing-network.ts";
import { presentAllTags } from "./tags.ts";

export type TableAnswer = NonNullable<Output<"ec2", "DescribeRouteTables">["RouteTables"]>[number];
type RouteAnswer = NonNullable<TableAnswer["Routes"]>[number];
export type RouteRequest = Input<"ec2", "CreateRoute">;

/** A table is its VPC's main one by an association without subnet or gateway. */
export function isMainTable({ associations }: RouteTable): boolean {
  return associations.some(isMain);
}

export function isMain({ subnetId, gatewayId }: RouteTable["associations"][number]): boolean {
  return subnetId === undefined && gatewayId === undefined;
}

export function presentRouteTable(table: RouteTable, region: Region): TableAnswer {
  return {
    Associations: table.associations.map((association) => ({
      Main: isMain(association),
      RouteTableAssociationId: association.id,
      RouteTableId: table.id,
      SubnetId: association.subnetId,
      GatewayId: association.gatewayId,
      AssociationState: { State: "associated" },
    })),
    PropagatingVgws: [],
    RouteTableId: table.id,
    Routes: presentRoutes(table, region),
    Tags: presentAllTags(table.tags),
    VpcId: table.vpcId,
    OwnerId: region.account,
  };
}

export function presentRoutes(table: RouteTable, region: Region): RouteAnswer[] {
  return [
    ...localRoutes(table, region),
    ...table.routes.map(
      ({ by, destination, target }): RouteAnswer => ({
        [by]: destination,
        [target.by]: target.id,
        Origin: "CreateRoute",
        State: leadsNowhere(target.id, table, region) ? "blackhole" : "active",
      }),
    ),
  ];
}

function localBlocks(vpc: Vpc): readonly VpcBlock[] {
  return [...blocksOf(vpc, "ipv4"), ...blocksOf(vpc, "ipv6")];
}

/** One to each block of the VPC. */
function localRoutes({ vpcId }: RouteTable, region: Region): RouteAnswer[] {
  const vpc = vpcsOf(region).find(({ id }) => id === vpcId);
  const blocks = vpc === undefined ? [] : localBlocks(vpc);
  return blocks.map(({ family, block }) => ({
    [family === "ipv6" ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock"]: block,
    GatewayId: "local",
    Origin: "CreateRouteTable",
    State: "active",
  }));
}

/** A route remains when its internet gateway is detached, but leads nowhere. */
function leadsNowhere(targetId: string, table: RouteTable, region: Region): boolean {
  if (!targetId.startsWith("igw-")) return false;
  const gateway = internetGatewaysOf(region).find(({ id }) => id === targetId);
  return gateway?.vpcId !== table.vpcId;
}

const destinations = [
  "DestinationCidrBlock",
  "DestinationIpv6CidrBlock",
  "DestinationPrefixListId",
] as const;

/** The request's only destination, in canonical form. */
export function readDestination(
  request: Pick<RouteRequest, RouteDestination>,
): Pick<Route, "by" | "destination"> {
  const named = destinations.filter((by) => (request[by] ?? "") !== "");
  const [by] = named;
  if (by === undefined || named.length > 1) {
    throw ec2Error("InvalidParameterCombination", networkTexts.noDestination);
  }
  const destination = request[by] ?? "";
  if (by === "DestinationCidrBlock") {
    return { by, destination: readBlock(destination, "destinationCidrBlock").text };
  }
  if (by === "DestinationPrefixListId") return { by, destination };
  const block = ipv6BlockText(destination);
  if (block !== undefined) return { by, destination: block };
  const message = networkTexts.notBlock(destination, "destinationIpv6CidrBlock");
  throw ec2Error("InvalidParameterValue", message);
}

const targets = [
  "GatewayId",
  "NatGatewayId",
  "TransitGatewayId",
  "VpcPeeringConnectionId",
  "InstanceId",
  "NetworkInterfaceId",
  "EgressOnlyInternetGatewayId",
  "LocalGatewayId",
  "CarrierGatewayId",
  "CoreNetworkArn",
  "VpcEndpointId",
  "OdbNetworkArn",
] as const;

/** The route's target; of all kinds only internet gateways and `local` are validated. */
export function readTarget(
  request: RouteRequest,
  table: RouteTable,
  region: Region,
): Route["target"] {
  const members = new Map(Object.entries(request));
  const named = targets.filter((by) => members.get(by) !== undefined && members.get(by) !== "");
  const [by] = named;
  if (by === undefined || named.length > 1) {
    throw ec2Error("InvalidParameterCombination", networkTexts.noTarget);
  }
  const id = String(members.get(by));
  if (id.startsWith("igw-")) checkGateway(id, table, region);
  // AWS shows a gateway load balancer's endpoint as a gateway.
  return { by: by === "VpcEndpointId" ? "GatewayId" : by, id };
}

function checkGateway(id: string, table: RouteTable, region: Region): void {
  const gateway = internetGatewaysOf(region).find((one) => one.id === id);
  if (gateway === undefined) {
    throw ec2Error("InvalidGatewayID.NotFound", networkTexts.unknownRouteTarget(id));
  }
  if (gateway.vpcId === table.vpcId) return;
  throw ec2Error("InvalidParameterValue", networkTexts.otherNetwork(table.id, id));
}

export function isLocal(destination: string, { vpcId }: RouteTable, region: Region): boolean {
  return localBlocks(existingVpc(region, vpcId)).some(({ block }) => block === destination);
}

/** The table's route to the request's destination, for a replacement. */
export function replacedRoute(
  request: Pick<RouteRequest, RouteDestination>,
  table: RouteTable,
): Route {
  const { by, destination } = readDestination(request);
  const route = table.routes.find((one) => one.by === by && one.destination === destination);
  if (route !== undefined) return route;
  throw ec2Error("InvalidParameterValue", networkTexts.noRouteToReplace(destination));
}

/** The table's route to the request's destination, for a deletion. */
export function existingRoute(
  request: Pick<RouteRequest, RouteDestination>,
  { id, routes }: RouteTable,
): Route {
  const { by, destination } = readDestination(request);
  const route = routes.find((one) => one.by === by && one.destination === destination);
  if (route !== undefined) return route;
  const member = by === "DestinationCidrBlock" ? "destination-cidr-block" : "destination";
  throw ec2Error("InvalidRoute.NotFound", networkTexts.unknownRoute(member, destination, id));
}

/** The association and its table. */
export function existingAssociation(region: Region, id = "") {
  for (const table of routeTablesOf(region)) {
    const association = table.associations.find((one) => one.id === id);
    if (association !== undefined) return { table, association };
  }
  throw ec2Error("InvalidAssociationID.NotFound", networkTexts.unknownAssociation(id));
}
