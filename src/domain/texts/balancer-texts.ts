/** Elastic Load Balancing's messages; unrecorded ones are our best guess. */

export const balancerTexts = {
  invalidMarker: (marker: string) => `The marker '${marker}' is not valid`,
  invalidName: (what: string, name: string) =>
    `The ${what} name '${name}' can only contain characters that are alphanumeric characters and ` +
    "hyphens(-), cannot begin or end with a hyphen, and cannot be longer than '32' characters",
  duplicateLoadBalancer: (name: string) =>
    `A load balancer with the same name '${name}' exists, but with different settings`,
  duplicateTargetGroup: (name: string) =>
    `A target group with the same name '${name}' exists, but with different settings`,
  duplicateListener: (arn: string) =>
    `A listener already exists on this port for this load balancer '${arn}'`,
  noSubnets: "You must specify subnets",
  twoSubnets: "At least two subnets in two different Availability Zones must be specified",
  unknownSubnet: (id: string) => `The subnet ID '${id}' does not exist`,
  missing: (member: string) => `A ${member} must be specified`,
  unknownLoadBalancer: (arn: string) => `Load balancer '${arn}' not found`,
  unknownLoadBalancers: (names: string) => `Load balancers '[${names}]' not found`,
  unknownTargetGroup: (arn: string) => `Target group '${arn}' not found`,
  unknownTargetGroups: "One or more target groups not found",
  unknownListener: (arn: string) => `Listener '${arn}' not found`,
  unknownListeners: "One or more listeners not found",
  samples: "asg-local does not emulate the sample policies of Elastic Load Balancing.",
  unknownPolicy: ({ policy, balancer }: { policy: string; balancer: string }) =>
    `There is no policy with name ${policy} for load balancer ${balancer}`,
  unknownRules: "One or more rules not found",
  unknownTrustStore: (arn: string) => `The trust store '${arn}' was not found`,
  noRuleSelector: "You must specify either rule ARNs or a listener ARN",
  protected: (arn: string) =>
    `Load balancer '${arn}' cannot be deleted because deletion protection is enabled`,
  inUse: (arn: string) => `Target group '${arn}' is currently in use by a listener or a rule`,
  noTargets: "The targets list must not be empty",
  invalidTargets: (ids: string) => `The following targets are not valid instances: '${ids}'`,
  notRunning: (ids: string) =>
    `The following targets are not in a running state and cannot be registered: '${ids}'`,
  noPort: "A port must be specified for every target of this target group",
  unknownAttribute: (what: string, key: string) =>
    `${what} attribute key '${key}' is not recognized`,
  /** Recorded by the public rule set cdk-preflight. */
  repeatedAttribute: (key: string) => `Attribute key '${key}' has been specified more than once`,
  repeatedTargetGroupAttribute: (key: string) =>
    `Target group attribute keys must be unique: '[${key}]'`,
  unfitListenerAttribute: "The provided listener attribute is not supported",
  oneSelector: (members: string) => `You can specify only one of ${members}`,
  noListenerSelector: "You must specify either listener ARNs or a load balancer ARN",
  tooManyTags: "The maximum number of tags for a resource is 50",
  reservedTag: (key: string) => `The tag key '${key}' begins with the reserved prefix aws:`,
  repeatedTag: (key: string) => `The tag key '${key}' was specified more than once`,

  /** Messages about classic load balancers. */
  unknownClassic: (name: string) => `There is no ACTIVE Load Balancer named '${name}'`,
  duplicateClassic: (name: string) =>
    `Load Balancer named ${name} already exists and it is configured with different parameters.`,
  duplicateClassicListener: (name: string, port: number) =>
    `A listener already exists for ${name} with LoadBalancerPort ${port}, but with a different ` +
    "InstancePort, Protocol, or SSLCertificateId",
  unsupportedProtocol: (protocol: string) => `Protocol ${protocol} is not supported.`,
  invalidScheme: (scheme: string) => `Scheme ${scheme} is not valid`,
  unknownInstance: (id: string) => `Could not find EC2 instance ${id}.`,
  twoClassicPlaces: "Only one of SubnetIds or AvailabilityZones may be specified",
  zonesOfSubnets: (verb: string) => `You cannot ${verb} Availability Zones for ELBs in VPC.`,
  noClassicPlace: "Either AvailabilityZones or SubnetIds must be specified",
  unknownZone: (zone: string) => `Invalid Availability Zone: ${zone}`,
} as const;
