/** The checks of EC2's stored records besides instances: templates, network, images, keys. */
import type { ClientTokenUse } from "../../domain/client-token.ts";
import type {
  Ec2Record,
  RouteDestination,
  RouteTableAssociation,
  RulePeer,
  SecurityGroupRule,
  Subnet,
  Vpc,
  VpcBlock,
} from "../../domain/ec2-record.ts";
import type {
  LaunchConfiguration,
  LaunchTemplate,
  LaunchTemplateVersion,
} from "../../domain/launch-template.ts";
import { contents, tag } from "./stored-instance-kinds.ts";
import {
  awsMembers,
  count,
  instant,
  type Kind,
  list,
  type Members,
  map,
  number,
  oneOf,
  oneOfRecords,
  optional,
  record,
  text,
  truth,
  type Wrong,
  where,
  whole,
  yes,
} from "./stored-kinds.ts";

export const templateVersion = record<LaunchTemplateVersion>({
  number: whole(1),
  description: optional(text),
  createdAt: instant,
  createdBy: text,
  data: contents,
});

/** A launch template without its versions. */
export const templateBeginning: Members<Omit<LaunchTemplate, "versions">> = {
  id: text,
  name: text,
  createdAt: instant,
  createdBy: text,
  defaultVersion: whole(1),
  latestVersion: whole(1),
  tags: list(tag),
  isMirrored: optional(yes),
};

export const launchTemplate = where(
  record<LaunchTemplate>({
    ...templateBeginning,
    versions: map(whole(1), templateVersion, ({ number }) => number),
  }),
  ({ versions, defaultVersion, latestVersion, isMirrored }): Wrong | undefined => {
    // A mirrored template has only the versions that were requested.
    if (isMirrored) return undefined;
    const isGivenOut = [...versions.keys()].every((number) => number <= latestVersion);
    if (!isGivenOut) return { path: ".latestVersion", expected: "the highest number given out" };
    return versions.has(defaultVersion)
      ? undefined
      : { path: ".defaultVersion", expected: "the number of one of its versions" };
  },
);

export const launchConfiguration = record<LaunchConfiguration>({
  name: text,
  arn: text,
  createdAt: instant,
  settings: contents,
});

export const clientToken = record<ClientTokenUse>({
  operation: text,
  token: text,
  request: text,
  usedAt: instant,
  templateId: text,
  versionNumber: count,
});

const base = { id: text, tags: list(tag) };
const ofVpc = { ...base, vpcId: text };
const port = whole(-(2 ** 31), 2 ** 31);

const rule = record<SecurityGroupRule>({
  ...base,
  isEgress: truth,
  protocol: text,
  fromPort: optional(port),
  toPort: optional(port),
  peer: record<RulePeer>({
    kind: oneOf<RulePeer["kind"]>({ ipv4: true, ipv6: true, prefixList: true, group: true }),
    value: text,
    account: optional(text),
  }),
  description: optional(text),
});

const association = record<RouteTableAssociation>({
  id: text,
  subnetId: optional(text),
  gatewayId: optional(text),
});

const vpcBlock = record<VpcBlock>({
  associationId: text,
  family: oneOf({ ipv4: true, ipv6: true }),
  block: text,
});

export const ec2Record: Kind<Ec2Record> = oneOfRecords("kind", {
  networkInterface: {
    ...base,
    subnetId: optional(text),
    availabilityZone: text,
    privateIpAddress: text,
    macAddress: text,
    description: text,
    groups: list(text),
  },
  vpc: {
    ...base,
    cidrBlock: text,
    associatedBlocks: optional(list(vpcBlock)),
    isDefault: truth,
    instanceTenancy: oneOf({ default: true, dedicated: true }),
    attributes: record<Vpc["attributes"]>({
      enableDnsSupport: truth,
      enableDnsHostnames: truth,
      enableNetworkAddressUsageMetrics: truth,
    }),
  },
  subnet: {
    ...ofVpc,
    availabilityZone: text,
    cidrBlock: text,
    ipv6CidrBlock: optional(text),
    isDefault: truth,
    mapPublicIpOnLaunch: truth,
    hostnameType: optional(
      oneOf<NonNullable<Subnet["hostnameType"]>>({ "ip-name": true, "resource-name": true }),
    ),
    hasNameRecord: optional(truth),
  },
  securityGroup: { ...ofVpc, name: text, description: text, rules: list(rule) },
  internetGateway: { ...base, vpcId: optional(text) },
  routeTable: {
    ...ofVpc,
    routes: list(
      record({
        by: oneOf<RouteDestination>({
          DestinationCidrBlock: true,
          DestinationIpv6CidrBlock: true,
          DestinationPrefixListId: true,
        }),
        destination: text,
        target: record<{ readonly by: string; readonly id: string }>({ by: text, id: text }),
      }),
    ),
    associations: list(association),
  },
  networkAcl: ofVpc,
  image: {
    ...base,
    name: text,
    description: text,
    architecture: text,
    ownerId: text,
    ownerAlias: optional(text),
    createdAt: text,
    rootDeviceName: text,
    rootGibibytes: number(0, 2 ** 31),
    isPublic: truth,
    members: awsMembers,
  },
  keyPair: {
    ...base,
    name: text,
    type: oneOf({ rsa: true, ed25519: true }),
    fingerprint: text,
    publicKey: text,
    createdAt: instant,
  },
  deleted: base,
});
