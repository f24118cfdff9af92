/** The emulated operations of EC2, by AWS's name. */
import type { Operations } from "../action.ts";
import { describeAccountAttributes } from "./account/describe-account-attributes.ts";
import { describeAvailabilityZones } from "./account/describe-availability-zones.ts";
import { describeRegions } from "./account/describe-regions.ts";
import { copyImage } from "./images/copy-image.ts";
import { createImage } from "./images/create-image.ts";
import { deleteSnapshot } from "./images/delete-snapshot.ts";
import { deregisterImage } from "./images/deregister-image.ts";
import { describeImages } from "./images/describe-images.ts";
import { registerImage } from "./images/register-image.ts";
import { describeInstanceTypeOfferings } from "./instance-types/describe-instance-type-offerings.ts";
import { describeInstanceTypes } from "./instance-types/describe-instance-types.ts";
import { deleteNetworkInterface } from "./instances/delete-network-interface.ts";
import { describeInstanceAttribute } from "./instances/describe-instance-attribute.ts";
import { describeInstanceCreditSpecifications } from "./instances/describe-instance-credit-specifications.ts";
import { describeInstanceStatus } from "./instances/describe-instance-status.ts";
import { describeInstances } from "./instances/describe-instances.ts";
import { describeNetworkInterfaces } from "./instances/describe-network-interfaces.ts";
import { describeVolumes } from "./instances/describe-volumes.ts";
import { runInstances } from "./instances/run-instances.ts";
import { startInstances } from "./instances/start-instances.ts";
import { stopInstances } from "./instances/stop-instances.ts";
import { terminateInstances } from "./instances/terminate-instances.ts";
import { createKeyPair } from "./key-pairs/create-key-pair.ts";
import { deleteKeyPair } from "./key-pairs/delete-key-pair.ts";
import { describeKeyPairs } from "./key-pairs/describe-key-pairs.ts";
import { importKeyPair } from "./key-pairs/import-key-pair.ts";
import { createLaunchTemplate } from "./launch-templates/create-launch-template.ts";
import { createLaunchTemplateVersion } from "./launch-templates/create-launch-template-version.ts";
import { deleteLaunchTemplate } from "./launch-templates/delete-launch-template.ts";
import { deleteLaunchTemplateVersions } from "./launch-templates/delete-launch-template-versions.ts";
import { describeLaunchTemplateVersions } from "./launch-templates/describe-launch-template-versions.ts";
import { describeLaunchTemplates } from "./launch-templates/describe-launch-templates.ts";
import { getLaunchTemplateData } from "./launch-templates/get-launch-template-data.ts";
import { modifyLaunchTemplate } from "./launch-templates/modify-launch-template.ts";
import { associateVpcCidrBlock } from "./networks/associate-vpc-cidr-block.ts";
import { attachInternetGateway } from "./networks/attach-internet-gateway.ts";
import { createInternetGateway } from "./networks/create-internet-gateway.ts";
import { createSubnet } from "./networks/create-subnet.ts";
import { createVpc } from "./networks/create-vpc.ts";
import { deleteInternetGateway } from "./networks/delete-internet-gateway.ts";
import { deleteSubnet } from "./networks/delete-subnet.ts";
import { deleteVpc } from "./networks/delete-vpc.ts";
import { describeInternetGateways } from "./networks/describe-internet-gateways.ts";
import { describeNetworkAcls } from "./networks/describe-network-acls.ts";
import { describeSubnets } from "./networks/describe-subnets.ts";
import { describeVpcAttribute } from "./networks/describe-vpc-attribute.ts";
import { describeVpcClassicLink } from "./networks/describe-vpc-classic-link.ts";
import { describeVpcClassicLinkDnsSupport } from "./networks/describe-vpc-classic-link-dns-support.ts";
import { describeVpcs } from "./networks/describe-vpcs.ts";
import { detachInternetGateway } from "./networks/detach-internet-gateway.ts";
import { disassociateVpcCidrBlock } from "./networks/disassociate-vpc-cidr-block.ts";
import { modifySubnetAttribute } from "./networks/modify-subnet-attribute.ts";
import { modifyVpcAttribute } from "./networks/modify-vpc-attribute.ts";
import { associateRouteTable } from "./route-tables/associate-route-table.ts";
import { createRoute } from "./route-tables/create-route.ts";
import { createRouteTable } from "./route-tables/create-route-table.ts";
import { deleteRoute } from "./route-tables/delete-route.ts";
import { deleteRouteTable } from "./route-tables/delete-route-table.ts";
import { describeRouteTables } from "./route-tables/describe-route-tables.ts";
import { disassociateRouteTable } from "./route-tables/disassociate-route-table.ts";
import { replaceRoute } from "./route-tables/replace-route.ts";
import { replaceRouteTableAssociation } from "./route-tables/replace-route-table-association.ts";
import { authorizeSecurityGroupEgress } from "./security-groups/authorize-security-group-egress.ts";
import { authorizeSecurityGroupIngress } from "./security-groups/authorize-security-group-ingress.ts";
import { createSecurityGroup } from "./security-groups/create-security-group.ts";
import { deleteSecurityGroup } from "./security-groups/delete-security-group.ts";
import { describeSecurityGroupRules } from "./security-groups/describe-security-group-rules.ts";
import { describeSecurityGroups } from "./security-groups/describe-security-groups.ts";
import { modifySecurityGroupRules } from "./security-groups/modify-security-group-rules.ts";
import { revokeSecurityGroupEgress } from "./security-groups/revoke-security-group-egress.ts";
import { revokeSecurityGroupIngress } from "./security-groups/revoke-security-group-ingress.ts";
import { createTags } from "./tagging/create-tags.ts";
import { deleteTags } from "./tagging/delete-tags.ts";
import { describeTags } from "./tagging/describe-tags.ts";

export const ec2Operations = {
  AssociateRouteTable: associateRouteTable,
  AssociateVpcCidrBlock: associateVpcCidrBlock,
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
  DeleteNetworkInterface: deleteNetworkInterface,
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
  DisassociateVpcCidrBlock: disassociateVpcCidrBlock,
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
