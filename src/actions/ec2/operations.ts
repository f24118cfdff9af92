/** The operations of EC2 that are emulated, by AWS's name. */
import type { Operations } from "../action.ts";
import { associateRouteTable } from "./associate-route-table.ts";
import { attachInternetGateway } from "./attach-internet-gateway.ts";
import { authorizeSecurityGroupEgress } from "./authorize-security-group-egress.ts";
import { authorizeSecurityGroupIngress } from "./authorize-security-group-ingress.ts";
import { copyImage } from "./copy-image.ts";
import { createImage } from "./create-image.ts";
import { createInternetGateway } from "./create-internet-gateway.ts";
import { createKeyPair } from "./create-key-pair.ts";
import { createLaunchTemplate } from "./create-launch-template.ts";
import { createLaunchTemplateVersion } from "./create-launch-template-version.ts";
import { createRoute } from "./create-route.ts";
import { createRouteTable } from "./create-route-table.ts";
import { createSecurityGroup } from "./create-security-group.ts";
import { createSubnet } from "./create-subnet.ts";
import { createTags } from "./create-tags.ts";
import { createVpc } from "./create-vpc.ts";
import { deleteInternetGateway } from "./delete-internet-gateway.ts";
import { deleteKeyPair } from "./delete-key-pair.ts";
import { deleteLaunchTemplate } from "./delete-launch-template.ts";
import { deleteLaunchTemplateVersions } from "./delete-launch-template-versions.ts";
import { deleteRoute } from "./delete-route.ts";
import { deleteRouteTable } from "./delete-route-table.ts";
import { deleteSecurityGroup } from "./delete-security-group.ts";
import { deleteSnapshot } from "./delete-snapshot.ts";
import { deleteSubnet } from "./delete-subnet.ts";
import { deleteTags } from "./delete-tags.ts";
import { deleteVpc } from "./delete-vpc.ts";
import { deregisterImage } from "./deregister-image.ts";
import { describeAccountAttributes } from "./describe-account-attributes.ts";
import { describeAvailabilityZones } from "./describe-availability-zones.ts";
import { describeImages } from "./describe-images.ts";
import { describeInstanceAttribute } from "./describe-instance-attribute.ts";
import { describeInstanceCreditSpecifications } from "./describe-instance-credit-specifications.ts";
import { describeInstanceStatus } from "./describe-instance-status.ts";
import { describeInstanceTypeOfferings } from "./describe-instance-type-offerings.ts";
import { describeInstanceTypes } from "./describe-instance-types.ts";
import { describeInstances } from "./describe-instances.ts";
import { describeInternetGateways } from "./describe-internet-gateways.ts";
import { describeKeyPairs } from "./describe-key-pairs.ts";
import { describeLaunchTemplateVersions } from "./describe-launch-template-versions.ts";
import { describeLaunchTemplates } from "./describe-launch-templates.ts";
import { describeNetworkAcls } from "./describe-network-acls.ts";
import { describeNetworkInterfaces } from "./describe-network-interfaces.ts";
import { describeRegions } from "./describe-regions.ts";
import { describeRouteTables } from "./describe-route-tables.ts";
import { describeSecurityGroupRules } from "./describe-security-group-rules.ts";
import { describeSecurityGroups } from "./describe-security-groups.ts";
import { describeSubnets } from "./describe-subnets.ts";
import { describeTags } from "./describe-tags.ts";
import { describeVolumes } from "./describe-volumes.ts";
import { describeVpcAttribute } from "./describe-vpc-attribute.ts";
import { describeVpcClassicLink } from "./describe-vpc-classic-link.ts";
import { describeVpcClassicLinkDnsSupport } from "./describe-vpc-classic-link-dns-support.ts";
import { describeVpcs } from "./describe-vpcs.ts";
import { detachInternetGateway } from "./detach-internet-gateway.ts";
import { disassociateRouteTable } from "./disassociate-route-table.ts";
import { getLaunchTemplateData } from "./get-launch-template-data.ts";
import { importKeyPair } from "./import-key-pair.ts";
import { modifyLaunchTemplate } from "./modify-launch-template.ts";
import { modifySecurityGroupRules } from "./modify-security-group-rules.ts";
import { modifySubnetAttribute } from "./modify-subnet-attribute.ts";
import { modifyVpcAttribute } from "./modify-vpc-attribute.ts";
import { registerImage } from "./register-image.ts";
import { replaceRoute } from "./replace-route.ts";
import { replaceRouteTableAssociation } from "./replace-route-table-association.ts";
import { revokeSecurityGroupEgress } from "./revoke-security-group-egress.ts";
import { revokeSecurityGroupIngress } from "./revoke-security-group-ingress.ts";
import { runInstances } from "./run-instances.ts";
import { startInstances } from "./start-instances.ts";
import { stopInstances } from "./stop-instances.ts";
import { terminateInstances } from "./terminate-instances.ts";

export const ec2Operations = {
  AssociateRouteTable: associateRouteTable,
  AttachInternetGateway: attachInternetGateway,
  AuthorizeSecurityGroupEgress: authorizeSecurityGroupEgress,
  AuthorizeSecurityGroupIngress: authorizeSecurityGroupIngress,
  CopyImage: copyImage,
  CreateImage: createImage,
  CreateInternetGateway: createInternetGateway,
  CreateKeyPair: createKeyPair,
  CreateLaunchTemplate: createLaunchTemplate,
  CreateLaunchTemplateVersion: createLaunchTemplateVersion,
  CreateRoute: createRoute,
  CreateRouteTable: createRouteTable,
  CreateSecurityGroup: createSecurityGroup,
  CreateSubnet: createSubnet,
  CreateTags: createTags,
  CreateVpc: createVpc,
  DeleteInternetGateway: deleteInternetGateway,
  DeleteKeyPair: deleteKeyPair,
  DeleteLaunchTemplate: deleteLaunchTemplate,
  DeleteLaunchTemplateVersions: deleteLaunchTemplateVersions,
  DeleteRoute: deleteRoute,
  DeleteRouteTable: deleteRouteTable,
  DeleteSecurityGroup: deleteSecurityGroup,
  DeleteSnapshot: deleteSnapshot,
  DeleteSubnet: deleteSubnet,
  DeleteTags: deleteTags,
  DeleteVpc: deleteVpc,
  DeregisterImage: deregisterImage,
  DescribeAccountAttributes: describeAccountAttributes,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeImages: describeImages,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstanceCreditSpecifications: describeInstanceCreditSpecifications,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceTypeOfferings: describeInstanceTypeOfferings,
  DescribeInstanceTypes: describeInstanceTypes,
  DescribeInstances: describeInstances,
  DescribeInternetGateways: describeInternetGateways,
  DescribeKeyPairs: describeKeyPairs,
  DescribeLaunchTemplateVersions: describeLaunchTemplateVersions,
  DescribeLaunchTemplates: describeLaunchTemplates,
  DescribeNetworkAcls: describeNetworkAcls,
  DescribeNetworkInterfaces: describeNetworkInterfaces,
  DescribeRegions: describeRegions,
  DescribeRouteTables: describeRouteTables,
  DescribeSecurityGroupRules: describeSecurityGroupRules,
  DescribeSecurityGroups: describeSecurityGroups,
  DescribeSubnets: describeSubnets,
  DescribeTags: describeTags,
  DescribeVolumes: describeVolumes,
  DescribeVpcAttribute: describeVpcAttribute,
  DescribeVpcClassicLink: describeVpcClassicLink,
  DescribeVpcClassicLinkDnsSupport: describeVpcClassicLinkDnsSupport,
  DescribeVpcs: describeVpcs,
  DetachInternetGateway: detachInternetGateway,
  DisassociateRouteTable: disassociateRouteTable,
  GetLaunchTemplateData: getLaunchTemplateData,
  ImportKeyPair: importKeyPair,
  ModifyLaunchTemplate: modifyLaunchTemplate,
  ModifySecurityGroupRules: modifySecurityGroupRules,
  ModifySubnetAttribute: modifySubnetAttribute,
  ModifyVpcAttribute: modifyVpcAttribute,
  RegisterImage: registerImage,
  ReplaceRoute: replaceRoute,
  ReplaceRouteTableAssociation: replaceRouteTableAssociation,
  RevokeSecurityGroupEgress: revokeSecurityGroupEgress,
  RevokeSecurityGroupIngress: revokeSecurityGroupIngress,
  RunInstances: runInstances,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  TerminateInstances: terminateInstances,
} as const satisfies Partial<Operations<"ec2">>;
