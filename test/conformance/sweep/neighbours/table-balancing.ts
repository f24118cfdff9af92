/** Rows of both generations of Elastic Load Balancing. */
import { expect } from "vitest";
import { newName } from "../../../support/fleet.ts";
import type { Fault, Refused, Table } from "./rows.ts";
import {
  balancer,
  classic,
  classicServing,
  digits,
  forwardTo,
  httpListener,
  instance,
  listening,
  loadBalancing,
  serving,
  tag,
  targetGroup,
  VpcId,
} from "./scenes.ts";
import type { Stage } from "./stage.ts";

const noBalancer = `${loadBalancing}:loadbalancer/app/nowhere/0123456789abcdef`;
const noTargetGroup = `${loadBalancing}:targetgroup/nowhere/0123456789abcdef`;
const noListener = `${loadBalancing}:listener/app/nowhere/0123456789abcdef/0123456789abcdef`;
const noRule = noListener.replace(":listener/", ":listener-rule/");
const noTrustStore = `${loadBalancing}:truststore/nowhere/0123456789abcdef`;

const ofBalancer = async (stage: Stage) => ({ LoadBalancerArn: await balancer(stage) });
const ofTargetGroup = async (stage: Stage) => ({ TargetGroupArn: await targetGroup(stage) });
const ofListener = async (stage: Stage) => ({ ListenerArn: (await listening(stage)).ListenerArn });

const unknownBalancer = (more: object = {}): Fault => ({
  input: () => ({ LoadBalancerArn: noBalancer, ...more }),
  about: `Load balancer '${noBalancer}' not found`,
});
const unknownTargetGroup = (more: object = {}): Fault => ({
  input: () => ({ TargetGroupArn: noTargetGroup, ...more }),
  about: `Target group '${noTargetGroup}' not found`,
});
const unknownListener = (more: object = {}): Fault => ({
  input: () => ({ ListenerArn: noListener, ...more }),
  about: `Listener '${noListener}' not found`,
});

const tags = (many: number) =>
  Array.from({ length: many }, (_, nth) => ({ ...tag, Key: `k${nth}` }));
const twice = [tag, { ...tag, Value: "green" }];

const unknownTagged = (arn: string): Fault => ({
  input: () => ({ ResourceArns: [arn], Tags: [tag], TagKeys: [tag.Key] }),
  about: arn.includes("rule") ? "rules not found" : arn.includes("trust") ? "trust store" : arn,
});
const tagFaults = {
  LoadBalancerNotFoundException: unknownTagged(noBalancer),
  TargetGroupNotFoundException: unknownTagged(noTargetGroup),
  ListenerNotFoundException: unknownTagged(noListener),
  RuleNotFoundException: unknownTagged(noRule),
  TrustStoreNotFoundException: unknownTagged(noTrustStore),
};
const ofTagged = async (stage: Stage) => ({
  ResourceArns: [await targetGroup(stage)],
  Tags: [tag],
  TagKeys: [tag.Key],
});

const asked = {
  LoadBalancer: (stage: Stage, more: object = {}) => ({
    Name: newName("lb"),
    Subnets: stage.subnets.slice(0, 2),
    ...more,
  }),
  TargetGroup: (more: object = {}) => ({
    Name: newName("tg"),
    Protocol: "HTTP",
    Port: 80,
    VpcId,
    ...more,
  }),
};
const aListener = async (stage: Stage, more: object = {}) => ({
  LoadBalancerArn: await balancer(stage),
  Protocol: "HTTP",
  Port: 80,
  ...forwardTo(await targetGroup(stage)),
  ...more,
});

/** What a listener is refused for, new or changed. */
function listenerFaults(
  listener: (stage: Stage, more: object) => Promise<object>,
): Readonly<Record<string, Fault>> {
  const otherCertificate = { Protocol: "HTTPS", Certificates: [{ CertificateArn: "none" }] };
  return {
    ALPNPolicyNotSupportedException: {
      never: "a load balancer for applications has none, and no network load balancer is here",
    },
    CertificateNotFoundException: {
      input: (stage) => listener(stage, otherCertificate),
      about: "Certificate 'none' not found",
    },
    SSLPolicyNotFoundException: {
      input: (stage) => listener(stage, { Protocol: "HTTPS", SslPolicy: "strict" }),
      about: "SSL policy 'strict' not found",
    },
    IncompatibleProtocolsException: {
      input: async (stage) => {
        const group = asked.TargetGroup({ Protocol: "TCP" });
        const { TargetGroups } = await stage.send("elbv2", "CreateTargetGroup", group);
        const [{ TargetGroupArn }] = TargetGroups as [{ TargetGroupArn: string }];
        return listener(stage, forwardTo(TargetGroupArn));
      },
      about: "have incompatible protocols",
    },
    TargetGroupAssociationLimitException: {
      input: async (stage) => {
        const { TargetGroupArn } = await listening(stage);
        return listener(stage, forwardTo(TargetGroupArn));
      },
      about: "cannot be associated with more than one load balancer",
    },
  };
}

const noTrust = { never: "trust stores cannot be made, and none is looked for" };

const attributes = (Key: string, Value: string) => ({ Attributes: [{ Key, Value }] });
const unknownAttribute = (of: (stage: Stage) => Promise<object>): readonly Refused[] => [
  {
    says: "attribute",
    input: async (stage) => ({ ...(await of(stage)), ...attributes("mood", "good") }),
    code: "ValidationError",
    about: "attribute key 'mood' is not recognized",
  },
];

export const elbv2Table: Table = {
  AddTags: {
    accepted: [{ says: "to a target group", input: ofTagged }],
    faults: {
      ...tagFaults,
      DuplicateTagKeysException: {
        input: async (stage) => ({ ...(await ofTagged(stage)), Tags: twice }),
        about: "team",
      },
      TooManyTagsException: {
        input: async (stage) => ({ ...(await ofTagged(stage)), Tags: tags(51) }),
        about: "50",
      },
    },
  },
  CreateListener: {
    accepted: [
      {
        says: "that forwards",
        input: aListener,
        answer: ({ Listeners }) => expect(Listeners).toMatchObject([{ Port: 80 }]),
      },
    ],
    faults: {
      DuplicateListenerException: {
        input: async (stage) => {
          const { LoadBalancerArn, TargetGroupArn } = await listening(stage);
          return { LoadBalancerArn, Protocol: "HTTP", Port: 80, ...forwardTo(TargetGroupArn) };
        },
        about: "already exists on this port",
      },
      LoadBalancerNotFoundException: unknownBalancer(forwardTo(noTargetGroup)),
      TargetGroupNotFoundException: {
        input: async (stage) => aListener(stage, forwardTo(noTargetGroup)),
        about: noTargetGroup,
      },
      TooManyTagsException: {
        input: async (stage) => aListener(stage, { Tags: tags(51) }),
        about: "50",
      },
      TrustStoreNotFoundException: noTrust,
      ...listenerFaults(aListener),
    },
  },
  CreateLoadBalancer: {
    accepted: [
      {
        says: "in two subnets",
        input: (stage) => asked.LoadBalancer(stage, { Tags: [tag], Scheme: "internal" }),
        answer: ({ LoadBalancers }) => expect(LoadBalancers).toMatchObject([{ VpcId }]),
      },
    ],
    refused: [
      {
        says: "a name that begins with a hyphen",
        input: (stage) => asked.LoadBalancer(stage, { Name: "-lb" }),
        code: "ValidationError",
        about: "'-lb'",
      },
    ],
    faults: {
      DuplicateLoadBalancerNameException: {
        input: async (stage) => {
          const input = asked.LoadBalancer(stage);
          await stage.send("elbv2", "CreateLoadBalancer", input);
          return { ...input, Scheme: "internal" };
        },
        about: "exists, but with different settings",
      },
      DuplicateTagKeysException: {
        input: (stage) => asked.LoadBalancer(stage, { Tags: twice }),
        about: "team",
      },
      OperationNotPermittedException: { never: "permissions are not checked" },
      ResourceInUseException: { never: "no resource is taken by one load balancer alone" },
      SubnetNotFoundException: {
        input: (stage) => asked.LoadBalancer(stage, { Subnets: [`subnet-${digits}`] }),
        about: `subnet-${digits}`,
      },
      TooManyTagsException: {
        input: (stage) => asked.LoadBalancer(stage, { Tags: tags(51) }),
        about: "50",
      },
    },
  },
  CreateTargetGroup: {
    accepted: [
      {
        says: "of instances",
        input: () => asked.TargetGroup({ Tags: [tag] }),
        answer: ({ TargetGroups }) => expect(TargetGroups).toMatchObject([{ Port: 80 }]),
      },
    ],
    refused: [
      {
        says: "no port",
        input: () => asked.TargetGroup({ Port: undefined }),
        code: "ValidationError",
        about: "A port must be specified",
      },
    ],
    faults: {
      DuplicateTargetGroupNameException: {
        input: async (stage) => {
          const input = asked.TargetGroup();
          await stage.send("elbv2", "CreateTargetGroup", input);
          return { ...input, Port: 81 };
        },
        about: "exists, but with different settings",
      },
      TooManyTagsException: { input: () => asked.TargetGroup({ Tags: tags(51) }), about: "50" },
    },
  },
  DeleteListener: {
    accepted: [{ says: "by ARN", input: ofListener }],
    faults: {
      ListenerNotFoundException: unknownListener(),
      ResourceInUseException: { never: "nothing depends on a listener" },
    },
  },
  DeleteLoadBalancer: {
    accepted: [
      { says: "by ARN", input: ofBalancer },
      {
        says: "without effect when it is not there, as AWS documents",
        input: () => ({ LoadBalancerArn: noBalancer }),
      },
    ],
    faults: {
      LoadBalancerNotFoundException: { never: "AWS documents that the call succeeds then" },
      OperationNotPermittedException: {
        input: async (stage) => {
          const of = await ofBalancer(stage);
          const protect = attributes("deletion_protection.enabled", "true");
          await stage.send("elbv2", "ModifyLoadBalancerAttributes", { ...of, ...protect });
          return of;
        },
        about: "deletion protection is enabled",
      },
      ResourceInUseException: { never: "endpoint services, which would use it, are not there" },
    },
  },
  DeleteTargetGroup: {
    accepted: [
      { says: "by ARN", input: ofTargetGroup },
      {
        says: "without effect when it is not there, as AWS documents",
        input: () => ({ TargetGroupArn: noTargetGroup }),
      },
    ],
    faults: {
      ResourceInUseException: {
        input: async (stage) => ({ TargetGroupArn: (await listening(stage)).TargetGroupArn }),
        about: "is currently in use by a listener or a rule",
      },
    },
  },
  DeregisterTargets: {
    accepted: [{ says: "an instance", input: serving }],
    faults: {
      InvalidTargetException: { never: "targets that are not registered are passed over" },
      TargetGroupNotFoundException: unknownTargetGroup({ Targets: [{ Id: `i-${digits}` }] }),
    },
  },
  DescribeCapacityReservation: {
    accepted: [{ says: "none", input: ofBalancer }],
    faults: { LoadBalancerNotFoundException: unknownBalancer() },
  },
  DescribeListenerAttributes: {
    accepted: [{ says: "by ARN", input: ofListener }],
    faults: { ListenerNotFoundException: unknownListener() },
  },
  DescribeListeners: {
    accepted: [
      {
        says: "of a load balancer",
        input: async (stage) => ({ LoadBalancerArn: (await listening(stage)).LoadBalancerArn }),
        answer: ({ Listeners }) => expect(Listeners).toHaveLength(1),
      },
    ],
    refused: [
      {
        says: "neither listener nor load balancer",
        input: () => ({}),
        code: "ValidationError",
        about: "either listener ARNs or a load balancer ARN",
      },
    ],
    faults: {
      ListenerNotFoundException: {
        input: () => ({ ListenerArns: [noListener] }),
        about: "One or more listeners not found",
      },
      LoadBalancerNotFoundException: unknownBalancer(),
    },
  },
  DescribeLoadBalancerAttributes: {
    accepted: [{ says: "by ARN", input: ofBalancer }],
    faults: { LoadBalancerNotFoundException: unknownBalancer() },
  },
  DescribeLoadBalancers: {
    accepted: [
      {
        says: "by ARN",
        input: async (stage) => ({ LoadBalancerArns: [await balancer(stage)], PageSize: 1 }),
        answer: ({ LoadBalancers }) =>
          expect(LoadBalancers).toMatchObject([{ State: { Code: "active" } }]),
      },
    ],
    refused: [
      {
        says: "ARNs and names",
        input: () => ({ LoadBalancerArns: [noBalancer], Names: ["nowhere"] }),
        code: "ValidationError",
        about: "only one of",
      },
    ],
    faults: {
      LoadBalancerNotFoundException: {
        input: () => ({ Names: ["nowhere"] }),
        about: "Load balancers '[nowhere]' not found",
      },
    },
  },
  DescribeRules: {
    accepted: [
      {
        says: "the default one",
        input: ofListener,
        answer: ({ Rules }) => expect(Rules).toMatchObject([{ IsDefault: true }]),
      },
    ],
    refused: [
      {
        says: "neither rule nor listener",
        input: () => ({}),
        code: "ValidationError",
        about: "either rule ARNs or a listener ARN",
      },
    ],
    faults: {
      ListenerNotFoundException: unknownListener(),
      RuleNotFoundException: { input: () => ({ RuleArns: [noRule] }), about: "rules not found" },
    },
  },
  DescribeTags: {
    accepted: [
      {
        says: "of a target group",
        input: async (stage) => {
          const of = await ofTagged(stage);
          await stage.send("elbv2", "AddTags", of);
          return of;
        },
        answer: ({ TagDescriptions }) => expect(TagDescriptions).toMatchObject([{ Tags: [tag] }]),
      },
    ],
    faults: tagFaults,
  },
  DescribeTargetGroupAttributes: {
    accepted: [{ says: "by ARN", input: ofTargetGroup }],
    faults: { TargetGroupNotFoundException: unknownTargetGroup() },
  },
  DescribeTargetGroups: {
    accepted: [
      {
        says: "of a load balancer",
        input: async (stage) => ({ LoadBalancerArn: (await listening(stage)).LoadBalancerArn }),
        answer: ({ TargetGroups }) => expect(TargetGroups).toHaveLength(1),
      },
    ],
    faults: {
      LoadBalancerNotFoundException: unknownBalancer(),
      TargetGroupNotFoundException: {
        input: () => ({ TargetGroupArns: [noTargetGroup] }),
        about: "One or more target groups not found",
      },
    },
  },
  DescribeTargetHealth: {
    accepted: [
      {
        says: "of a target, and of one that is not registered",
        input: async (stage) => {
          const { TargetGroupArn, Targets } = await serving(stage);
          return { TargetGroupArn, Targets: [...Targets, { Id: await instance(stage) }] };
        },
        answer: ({ TargetHealthDescriptions }) =>
          expect(TargetHealthDescriptions).toMatchObject([
            {},
            { TargetHealth: { State: "unused", Reason: "Target.NotRegistered" } },
          ]),
      },
    ],
    faults: {
      InvalidTargetException: { never: "a target that is not registered is unused" },
      TargetGroupNotFoundException: unknownTargetGroup(),
    },
  },
  ModifyListener: {
    accepted: [
      {
        says: "to another port",
        input: async (stage) => ({ ...(await ofListener(stage)), Port: 8080 }),
        answer: ({ Listeners }) => expect(Listeners).toMatchObject([{ Port: 8080 }]),
      },
    ],
    faults: {
      DuplicateListenerException: {
        input: async (stage) => {
          const { LoadBalancerArn, TargetGroupArn, ListenerArn } = await listening(stage);
          const other = { LoadBalancerArn, Protocol: "HTTP", Port: 81 };
          const forwarding = { ...other, ...forwardTo(TargetGroupArn) };
          await stage.send("elbv2", "CreateListener", forwarding);
          return { ListenerArn, Port: 81 };
        },
        about: "already exists on this port",
      },
      ListenerNotFoundException: unknownListener(),
      TargetGroupNotFoundException: {
        input: async (stage) => ({ ...(await ofListener(stage)), ...forwardTo(noTargetGroup) }),
        about: noTargetGroup,
      },
      TrustStoreNotFoundException: noTrust,
      ...listenerFaults(async (stage, more) => ({ ...(await ofListener(stage)), ...more })),
    },
  },
  ModifyListenerAttributes: {
    accepted: [
      {
        says: "that it has",
        input: async (stage) => ({
          ...(await ofListener(stage)),
          ...attributes("routing.http.response.server.enabled", "false"),
        }),
      },
    ],
    refused: unknownAttribute(ofListener),
    faults: { ListenerNotFoundException: unknownListener(attributes("a", "b")) },
  },
  ModifyLoadBalancerAttributes: {
    accepted: [
      {
        says: "that it has",
        input: async (stage) => ({
          ...(await ofBalancer(stage)),
          ...attributes("idle_timeout.timeout_seconds", "30"),
        }),
      },
    ],
    refused: unknownAttribute(ofBalancer),
    faults: { LoadBalancerNotFoundException: unknownBalancer(attributes("a", "b")) },
  },
  ModifyTargetGroup: {
    accepted: [
      {
        says: "its health check",
        input: async (stage) => ({ ...(await ofTargetGroup(stage)), HealthCheckPath: "/ready" }),
        answer: ({ TargetGroups }) =>
          expect(TargetGroups).toMatchObject([{ HealthCheckPath: "/ready" }]),
      },
    ],
    faults: { TargetGroupNotFoundException: unknownTargetGroup() },
  },
  ModifyTargetGroupAttributes: {
    accepted: [
      {
        says: "that it has",
        input: async (stage) => ({
          ...(await ofTargetGroup(stage)),
          ...attributes("slow_start.duration_seconds", "30"),
        }),
      },
    ],
    refused: unknownAttribute(ofTargetGroup),
    faults: { TargetGroupNotFoundException: unknownTargetGroup(attributes("a", "b")) },
  },
  RegisterTargets: {
    accepted: [
      {
        says: "an instance",
        input: async (stage) => ({
          ...(await ofTargetGroup(stage)),
          Targets: [{ Id: await instance(stage) }],
        }),
      },
    ],
    faults: {
      InvalidTargetException: {
        input: async (stage) => ({
          ...(await ofTargetGroup(stage)),
          Targets: [{ Id: `i-${digits}` }],
        }),
        about: `i-${digits}`,
      },
      TargetGroupNotFoundException: unknownTargetGroup({ Targets: [{ Id: `i-${digits}` }] }),
    },
  },
  RemoveTags: {
    accepted: [{ says: "from a target group", input: ofTagged }],
    faults: { ...tagFaults, TooManyTagsException: { never: "a removal adds no tags" } },
  },
};

const ofClassic = async (stage: Stage) => ({ LoadBalancerName: await classic(stage) });
const inSubnets = async (stage: Stage) => ({
  LoadBalancerName: await classic(stage, { Subnets: stage.subnets.slice(0, 2) }),
});
const unknownClassic = (more: object = {}): Fault => ({
  input: () => ({ LoadBalancerName: "nowhere", LoadBalancerNames: ["nowhere"], ...more }),
  about: "There is no ACTIVE Load Balancer named 'nowhere'",
});
const ofTaggedClassic = async (stage: Stage) => ({
  LoadBalancerNames: [await classic(stage)],
  Tags: [tag],
});
const noInstance = [{ InstanceId: `i-${digits}` }];
const unknownInstance: Fault = {
  input: async (stage) => ({ ...(await ofClassic(stage)), Instances: noInstance }),
  about: `Could not find EC2 instance i-${digits}.`,
};
const check = {
  HealthCheck: {
    Target: "HTTP:80/",
    Interval: 10,
    Timeout: 5,
    UnhealthyThreshold: 2,
    HealthyThreshold: 2,
  },
};
const front = (more: object = {}) => ({
  LoadBalancerName: newName("front"),
  Listeners: [httpListener],
  AvailabilityZones: ["us-east-1a"],
  ...more,
});
const smtp = { Protocol: "SMTP", LoadBalancerPort: 25, InstancePort: 25 };

export const elbTable: Table = {
  AddTags: {
    accepted: [{ says: "to a load balancer", input: ofTaggedClassic }],
    faults: {
      AccessPointNotFoundException: unknownClassic({ Tags: [tag] }),
      DuplicateTagKeysException: {
        input: async (stage) => ({ ...(await ofTaggedClassic(stage)), Tags: twice }),
        about: "team",
      },
      TooManyTagsException: {
        input: async (stage) => ({ ...(await ofTaggedClassic(stage)), Tags: tags(51) }),
        about: "50",
      },
    },
  },
  ApplySecurityGroupsToLoadBalancer: {
    accepted: [
      {
        says: "in a VPC",
        input: async (stage) => ({ ...(await inSubnets(stage)), SecurityGroups: [`sg-${digits}`] }),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic({ SecurityGroups: [] }) },
  },
  AttachLoadBalancerToSubnets: {
    accepted: [
      {
        says: "one more",
        input: async (stage) => ({
          ...(await inSubnets(stage)),
          Subnets: stage.subnets.slice(2, 3),
        }),
        answer: ({ Subnets }) => expect(Subnets).toHaveLength(3),
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic({ Subnets: [] }),
      SubnetNotFoundException: {
        input: async (stage) => ({ ...(await inSubnets(stage)), Subnets: [`subnet-${digits}`] }),
        about: `subnet-${digits}`,
      },
    },
  },
  ConfigureHealthCheck: {
    accepted: [
      {
        says: "every member",
        input: async (stage) => ({ ...(await ofClassic(stage)), ...check }),
        answer: (answer) => expect(answer).toEqual(check),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic(check) },
  },
  CreateLoadBalancer: {
    accepted: [
      {
        says: "in a zone",
        input: () => front({ Tags: [tag], Scheme: "internal" }),
        answer: ({ DNSName }) => expect(DNSName).toMatch(/^internal-front-/),
      },
    ],
    refused: [
      {
        says: "a name that begins with a hyphen",
        input: () => front({ LoadBalancerName: "-front" }),
        code: "ValidationError",
        about: "'-front'",
      },
    ],
    faults: {
      DuplicateAccessPointNameException: {
        input: async (stage) => ({
          ...front({ AvailabilityZones: ["us-east-1c"] }),
          ...(await ofClassic(stage)),
        }),
        about: "already exists and it is configured with different parameters",
      },
      DuplicateTagKeysException: { input: () => front({ Tags: twice }), about: "team" },
      InvalidSchemeException: { input: () => front({ Scheme: "secret" }), about: "secret" },
      SubnetNotFoundException: {
        input: () => front({ AvailabilityZones: [], Subnets: [`subnet-${digits}`] }),
        about: `subnet-${digits}`,
      },
      TooManyTagsException: { input: () => front({ Tags: tags(51) }), about: "50" },
      UnsupportedProtocolException: {
        input: () => front({ Listeners: [smtp] }),
        about: "Protocol SMTP is not supported.",
      },
    },
  },
  CreateLoadBalancerListeners: {
    accepted: [
      {
        says: "on another port",
        input: async (stage) => ({
          ...(await ofClassic(stage)),
          Listeners: [{ ...httpListener, LoadBalancerPort: 81 }],
        }),
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic({ Listeners: [httpListener] }),
      DuplicateListenerException: {
        input: async (stage) => ({
          ...(await ofClassic(stage)),
          Listeners: [{ ...httpListener, InstancePort: 81 }],
        }),
        about: "with LoadBalancerPort 80",
      },
      UnsupportedProtocolException: {
        input: async (stage) => ({ ...(await ofClassic(stage)), Listeners: [smtp] }),
        about: "Protocol SMTP is not supported.",
      },
    },
  },
  DeleteLoadBalancer: {
    accepted: [
      { says: "by name", input: ofClassic },
      {
        says: "without effect when it is not there, as AWS documents",
        input: () => ({ LoadBalancerName: "nowhere" }),
      },
    ],
  },
  DeleteLoadBalancerListeners: {
    accepted: [
      {
        says: "by port",
        input: async (stage) => ({ ...(await ofClassic(stage)), LoadBalancerPorts: [80, 81] }),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic({ LoadBalancerPorts: [80] }) },
  },
  DeregisterInstancesFromLoadBalancer: {
    accepted: [
      {
        says: "an instance",
        input: classicServing,
        answer: (answer) => expect(answer).toEqual({ Instances: [] }),
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic({ Instances: noInstance }),
      InvalidEndPointException: unknownInstance,
    },
  },
  DescribeInstanceHealth: {
    accepted: [
      {
        says: "of an instance",
        input: classicServing,
        answer: ({ InstanceStates }) => expect(InstanceStates).toHaveLength(1),
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic(),
      InvalidEndPointException: unknownInstance,
    },
  },
  DescribeLoadBalancerAttributes: {
    accepted: [{ says: "AWS's defaults", input: ofClassic }],
    faults: { AccessPointNotFoundException: unknownClassic() },
  },
  DescribeLoadBalancerPolicies: {
    accepted: [
      {
        says: "none",
        input: ofClassic,
        answer: (answer) => expect(answer).toEqual({ PolicyDescriptions: [] }),
      },
    ],
    refused: [
      {
        says: "the sample policies",
        input: () => ({}),
        code: "NotImplemented",
        about: "sample policies",
        status: 501,
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic(),
      PolicyNotFoundException: {
        input: async (stage) => ({ ...(await ofClassic(stage)), PolicyNames: ["sticky"] }),
        about: "sticky",
      },
    },
  },
  DescribeLoadBalancers: {
    accepted: [
      {
        says: "by name",
        input: async (stage) => ({
          LoadBalancerNames: [(await classicServing(stage)).LoadBalancerName],
        }),
        answer: ({ LoadBalancerDescriptions }) =>
          expect(LoadBalancerDescriptions).toMatchObject([{ Scheme: "internet-facing" }]),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic() },
  },
  DescribeTags: {
    accepted: [{ says: "of a load balancer", input: ofTaggedClassic }],
    faults: { AccessPointNotFoundException: unknownClassic() },
  },
  DetachLoadBalancerFromSubnets: {
    accepted: [
      {
        says: "one of two",
        input: async (stage) => ({
          ...(await inSubnets(stage)),
          Subnets: stage.subnets.slice(0, 1),
        }),
        answer: ({ Subnets }) => expect(Subnets).toHaveLength(1),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic({ Subnets: [] }) },
  },
  DisableAvailabilityZonesForLoadBalancer: {
    accepted: [
      {
        says: "one of two",
        input: async (stage) => ({
          ...(await ofClassic(stage)),
          AvailabilityZones: ["us-east-1a"],
        }),
        answer: ({ AvailabilityZones }) => expect(AvailabilityZones).toEqual(["us-east-1b"]),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic({ AvailabilityZones: [] }) },
  },
  EnableAvailabilityZonesForLoadBalancer: {
    accepted: [
      {
        says: "one more",
        input: async (stage) => ({
          ...(await ofClassic(stage)),
          AvailabilityZones: ["us-east-1c"],
        }),
        answer: ({ AvailabilityZones }) => expect(AvailabilityZones).toHaveLength(3),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic({ AvailabilityZones: [] }) },
  },
  ModifyLoadBalancerAttributes: {
    accepted: [
      {
        says: "draining",
        input: async (stage) => ({
          ...(await ofClassic(stage)),
          LoadBalancerAttributes: { ConnectionDraining: { Enabled: true, Timeout: 60 } },
        }),
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic({
        LoadBalancerAttributes: { CrossZoneLoadBalancing: { Enabled: true } },
      }),
    },
  },
  RegisterInstancesWithLoadBalancer: {
    accepted: [
      {
        says: "an instance",
        input: async (stage) => ({
          ...(await ofClassic(stage)),
          Instances: [{ InstanceId: await instance(stage) }],
        }),
        answer: ({ Instances }) => expect(Instances).toHaveLength(1),
      },
    ],
    faults: {
      AccessPointNotFoundException: unknownClassic({ Instances: noInstance }),
      InvalidEndPointException: unknownInstance,
    },
  },
  RemoveTags: {
    accepted: [
      {
        says: "from a load balancer",
        input: async (stage) => ({
          ...(await ofTaggedClassic(stage)),
          Tags: [{ Key: tag.Key }],
        }),
      },
    ],
    faults: { AccessPointNotFoundException: unknownClassic({ Tags: [{ Key: tag.Key }] }) },
  },
};
