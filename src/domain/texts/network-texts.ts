/** EC2's messages about networks; unrecorded ones are our best guess. */

export const networkTexts = {
  malformed: (id: string, prefix: string) => `Invalid id: "${id}" (expecting "${prefix}-...")`,
  unknownVpc: (id: string) => `The vpc ID '${id}' does not exist`,
  unknownSubnet: (id: string) => `The subnet ID '${id}' does not exist`,
  unknownGroup: (id: string) => `The security group '${id}' does not exist`,
  unknownRule: (id: string) => `The security group rule ID '${id}' does not exist`,
  unknownGateway: (id: string) => `The internetGateway ID '${id}' does not exist`,
  unknownRouteTable: (id: string) => `The routeTable ID '${id}' does not exist`,
  unknownAcl: (id: string) => `The networkAcl ID '${id}' does not exist`,
  unknownAssociation: (id: string) => `The association ID '${id}' does not exist`,
  unknownRouteTarget: (id: string) => `The gateway ID '${id}' does not exist`,
  noRouteToReplace: (destination: string) =>
    `There is no route defined for '${destination}' in the route table. Use CreateRoute instead.`,
  unknownRoute: (member: string, destination: string, table: string) =>
    `no route with ${member} ${destination} in route table ${table}`,

  notBlock: (value: string, member: string) =>
    `Value (${value}) for parameter ${member} is invalid. This is not a valid CIDR block.`,
  invalidBlock: (block: string) => `The CIDR '${block}' is invalid.`,
  /** Recorded by the public rule set cdk-preflight. */
  ipv4InIpv6Subnet:
    "When specifying ipv4 parameters, cidrBlock or ipv4IpamPoolId, you cannot set ipv6Native to " +
    "true.",
  noIpv6For: (attribute: string, subnet: string) =>
    `Invalid value 'true' for ${attribute}. Cannot set ${attribute} to true unless the subnet ` +
    `(${subnet}) has an IPv6 CIDR block associated with it.`,
  conflictingBlock: (block: string) => `The CIDR '${block}' conflicts with another subnet`,
  invalidIpv6Block: (block: string) => `The IPv6 CIDR '${block}' is invalid.`,
  conflictingIpv6Block: (block: string) => `The IPv6 CIDR '${block}' conflicts with another subnet`,
  /** Of a block whose prefix no subnet can have. */
  wrongIpv6Prefix: (block: string) => `invalid value for parameter ipv6-cidr-block: ${block}`,
  /** Observed for a subnet of IPv6 alone. */
  noIpv6Block: "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.",
  noBlockToAssociate: "Either 'cidrBlock' or 'amazonProvidedIpv6CidrBlock' should be provided.",
  tooManyBlocks: (vpcId: string, most: number) =>
    `This network ${vpcId} has met its maximum number of allowed CIDRs: ${most}`,
  conflictingVpcBlock: (block: string, vpcId: string) =>
    `The CIDR '${block}' conflicts with a CIDR of the vpc '${vpcId}'`,
  unknownBlock: (id: string) => `The vpc CIDR block association ID '${id}' does not exist`,
  firstBlock: (id: string) =>
    `The vpc CIDR block with association ID ${id} may not be disassociated. It is the primary ` +
    "IPv4 CIDR block of the VPC",
  blockInUse: (block: string, vpcId: string) =>
    `The vpc ${vpcId} currently has a subnet within CIDR block ${block}`,
  invalidZone: (zone: string, zones: readonly string[]) =>
    `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be ` +
    `created in the following availability zones: ${zones.join(", ")}.`,
  /** Recorded (G-293). */
  noProtocol:
    "Invalid value 'null' for protocol. VPC security group rules must specify protocols " +
    "explicitly.",
  notEmulated: (what: string) => `asg-local does not emulate ${what}.`,

  vpcInUse: (id: string) => `The vpc '${id}' has dependencies and cannot be deleted.`,
  subnetInUse: (id: string) => `The subnet '${id}' has dependencies and cannot be deleted.`,
  groupInUse: (id: string) => `resource ${id} has a dependent object`,
  gatewayInUse: (id: string) =>
    `The internetGateway '${id}' has dependencies and cannot be deleted.`,
  routeTableInUse: (id: string) => `The routeTable '${id}' has dependencies and cannot be deleted.`,

  duplicateGroup: (name: string, vpcId: string) =>
    `The security group '${name}' already exists for VPC '${vpcId}'`,
  /** Recorded by the public rule set cdk-preflight, as are the texts down to the ports. */
  reservedGroup: (name: string) => `Cannot use reserved security group name: ${name}`,
  reservedGroupName: (name: string) =>
    `Value (${name}) for parameter GroupName is invalid. Group names may not be in the format ` +
    "sg-*.",
  portOutOfRange: (port: number, end: "from" | "to") =>
    `TCP/UDP (${end}) port (${port}) out of range`,
  icmpOutOfRange: (value: number, what: "type" | "code") => `ICMP ${what} (${value}) out of range`,
  invalidDescription:
    "Invalid rule description. Valid descriptions are strings less than 256 characters from the " +
    "following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
  invalidPorts: (from: number, to: number) => `Invalid TCP/UDP port range(${from}:${to})`,
  undeletableGroup: (id: string, name: string) =>
    `the specified group: "${id}" name: "${name}" cannot be deleted by a user`,
  noDefaultVpc: "No default VPC for this user",
  noGroup: "The request must contain the parameter groupName or groupId",
  noPermission: "The request must contain the parameter ipPermissions",
  noPeer: "Missing source specification: include source security group or CIDR information",
  missingPorts: "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
  /** ModifySecurityGroupRules says it, and what its rule is from or to, in its own way. */
  missingPortsOfRule:
    "Invalid value for portRange. Must specify both from and to ports with TCP/UDP.",
  noPeerOfRule:
    "The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or " +
    "referencedGroupId",
  peersOfRule: "Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified",
  noGroupDescription: "The request must contain the parameter GroupDescription",
  invalidProtocol: (protocol: string) => `Invalid value '${protocol}' for IP protocol.`,
  invalidRuleBlock: (block: string) => `CIDR block ${block} is malformed`,
  repeatedPermission: "The same permission must not appear multiple times",
  duplicatePermission: (rule: string) => `the specified rule "${rule}" already exists`,
  unknownPermission: "The specified rule does not exist in this security group.",

  gatewayAttached: (id: string, vpcId: string) =>
    `resource ${id} is already attached to network ${vpcId}`,
  vpcHasGateway: (vpcId: string) => `Network ${vpcId} already has an internet gateway attached`,
  gatewayNotAttached: (id: string, vpcId: string) =>
    `resource ${id} is not attached to network ${vpcId}`,

  duplicateRoute: (destination: string) => `The route identified by ${destination} already exists.`,
  localRoute: (destination: string, table: string) =>
    `cannot remove local route ${destination} in route table ${table}`,
  noDestination: "The request must contain exactly one of the destination parameters",
  /** Recorded by the public rule set cdk-preflight. */
  noTarget:
    "The request must contain exactly one of gatewayId, localGatewayId, carrierGatewayId, " +
    "natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, " +
    "transitGatewayId, vpcEndpointId, coreNetworkArn or instanceId",
  otherNetwork: (table: string, gateway: string) =>
    `route table ${table} and network gateway ${gateway} belong to different networks`,
  conflictingAssociation: (table: string) =>
    `the specified association for route table ${table} conflicts with an existing association`,
  otherNetworkSubnet: (table: string, subnet: string) =>
    `Route table ${table} and subnet ${subnet} belong to different networks`,
  mainAssociation: (id: string) => `cannot disassociate the main route table association ${id}`,
  noAssociate: "The request must contain exactly one of subnetId and gatewayId",
  unknownAttribute: (name: string) => `Value (${name}) for parameter attribute is invalid.`,
  oneAttribute: "You must modify exactly one attribute at a time",
} as const;
