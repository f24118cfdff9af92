/** Rows of EC2's networks: VPCs, subnets, gateways, route tables, security groups. */
import { expect } from "vitest";
import { newName } from "../../../support/fleet.ts";
import { type Refused, type Table, unknownId } from "./rows.ts";
import {
  associated,
  connected,
  digits,
  everywhere,
  gateway,
  https,
  openGroup,
  routed,
  routeTable,
  securityGroup,
  subnet,
  tagged,
  unrouted,
  VpcId,
  vpc,
} from "./scenes.ts";
import type { Stage } from "./stage.ts";

const ofVpc = async (stage: Stage) => ({ VpcId: await vpc(stage) });
const ofSubnet = async (stage: Stage) => ({ SubnetId: await subnet(stage) });
const ofGateway = async (stage: Stage) => ({ InternetGatewayId: await gateway(stage) });
const ofTable = async (stage: Stage) => ({ RouteTableId: await routeTable(stage) });

const noVpc = (more: object = {}) =>
  unknownId("InvalidVpcID.NotFound", { VpcId: `vpc-${digits}` }, more);
const noSubnet = (more: object = {}) =>
  unknownId("InvalidSubnetID.NotFound", { SubnetId: `subnet-${digits}` }, more);
const noGateway = (more: object = {}) =>
  unknownId("InvalidInternetGatewayID.NotFound", { InternetGatewayId: `igw-${digits}` }, more);
const noTable = (more: object = {}) =>
  unknownId("InvalidRouteTableID.NotFound", { RouteTableId: `rtb-${digits}` }, more);
const noGroup = (more: object = {}) => [
  unknownId("InvalidGroup.NotFound", { GroupId: `sg-${digits}` }, more),
  unknownId("InvalidGroupId.Malformed", { GroupId: "web" }, more),
];
const listed = (code: string, member: string, id: string) => [
  unknownId(code, { [member]: [id] }, {}),
];
const inUse = (says: string, input: Refused["input"]): Refused => ({
  says,
  input,
  code: "DependencyViolation",
  about: "depende",
});

const outwards = {
  IpPermissions: [
    { IpProtocol: "udp", FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: "10.0.0.0/8" }] },
  ],
};
const lettingOut = async (stage: Stage) => {
  const input = { GroupId: await securityGroup(stage), ...outwards };
  await stage.send("ec2", "AuthorizeSecurityGroupEgress", input);
  return input;
};
const lettingIn = async (stage: Stage) => ({ GroupId: (await openGroup(stage)).GroupId, ...https });
const noPermission = (direction: object): Refused => ({
  says: "a rule that is not there",
  input: async (stage) => ({ GroupId: await securityGroup(stage), ...direction }),
  code: "InvalidPermission.NotFound",
  about: "does not exist in this security group",
});
const changedTo = (peer: object, code: string, about: string): Refused => ({
  says: `a rule from ${Object.keys(peer).length} peers`,
  input: async (stage) => {
    const { GroupId, rule } = await openGroup(stage);
    const SecurityGroupRule = { IpProtocol: "tcp", FromPort: 1, ToPort: 2, ...peer };
    return { GroupId, SecurityGroupRules: [{ SecurityGroupRuleId: rule, SecurityGroupRule }] };
  },
  code,
  about,
});
const noPorts = { IpPermissions: [{ IpProtocol: "tcp", IpRanges: [{ CidrIp: "10.0.0.0/8" }] }] };
const portless: Refused = {
  says: "TCP without ports",
  input: async (stage) => ({ GroupId: await securityGroup(stage), ...noPorts }),
  code: "InvalidParameterValue",
  about: "Must specify both from and to ports",
};
const withoutClassic = (input: object): Refused => ({
  says: "everywhere, as in regions without EC2-Classic",
  input: () => input,
  code: "UnsupportedOperation",
  about: "not available in this region",
});

export const networkTable: Table = {
  CreateVpc: {
    accepted: [
      {
        says: "with tags",
        input: () => ({ CidrBlock: "10.7.0.0/16", ...tagged("vpc") }),
        answer: ({ Vpc }) => expect(Vpc).toMatchObject({ CidrBlock: "10.7.0.0/16" }),
      },
    ],
    refused: [
      {
        says: "a block that is too large",
        input: () => ({ CidrBlock: "10.0.0.0/8" }),
        code: "InvalidVpc.Range",
        about: "10.0.0.0/8",
      },
      {
        says: "no block",
        input: () => ({ CidrBlock: "ten" }),
        code: "InvalidParameterValue",
        about: "This is not a valid CIDR block",
      },
    ],
  },
  AssociateVpcCidrBlock: {
    accepted: [
      {
        says: "one of IPv4",
        input: async (stage) => ({ ...(await ofVpc(stage)), CidrBlock: "10.9.0.0/24" }),
      },
      {
        says: "one of Amazon's",
        input: async (stage) => ({ ...(await ofVpc(stage)), AmazonProvidedIpv6CidrBlock: true }),
      },
    ],
    refused: [
      noVpc({ CidrBlock: "10.9.0.0/24" }),
      {
        says: "no block",
        input: ofVpc,
        code: "MissingParameter",
        about: "should be provided",
      },
    ],
  },
  DisassociateVpcCidrBlock: {
    accepted: [
      {
        says: "one that was associated",
        input: async (stage) => {
          const given = { ...(await ofVpc(stage)), CidrBlock: "10.9.0.0/24" };
          const answer = await stage.send("ec2", "AssociateVpcCidrBlock", given);
          const { AssociationId } = answer.CidrBlockAssociation as { AssociationId?: string };
          return { AssociationId };
        },
      },
    ],
    refused: [
      unknownId(
        "InvalidVpcCidrBlockAssociationID.NotFound",
        { AssociationId: `vpc-cidr-assoc-${digits}` },
        {},
      ),
    ],
  },
  DeleteVpc: {
    accepted: [{ says: "an empty one", input: ofVpc }],
    refused: [
      noVpc(),
      inUse("one with a subnet", async (stage) => {
        const inVpc = await vpc(stage);
        await subnet(stage, inVpc);
        return { VpcId: inVpc };
      }),
    ],
  },
  DescribeVpcs: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ VpcIds: [await vpc(stage), VpcId] }),
        answer: ({ Vpcs }) => expect(Vpcs).toHaveLength(2),
      },
    ],
    refused: [
      ...listed("InvalidVpcID.NotFound", "VpcIds", `vpc-${digits}`),
      ...listed("InvalidVpcID.Malformed", "VpcIds", "web"),
    ],
  },
  DescribeVpcAttribute: {
    accepted: [
      {
        says: "of the default one",
        input: () => ({ VpcId, Attribute: "enableDnsHostnames" }),
        answer: (answer) => expect(answer).toEqual({ VpcId, EnableDnsHostnames: { Value: true } }),
      },
    ],
    refused: [noVpc({ Attribute: "enableDnsSupport" })],
  },
  ModifyVpcAttribute: {
    accepted: [
      {
        says: "one switch",
        input: async (stage) => ({ ...(await ofVpc(stage)), EnableDnsHostnames: { Value: true } }),
      },
    ],
    refused: [
      noVpc({ EnableDnsSupport: { Value: true } }),
      {
        says: "no switch",
        input: ofVpc,
        code: "InvalidParameterCombination",
        about: "exactly one attribute",
      },
    ],
  },
  DescribeVpcClassicLink: { accepted: [], refused: [withoutClassic({})] },
  DescribeVpcClassicLinkDnsSupport: { accepted: [], refused: [withoutClassic({})] },
  CreateSubnet: {
    accepted: [
      {
        says: "in a zone",
        input: async (stage) => ({
          ...(await ofVpc(stage)),
          CidrBlock: "10.7.2.0/24",
          ...tagged("subnet"),
          AvailabilityZone: "us-east-1b",
        }),
        answer: ({ Subnet }) => expect(Subnet).toMatchObject({ AvailabilityZone: "us-east-1b" }),
      },
    ],
    refused: [
      noVpc({ CidrBlock: "10.7.2.0/24" }),
      {
        says: "a zone of another region",
        input: async (stage) => ({
          ...(await ofVpc(stage)),
          CidrBlock: "10.7.2.0/24",
          AvailabilityZone: "eu-west-1a",
        }),
        code: "InvalidParameterValue",
        about:
          "Value (eu-west-1a) for parameter availabilityZone is invalid. Subnets can currently " +
          "only be created in the following availability zones: us-east-1a, us-east-1b, ",
      },
      {
        says: "a block outside of the VPC's",
        input: async (stage) => ({ ...(await ofVpc(stage)), CidrBlock: "10.8.0.0/24" }),
        code: "InvalidSubnet.Range",
        about: "10.8.0.0/24",
      },
      {
        says: "a block that is taken",
        input: async (stage) => {
          const inVpc = await vpc(stage);
          await subnet(stage, inVpc);
          return { VpcId: inVpc, CidrBlock: "10.7.1.0/24" };
        },
        code: "InvalidSubnet.Conflict",
        about: "10.7.1.0/24",
      },
    ],
  },
  DeleteSubnet: {
    accepted: [{ says: "an empty one", input: ofSubnet }],
    refused: [noSubnet()],
  },
  DescribeSubnets: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ SubnetIds: [await subnet(stage), stage.subnets[0]] }),
        answer: ({ Subnets }) => expect(Subnets).toHaveLength(2),
      },
    ],
    refused: [
      ...listed("InvalidSubnetID.NotFound", "SubnetIds", `subnet-${digits}`),
      ...listed("InvalidSubnetID.Malformed", "SubnetIds", "web"),
    ],
  },
  ModifySubnetAttribute: {
    accepted: [
      {
        says: "public addresses",
        input: async (stage) => ({
          ...(await ofSubnet(stage)),
          MapPublicIpOnLaunch: { Value: true },
        }),
      },
    ],
    refused: [noSubnet({ MapPublicIpOnLaunch: { Value: true } })],
  },
  CreateInternetGateway: {
    accepted: [{ says: "with tags", input: () => tagged("internet-gateway") }],
    refused: [
      {
        says: "tags of another resource",
        input: () => tagged("vpc"),
        code: "InvalidParameterValue",
        about: "'vpc' is not a valid taggable resource type",
      },
    ],
  },
  AttachInternetGateway: {
    accepted: [
      {
        says: "to a VPC",
        input: async (stage) => ({ ...(await ofGateway(stage)), ...(await ofVpc(stage)) }),
      },
    ],
    refused: [
      noGateway({ VpcId }),
      {
        ...noVpc(),
        input: async (stage) => ({ ...(await ofGateway(stage)), VpcId: `vpc-${digits}` }),
      },
      {
        says: "one that is attached",
        input: connected,
        code: "Resource.AlreadyAssociated",
        about: "is already attached",
      },
    ],
  },
  DetachInternetGateway: {
    accepted: [{ says: "from its VPC", input: connected }],
    refused: [
      noGateway({ VpcId }),
      {
        says: "one that is not attached",
        input: async (stage) => ({ ...(await ofGateway(stage)), ...(await ofVpc(stage)) }),
        code: "Gateway.NotAttached",
        about: "is not attached",
      },
    ],
  },
  DeleteInternetGateway: {
    accepted: [{ says: "one that is not attached", input: ofGateway }],
    refused: [
      noGateway(),
      inUse("one that is attached", async (stage) => {
        const { InternetGatewayId } = await connected(stage);
        return { InternetGatewayId };
      }),
    ],
  },
  DescribeInternetGateways: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({
          InternetGatewayIds: [(await connected(stage)).InternetGatewayId],
        }),
        answer: ({ InternetGateways }) => expect(InternetGateways).toHaveLength(1),
      },
    ],
    refused: [
      ...listed("InvalidInternetGatewayID.NotFound", "InternetGatewayIds", `igw-${digits}`),
      ...listed("InvalidInternetGatewayId.Malformed", "InternetGatewayIds", "web"),
    ],
  },
  CreateRouteTable: {
    accepted: [
      {
        says: "with tags",
        input: async (stage) => ({ ...(await ofVpc(stage)), ...tagged("route-table") }),
      },
    ],
    refused: [noVpc()],
  },
  DeleteRouteTable: {
    accepted: [{ says: "one that no subnet has", input: ofTable }],
    refused: [
      noTable(),
      inUse("one that a subnet has", async (stage) => {
        const inVpc = await vpc(stage);
        const of = { RouteTableId: await routeTable(stage, inVpc) };
        const SubnetId = await subnet(stage, inVpc);
        await stage.send("ec2", "AssociateRouteTable", { ...of, SubnetId });
        return of;
      }),
    ],
  },
  DescribeRouteTables: {
    accepted: [
      {
        says: "with its routes",
        input: async (stage) => ({ RouteTableIds: [(await routed(stage)).RouteTableId] }),
        answer: ({ RouteTables }) =>
          expect(RouteTables).toMatchObject([{ Routes: [{}, everywhere] }]),
      },
    ],
    refused: [
      ...listed("InvalidRouteTableID.NotFound", "RouteTableIds", `rtb-${digits}`),
      ...listed("InvalidRouteTableId.Malformed", "RouteTableIds", "web"),
    ],
  },
  CreateRoute: {
    accepted: [
      {
        says: "through a gateway",
        input: unrouted,
        answer: (answer) => expect(answer).toEqual({ Return: true }),
      },
    ],
    refused: [
      noTable({ ...everywhere, GatewayId: `igw-${digits}` }),
      {
        says: "a destination that has a route",
        input: routed,
        code: "RouteAlreadyExists",
        about: "0.0.0.0/0",
      },
      {
        says: "an unknown gateway",
        input: async (stage) => ({ ...(await unrouted(stage)), GatewayId: `igw-${digits}` }),
        code: "InvalidGatewayID.NotFound",
        about: `igw-${digits}`,
      },
    ],
  },
  ReplaceRoute: {
    accepted: [{ says: "by the same", input: routed }],
    refused: [
      noTable({ ...everywhere, GatewayId: `igw-${digits}` }),
      {
        says: "a destination without a route",
        input: unrouted,
        code: "InvalidParameterValue",
        about: "There is no route defined for '0.0.0.0/0' in the route table. Use CreateRoute",
      },
    ],
  },
  DeleteRoute: {
    accepted: [
      {
        says: "by its destination",
        input: async (stage) => ({
          RouteTableId: (await routed(stage)).RouteTableId,
          ...everywhere,
        }),
      },
    ],
    refused: [
      noTable(everywhere),
      {
        says: "a destination without a route",
        input: async (stage) => ({ ...(await ofTable(stage)), ...everywhere }),
        code: "InvalidRoute.NotFound",
        about: "no route with",
      },
    ],
  },
  AssociateRouteTable: {
    accepted: [
      {
        says: "to a subnet",
        input: async (stage) => {
          const inVpc = await vpc(stage);
          const RouteTableId = await routeTable(stage, inVpc);
          return { RouteTableId, SubnetId: await subnet(stage, inVpc) };
        },
      },
    ],
    refused: [
      noTable({ SubnetId: `subnet-${digits}` }),
      {
        ...noSubnet(),
        input: async (stage) => ({ ...(await ofTable(stage)), SubnetId: `subnet-${digits}` }),
      },
      {
        says: "a subnet of another VPC",
        input: async (stage) => ({ ...(await ofTable(stage)), ...(await ofSubnet(stage)) }),
        code: "InvalidParameterValue",
        about: "belong to different networks",
      },
    ],
  },
  DisassociateRouteTable: {
    accepted: [
      {
        says: "by its association",
        input: async (stage) => ({ AssociationId: (await associated(stage)).AssociationId }),
      },
    ],
    refused: [
      unknownId("InvalidAssociationID.NotFound", { AssociationId: `rtbassoc-${digits}` }, {}),
    ],
  },
  ReplaceRouteTableAssociation: {
    accepted: [
      {
        says: "by another table",
        input: async (stage) => {
          const { AssociationId, other: RouteTableId } = await associated(stage);
          return { AssociationId, RouteTableId };
        },
      },
    ],
    refused: [
      unknownId(
        "InvalidAssociationID.NotFound",
        { AssociationId: `rtbassoc-${digits}` },
        { RouteTableId: `rtb-${digits}` },
      ),
      {
        ...noTable(),
        input: async (stage) => ({
          AssociationId: (await associated(stage)).AssociationId,
          RouteTableId: `rtb-${digits}`,
        }),
      },
    ],
  },
  DescribeNetworkAcls: {
    accepted: [
      {
        says: "the default one of a VPC",
        input: () => ({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
        answer: ({ NetworkAcls }) => expect(NetworkAcls).toMatchObject([{ IsDefault: true }]),
      },
    ],
    refused: [
      ...listed("InvalidNetworkAclID.NotFound", "NetworkAclIds", `acl-${digits}`),
      ...listed("InvalidNetworkAclId.Malformed", "NetworkAclIds", "web"),
    ],
  },
  CreateSecurityGroup: {
    accepted: [
      {
        says: "with tags",
        input: () => ({
          GroupName: newName("group"),
          Description: "For tests",
          VpcId,
          ...tagged("security-group"),
        }),
      },
    ],
    refused: [
      noVpc({ GroupName: "lost", Description: "Of no VPC" }),
      {
        says: "an empty description",
        input: () => ({ GroupName: newName("group"), Description: "", VpcId }),
        code: "MissingParameter",
        about: "The request must contain the parameter GroupDescription",
      },
      {
        says: "a name that is taken",
        input: async (stage) => {
          const given = { GroupName: newName("group"), Description: "For tests", VpcId };
          await stage.send("ec2", "CreateSecurityGroup", given);
          return given;
        },
        code: "InvalidGroup.Duplicate",
        about: "already exists for VPC",
      },
      {
        says: "the reserved name",
        input: () => ({ GroupName: "default", Description: "For tests" }),
        code: "InvalidGroup.Reserved",
        about: "default",
      },
    ],
  },
  DeleteSecurityGroup: {
    accepted: [
      {
        says: "one that nothing names",
        input: async (stage) => ({ GroupId: await securityGroup(stage) }),
      },
    ],
    refused: [
      ...noGroup(),
      {
        says: "the default one",
        input: async (stage) => {
          const Filters = [
            { Name: "group-name", Values: ["default"] },
            { Name: "vpc-id", Values: [VpcId] },
          ];
          const answer = await stage.send("ec2", "DescribeSecurityGroups", { Filters });
          const [group] = answer.SecurityGroups as readonly { readonly GroupId: string }[];
          return { GroupId: group?.GroupId };
        },
        code: "CannotDelete",
        about: "cannot be deleted by a user",
      },
    ],
  },
  DescribeSecurityGroups: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ GroupIds: [(await openGroup(stage)).GroupId] }),
        answer: ({ SecurityGroups }) =>
          expect(SecurityGroups).toMatchObject([{ IpPermissions: [{ FromPort: 443 }] }]),
      },
    ],
    refused: [
      ...listed("InvalidGroup.NotFound", "GroupIds", `sg-${digits}`),
      ...listed("InvalidGroupId.Malformed", "GroupIds", "web"),
      ...listed("InvalidGroup.NotFound", "GroupNames", "nowhere"),
    ],
  },
  DescribeSecurityGroupRules: {
    accepted: [
      {
        says: "by id",
        input: async (stage) => ({ SecurityGroupRuleIds: [(await openGroup(stage)).rule] }),
        answer: ({ SecurityGroupRules }) => expect(SecurityGroupRules).toHaveLength(1),
      },
    ],
    refused: [
      ...listed("InvalidSecurityGroupRuleId.NotFound", "SecurityGroupRuleIds", `sgr-${digits}`),
      ...listed("InvalidSecurityGroupRuleId.Malformed", "SecurityGroupRuleIds", "web"),
    ],
  },
  ModifySecurityGroupRules: {
    accepted: [
      {
        says: "to another port",
        input: async (stage) => {
          const { GroupId, rule } = await openGroup(stage);
          const SecurityGroupRule = {
            IpProtocol: "tcp",
            FromPort: 8443,
            ToPort: 8443,
            CidrIpv4: "10.0.0.0/8",
          };
          return {
            GroupId,
            SecurityGroupRules: [{ SecurityGroupRuleId: rule, SecurityGroupRule }],
          };
        },
      },
    ],
    refused: [
      ...noGroup({ SecurityGroupRules: [{ SecurityGroupRuleId: `sgr-${digits}` }] }),
      {
        says: `unknown sgr-${digits}`,
        input: async (stage) => ({
          GroupId: await securityGroup(stage),
          SecurityGroupRules: [{ SecurityGroupRuleId: `sgr-${digits}` }],
        }),
        code: "InvalidSecurityGroupRuleId.NotFound",
        about: `sgr-${digits}`,
      },
      {
        says: "UDP without its first port",
        input: async (stage) => {
          const { GroupId, rule } = await openGroup(stage);
          const SecurityGroupRule = { IpProtocol: "udp", ToPort: 53, CidrIpv4: "10.0.0.0/8" };
          return {
            GroupId,
            SecurityGroupRules: [{ SecurityGroupRuleId: rule, SecurityGroupRule }],
          };
        },
        code: "InvalidParameterValue",
        about: "Invalid value for portRange. Must specify both from and to ports with TCP/UDP.",
      },
      changedTo({}, "MissingParameter", "must contain exactly one of: cidrIp, cidrIpv6, prefix"),
      changedTo(
        { CidrIpv4: "10.0.0.0/8", CidrIpv6: "2001:db8::/32" },
        "InvalidParameterCombination",
        "Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified",
      ),
    ],
  },
  AuthorizeSecurityGroupIngress: {
    accepted: [
      {
        says: "HTTPS",
        input: async (stage) => ({ GroupId: await securityGroup(stage), ...https }),
        answer: ({ SecurityGroupRules }) =>
          expect(SecurityGroupRules).toMatchObject([{ IsEgress: false, FromPort: 443 }]),
      },
    ],
    refused: [
      ...noGroup(https),
      portless,
      {
        says: "a rule that is there",
        input: lettingIn,
        code: "InvalidPermission.Duplicate",
        about: "already exists",
      },
    ],
  },
  AuthorizeSecurityGroupEgress: {
    accepted: [
      {
        says: "DNS",
        input: async (stage) => ({ GroupId: await securityGroup(stage), ...outwards }),
        answer: ({ SecurityGroupRules }) =>
          expect(SecurityGroupRules).toMatchObject([{ IsEgress: true, FromPort: 53 }]),
      },
    ],
    refused: [...noGroup(outwards), portless],
  },
  RevokeSecurityGroupIngress: {
    accepted: [{ says: "by what it says", input: lettingIn }],
    refused: [...noGroup(https), noPermission(https)],
  },
  RevokeSecurityGroupEgress: {
    accepted: [{ says: "by what it says", input: lettingOut }],
    refused: [...noGroup(outwards), noPermission(outwards)],
  },
};
