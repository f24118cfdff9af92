/** The faults that AWS models for an operation, each with its row: its own or one of these. */
import { foreignToken, type ModelledFault, modelledFaults } from "../sweep-rows.ts";
import type { Fault, Rows } from "./rows.ts";
import { sentTo } from "./rows.ts";
import type { Neighbour, Stage } from "./stage.ts";

const serial = "AWS answers it to calls at the same time; here calls come one by one";
const unchanged = "what a listener was refused for when it was made is not there to be found again";
const quota = "quotas of an account are not enforced";
const noCertificates = "certificates and what belongs to TLS are names only";
const noTrust = "trust stores cannot be made, and none is looked for";
const policies = "Policies are refused by name, with NotImplemented";
const invalidSettings = "settings that do not go together are answered with ValidationError";

/** Why nothing here raises it, by service. */
const never: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cloudwatch: {
    ConcurrentModificationException: serial,
    ConflictException: serial,
    InternalServiceFault: "nothing fails inside on purpose",
    InvalidParameterValueException: "bad values are refused by the model's constraints before it",
    InvalidParameterCombinationException: "metric data are stored as sent: no alarm looks at them",
    LimitExceededFault: quota,
  },
  events: {
    ConcurrentModificationException: serial,
    InternalException: "nothing fails inside on purpose",
    LimitExceededException: "it takes 300 rules, or five targets, as test/conformance/events shows",
    ManagedRuleException: "no rule is managed by a service of AWS",
  },
  ssm: {
    HierarchyTypeMismatchException: "a new version of a parameter may have another type",
    IncompatiblePolicyException: policies,
    InternalServerError: "nothing fails inside on purpose",
    InvalidKeyId: "there are no keys: any KeyId that is well formed will do",
    InvalidPolicyAttributeException: policies,
    InvalidPolicyTypeException: policies,
    InvalidResourceType: "the model's enumeration refuses what is no type; others are told of, 501",
    ParameterLimitExceeded: quota,
    PoliciesLimitExceededException: policies,
    TooManyUpdates: serial,
    UnsupportedParameterType: "the model's enumeration refuses it before",
  },
  elbv2: {
    ALPNPolicyNotSupportedException: unchanged,
    AllocationIdNotFoundException: "elastic addresses are not there, and none is looked for",
    AvailabilityZoneNotSupportedException: "every zone that has a subnet is supported",
    CertificateNotFoundException: unchanged,
    HealthUnavailableException: "the health of targets is always known",
    IncompatibleProtocolsException: unchanged,
    InvalidConfigurationRequestException: invalidSettings,
    InvalidLoadBalancerActionException: "wrong actions are answered with ValidationError",
    InvalidSchemeException: "the model's enumeration refuses it before",
    InvalidSecurityGroupException: "any security group will do, as in a launch",
    InvalidSubnetException: "a subnet that is there is always of use",
    PriorRequestNotCompleteException: serial,
    SSLPolicyNotFoundException: unchanged,
    TargetGroupAssociationLimitException: unchanged,
    TooManyActionsException: quota,
    TooManyCertificatesException: quota,
    TooManyListenersException: quota,
    TooManyLoadBalancersException: quota,
    TooManyRegistrationsForTargetIdException: quota,
    TooManyTargetGroupsException: quota,
    TooManyTargetsException: quota,
    TooManyUniqueTargetGroupsPerLoadBalancerException: quota,
    TrustStoreNotReadyException: noTrust,
    UnsupportedProtocolException: "an unfit protocol is answered with ValidationError, as recorded",
  },
  elb: {
    CertificateNotFoundException: noCertificates,
    DependencyThrottleException: "there is nothing behind it that could throttle",
    InvalidConfigurationRequestException: invalidSettings,
    InvalidSecurityGroupException: "any security group will do, as in a launch",
    InvalidSubnetException: "a subnet that is there is always of use",
    LoadBalancerAttributeNotFoundException: "the model's members are all the attributes there are",
    OperationNotPermittedException: "permissions are not checked",
    TooManyAccessPointsException: quota,
  },
};

export function faultsOf(
  service: Neighbour,
  operation: string,
  rows: Rows,
): readonly ModelledFault<Fault>[] {
  return modelledFaults(
    service,
    operation,
    (name) => rows.faults?.[name] ?? sharedRow(service, name, rows),
  );
}

function sharedRow(service: Neighbour, name: string, rows: Rows): Fault | undefined {
  if (name === "InvalidNextToken") {
    const input = async (stage: Stage) => ({
      ...(await sentTo(stage, rows)),
      NextToken: foreignToken,
    });
    return { input, about: foreignToken };
  }
  const why = never[service]?.[name];
  return why === undefined ? undefined : { never: why };
}
