/** The operations of EC2's network, in alphabetical order. */
import type { Action } from "./action.ts";
import { associateRouteTable } from "./ec2/associate-route-table.ts";
import { attachInternetGateway } from "./ec2/attach-internet-gateway.ts";
import { authorizeSecurityGroupEgress } from "./ec2/authorize-security-group-egress.ts";
import { authorizeSecurityGroupIngress } from "./ec2/authorize-security-group-ingress.ts";
import { createInternetGateway } from "./ec2/create-internet-gateway.ts";
import { createRoute } from "./ec2/create-route.ts";
import { createRouteTable } from "./ec2/create-route-table.ts";
import { createSecurityGroup } from "./ec2/create-security-group.ts";
import { createSubnet } from "./ec2/create-subnet.ts";
import { createVpc } from "./ec2/create-vpc.ts";
import { deleteInternetGateway } from "./ec2/delete-internet-gateway.ts";
import { deleteRoute } from "./ec2/delete-route.ts";
import { deleteRouteTable } from "./ec2/delete-route-table.ts";
import { deleteSecurityGroup } from "./ec2/delete-security-group.ts";
import { deleteSubnet } from "./ec2/delete-subnet.ts";
import { deleteVpc } from "./ec2/delete-vpc.ts";
import { describeInternetGateways } from "./ec2/describe-internet-gateways.ts";
import { describeNetworkAcls } from "./ec2/describe-network-acls.ts";
import { describeRouteTables } from "./ec2/describe-route-tables.ts";
import { describeSecurityGroupRules } from "./ec2/describe-security-group-rules.ts";
import { describeSecurityGroups } from "./ec2/describe-security-groups.ts";
import { describeSubnets } from "./ec2/describe-subnets.ts";
import { describeVpcAttribute } from "./ec2/describe-vpc-attribute.ts";
import { describeVpcClassicLink } from "./ec2/describe-vpc-classic-link.ts";
import { describeVpcClassicLinkDnsSupport } from "./ec2/describe-vpc-classic-link-dns-support.ts";
import { describeVpcs } from "./ec2/describe-vpcs.ts";
import { detachInternetGateway } from "./ec2/detach-internet-gateway.ts";
import { disassociateRouteTable } from "./ec2/disassociate-route-table.ts";
import { modifySecurityGroupRules } from "./ec2/modify-security-group-rules.ts";
import { modifySubnetAttribute } from "./ec2/modify-subnet-attribute.ts";
import { modifyVpcAttribute } from "./ec2/modify-vpc-attribute.ts";
import { replaceRoute } from "./ec2/replace-route.ts";
import { replaceRouteTableAssociation } from "./ec2/replace-route-table-association.ts";
import { revokeSecurityGroupEgress } from "./ec2/revoke-security-group-egress.ts";
import { revokeSecurityGroupIngress } from "./ec2/revoke-security-group-ingress.ts";

export const networkActions: readonly Action[] = [
  associateRouteTable,
  attachInternetGateway,
  authorizeSecurityGroupEgress,
  authorizeSecurityGroupIngress,
  createInternetGateway,
  createRoute,
  createRouteTable,
  createSecurityGroup,
  createSubnet,
  createVpc,
  deleteInternetGateway,
  deleteRoute,
  deleteRouteTable,
  deleteSecurityGroup,
  deleteSubnet,
  deleteVpc,
  describeInternetGateways,
  describeNetworkAcls,
  describeRouteTables,
  describeSecurityGroupRules,
  describeSecurityGroups,
  describeSubnets,
  describeVpcAttribute,
  describeVpcClassicLink,
  describeVpcClassicLinkDnsSupport,
  describeVpcs,
  detachInternetGateway,
  disassociateRouteTable,
  modifySecurityGroupRules,
  modifySubnetAttribute,
  modifyVpcAttribute,
  replaceRoute,
  replaceRouteTableAssociation,
  revokeSecurityGroupEgress,
  revokeSecurityGroupIngress,
];
