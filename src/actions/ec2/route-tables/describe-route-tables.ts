/** DescribeRouteTables: each VPC's main table, and created ones. */
import type { RouteTable } from "../../../domain/ec2-record.ts";
import { routeTablesOf } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedRecords, unknownRouteTable } from "../existing-network.ts";
import { type FilterReaders, filtered, tagReaders } from "../filters.ts";
import { ec2Page } from "../page.ts";
import { isMain, presentRoutes, presentRouteTable } from "../route-tables.ts";

export const describeRouteTables = defineAction(
  "ec2",
  "DescribeRouteTables",
  (input, { region }) => {
    answerDryRun(input);
    const all = routeTablesOf(region);
    const selected = selectedRecords(all, input.RouteTableIds, unknownRouteTable);
    const tables = filtered(selected, input.Filters, {
      ...associationReaders,
      ...routeReaders(region),
      "route.egress-only-internet-gateway-id": () => [],
      "owner-id": () => [region.account],
      "route-table-id": ({ id }) => [id],
      "vpc-id": ({ vpcId }) => [vpcId],
      ...tagReaders(input.Filters, ({ tags }: RouteTable) => tags),
    });
    const { items, nextToken } = ec2Page(tables, input, {
      region,
      operation: "DescribeRouteTables",
      smallest: 5,
      largest: 100,
      keyOf: ({ id }) => id,
    });
    const RouteTables = items.map((table) => presentRouteTable(table, region));
    return { output: { RouteTables, NextToken: nextToken } };
  },
);

type Association = RouteTable["associations"][number];

const ofAssociations =
  (read: (association: Association) => string | undefined) =>
  ({ associations }: RouteTable) =>
    associations.map(read).filter((value) => value !== undefined);

const associationReaders: FilterReaders<RouteTable> = {
  "association.gateway-id": ofAssociations(({ gatewayId }) => gatewayId),
  "association.main": ofAssociations((association) => String(isMain(association))),
  "association.route-table-association-id": ofAssociations(({ id }) => id),
  "association.route-table-id": ({ id, associations }) => associations.map(() => id),
  "association.subnet-id": ofAssociations(({ subnetId }) => subnetId),
};

/** The member of a route that each filter reads. */
const routeMembers = {
  "route.destination-cidr-block": "DestinationCidrBlock",
  "route.destination-ipv6-cidr-block": "DestinationIpv6CidrBlock",
  "route.destination-prefix-list-id": "DestinationPrefixListId",
  "route.gateway-id": "GatewayId",
  "route.instance-id": "InstanceId",
  "route.nat-gateway-id": "NatGatewayId",
  "route.origin": "Origin",
  "route.state": "State",
  "route.transit-gateway-id": "TransitGatewayId",
  "route.vpc-peering-connection-id": "VpcPeeringConnectionId",
} as const;

function routeReaders(region: Region): FilterReaders<RouteTable> {
  const readers = Object.entries(routeMembers).map(([filter, member]) => {
    const read = (table: RouteTable) =>
      presentRoutes(table, region)
        .map((route) => route[member])
        .filter((value) => value !== undefined);
    return [filter, read] as const;
  });
  return Object.fromEntries(readers);
}
