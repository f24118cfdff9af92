/** EC2's records besides instances and launch templates: network, images, key pairs. */
import type { Tag } from "./launch-template.ts";
import type { Instant } from "./time.ts";

interface Ec2RecordBase {
  readonly id: string;
  readonly tags: readonly Tag[];
}

export interface Vpc extends Ec2RecordBase {
  readonly kind: "vpc";
  readonly cidrBlock: string;
  /** Those beside the first one. */
  readonly associatedBlocks?: readonly VpcBlock[];
  readonly isDefault: boolean;
  readonly instanceTenancy: "default" | "dedicated";
  readonly attributes: Readonly<Record<VpcAttribute, boolean>>;
}

export interface VpcBlock {
  readonly associationId: string;
  readonly family: "ipv4" | "ipv6";
  readonly block: string;
}

export type VpcAttribute =
  | "enableDnsSupport"
  | "enableDnsHostnames"
  | "enableNetworkAddressUsageMetrics";

export interface Subnet extends Ec2RecordBase {
  readonly kind: "subnet";
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  readonly ipv6CidrBlock?: string;
  readonly isDefault: boolean;
  readonly mapPublicIpOnLaunch: boolean;
  /** How instances get their host names; absent means by address, without DNS records. */
  readonly hostnameType?: "ip-name" | "resource-name";
  readonly hasNameRecord?: boolean;
}

/** The initial members of a subnet that its creator does not set. */
export const subnetDefaults = {
  kind: "subnet",
  isDefault: false,
  mapPublicIpOnLaunch: false,
  tags: [],
} as const satisfies Partial<Subnet>;

export interface SecurityGroup extends Ec2RecordBase {
  readonly kind: "securityGroup";
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly rules: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule extends Ec2RecordBase {
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, `icmpv6`, another protocol's number, or `-1` for all. */
  readonly protocol: string;
  /** Both absent for all protocols; type and code of ICMP. */
  readonly fromPort?: number | undefined;
  readonly toPort?: number | undefined;
  readonly peer: RulePeer;
  readonly description?: string | undefined;
}

export interface RulePeer {
  readonly kind: "ipv4" | "ipv6" | "prefixList" | "group";
  /** A CIDR block, or the id of a prefix list or group. */
  readonly value: string;
  /** The account of a group in another account. */
  readonly account?: string | undefined;
}

export interface InternetGateway extends Ec2RecordBase {
  readonly kind: "internetGateway";
  readonly vpcId?: string | undefined;
}

export interface RouteTable extends Ec2RecordBase {
  readonly kind: "routeTable";
  readonly vpcId: string;
  /** Besides the local route, which every table has. */
  readonly routes: readonly Route[];
  readonly associations: readonly RouteTableAssociation[];
}

export interface Route {
  /** AWS's member for the destination, such as `DestinationCidrBlock`. */
  readonly by: RouteDestination;
  readonly destination: string;
  /** AWS's member for the target, such as `GatewayId`, and its value. */
  readonly target: { readonly by: string; readonly id: string };
}

export type RouteDestination =
  | "DestinationCidrBlock"
  | "DestinationIpv6CidrBlock"
  | "DestinationPrefixListId";

/** Association with a subnet or gateway; the main one has neither and serves all other subnets. */
export interface RouteTableAssociation {
  readonly id: string;
  readonly subnetId?: string | undefined;
  readonly gatewayId?: string | undefined;
}

/** The only kind is a VPC's default network ACL. */
export interface NetworkAcl extends Ec2RecordBase {
  readonly kind: "networkAcl";
  readonly vpcId: string;
}

export interface Image extends Ec2RecordBase {
  readonly kind: "image";
  readonly name: string;
  readonly description: string;
  readonly architecture: string;
  readonly ownerId: string;
  readonly ownerAlias?: string | undefined;
  /** ISO 8601, as EC2 shows it. */
  readonly createdAt: string;
  readonly rootDeviceName: string;
  readonly rootGibibytes: number;
  readonly isPublic: boolean;
  /** Further members of AWS's, as answered. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** The defaults of an image's members. */
export const imageDefaults = {
  kind: "image",
  architecture: "x86_64",
  rootDeviceName: "/dev/xvda",
  rootGibibytes: 8,
  isPublic: false,
  tags: [],
  members: {},
} as const satisfies Partial<Image>;

export interface KeyPair extends Ec2RecordBase {
  readonly kind: "keyPair";
  readonly name: string;
  readonly type: "rsa" | "ed25519";
  readonly fingerprint: string;
  /** In OpenSSH's form, without its comment; the private key is not kept. */
  readonly publicKey: string;
  readonly createdAt: Instant;
}

/** An interface that a terminated instance left behind; those of living instances are derived. */
export interface NetworkInterfaceRecord extends Ec2RecordBase {
  readonly kind: "networkInterface";
  readonly subnetId?: string | undefined;
  readonly availabilityZone: string;
  readonly privateIpAddress: string;
  readonly macAddress: string;
  readonly description: string;
  /** By id or name, as in the launch. */
  readonly groups: readonly string[];
}

/** Marks a deleted default record or image, whose id stays taken. */
interface DeletedRecord extends Ec2RecordBase {
  readonly kind: "deleted";
}

export type Ec2Record =
  | Vpc
  | Subnet
  | SecurityGroup
  | InternetGateway
  | RouteTable
  | NetworkAcl
  | Image
  | KeyPair
  | NetworkInterfaceRecord
  | DeletedRecord;

export type Ec2RecordChange =
  /** A new record, or a replacement of the one with the same id. */
  | { readonly type: "Ec2RecordPut"; readonly record: Ec2Record }
  | { readonly type: "Ec2RecordDeleted"; readonly id: string };
