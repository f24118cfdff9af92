/** EC2's records beside instances and launch templates: network, images, key pairs. */
import type { Tag } from "./launch-template.ts";
import type { Instant } from "./time.ts";

interface Ec2RecordBase {
  readonly id: string;
  readonly tags: readonly Tag[];
}

export interface Vpc extends Ec2RecordBase {
  readonly kind: "vpc";
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  readonly instanceTenancy: "default" | "dedicated";
  readonly attributes: Readonly<Record<VpcAttribute, boolean>>;
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
  readonly isDefault: boolean;
  readonly mapPublicIpOnLaunch: boolean;
  /** How instances get their host names there; absent is by address, without records. */
  readonly hostnameType?: "ip-name" | "resource-name";
  readonly hasNameRecord?: boolean;
}

/** What a subnet has beside what its creator said. */
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
  /** A block, or the id of a prefix list or a group. */
  readonly value: string;
  /** Of a group in another account. */
  readonly account?: string | undefined;
}

export interface InternetGateway extends Ec2RecordBase {
  readonly kind: "internetGateway";
  readonly vpcId?: string | undefined;
}

export interface RouteTable extends Ec2RecordBase {
  readonly kind: "routeTable";
  readonly vpcId: string;
  /** Beside the local one, which every table has. */
  readonly routes: readonly Route[];
  readonly associations: readonly RouteTableAssociation[];
}

export interface Route {
  /** The member of AWS's that names the destination, such as `DestinationCidrBlock`. */
  readonly by: RouteDestination;
  readonly destination: string;
  /** AWS's member for where it leads, such as `GatewayId`, and its value. */
  readonly target: { readonly by: string; readonly id: string };
}

export type RouteDestination =
  | "DestinationCidrBlock"
  | "DestinationIpv6CidrBlock"
  | "DestinationPrefixListId";

/** Of a subnet or a gateway; the main one, which has neither, is for all other subnets. */
export interface RouteTableAssociation {
  readonly id: string;
  readonly subnetId?: string | undefined;
  readonly gatewayId?: string | undefined;
}

/** There is no other than the default one of a VPC. */
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
  /** Others of AWS's, as they are answered. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** What an image has that is not told otherwise. */
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
  /** As OpenSSH writes it, without its comment. The private key is not kept. */
  readonly publicKey: string;
  readonly createdAt: Instant;
}

/** One that an ended instance left behind; those of living instances follow from these. */
export interface NetworkInterfaceRecord extends Ec2RecordBase {
  readonly kind: "networkInterface";
  readonly subnetId?: string | undefined;
  readonly availabilityZone: string;
  readonly privateIpAddress: string;
  readonly macAddress: string;
  readonly description: string;
  /** As the launch named them: by id or name. */
  readonly groups: readonly string[];
}

/** In the place of what every account has, and of images: their ids stay taken. */
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
  /** New, or in the place of the record with the same id. */
  | { readonly type: "Ec2RecordPut"; readonly record: Ec2Record }
  | { readonly type: "Ec2RecordDeleted"; readonly id: string };
