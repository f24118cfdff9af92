/**
 * What Elastic Load Balancing refuses of a target group, and of its health check when that changes.
 * The texts are those that the public rule set cdk-preflight recorded.
 */
import type { Refusal } from "../../../domain/refusals.ts";
import type { Input } from "../../../model/operations.ts";

/** A new target group as the request says it, or a known one with what the request changes. */
export type WantedGroup = Omit<Input<"elbv2", "CreateTargetGroup">, "Name" | "Tags">;

const isLambda = ({ TargetType }: WantedGroup) => TargetType === "lambda";
const isHttp = ({ Protocol }: WantedGroup) => Protocol === "HTTP" || Protocol === "HTTPS";
const typeOf = ({ TargetType = "instance" }: WantedGroup) => TargetType;

function ofLambda(member: "Protocol" | "Port" | "VpcId", word: string): Refusal<WantedGroup> {
  return {
    when: (group) => isLambda(group) && group[member] !== undefined,
    text: `${word} cannot be specified for target groups with target type 'lambda'`,
  };
}

function needed(member: "Protocol" | "Port" | "VpcId", word: string): Refusal<WantedGroup> {
  return {
    when: (group) => !isLambda(group) && group[member] === undefined,
    text: `A ${word} must be specified`,
  };
}

/** By the members that cannot be changed. */
export const targetGroupRefusals: readonly Refusal<WantedGroup>[] = [
  ofLambda("Protocol", "Protocol"),
  ofLambda("Port", "Port"),
  ofLambda("VpcId", "VPC ID"),
  needed("Protocol", "protocol"),
  needed("Port", "port"),
  needed("VpcId", "VPC ID"),
  {
    when: ({ IpAddressType, ...group }) => IpAddressType === "ipv6" && isLambda(group),
    text: "Target type 'lambda' is not supported with an IPv6 target group",
  },
  {
    when: ({ IpAddressType, Protocol = "" }) =>
      IpAddressType === "ipv6" && Protocol.endsWith("QUIC"),
    text: ({ Protocol }) => `Protocol '${Protocol}' is not supported with an IPv6 target group`,
  },
  {
    when: ({ TargetType, Protocol }) => TargetType === "alb" && Protocol !== "TCP",
    text: ({ Protocol }) =>
      `Target type 'alb' is not supported for target groups with ${Protocol} protocol`,
  },
  {
    when: ({ Protocol, Port }) => Protocol === "GENEVE" && Port !== 6081,
    text: "Port must be 6081 for GENEVE target groups.",
  },
  {
    when: ({ ProtocolVersion = "", ...group }) => ProtocolVersion !== "" && !isHttp(group),
    text: ({ Protocol }) =>
      `You cannot specify the protocol version for a target group with the '${Protocol}' protocol`,
  },
  {
    // Terraform sends an empty one for none.
    when: ({ ProtocolVersion = "" }) =>
      ProtocolVersion !== "" && !protocolVersions.includes(ProtocolVersion),
    text: ({ ProtocolVersion }) =>
      `Target group protocol version '${ProtocolVersion}' must be one of ` +
      `'[${protocolVersions.join(", ")}]'`,
  },
  {
    when: ({ TargetControlPort, ...group }) =>
      TargetControlPort !== undefined && !(isHttp(group) && typeOf(group) !== "lambda"),
    text: "Target control port is not supported",
  },
];

const protocolVersions = ["HTTP2", "HTTP1", "GRPC"];

/** The protocols that can check the targets. */
function checkProtocols(group: WantedGroup): readonly string[] {
  return isHttp(group) || isLambda(group) ? ["HTTP", "HTTPS"] : ["HTTP", "HTTPS", "TCP"];
}

function isCheckedByHttp(group: WantedGroup): boolean {
  return isLambda(group) || group.HealthCheckProtocol !== "TCP";
}

/** The numbers in `200,301-302`. */
function codesIn(text = ""): readonly number[] {
  return text.split(/[,-]/).map(Number);
}

const grpcCodes = [0, 99] as const;

/** The HTTP codes that say that a target is healthy, by the load balancer that asks. */
function httpCodes(group: WantedGroup): readonly [number, number] {
  if (isHttp(group) || isLambda(group)) return [200, 499];
  return group.Protocol === "GENEVE" ? [200, 399] : [200, 599];
}

function isOutside([least, most]: readonly [number, number]) {
  return (code: number) => !(code >= least && code <= most);
}

function wrongCodeText(
  words: string,
  codes: readonly number[],
  range: readonly [number, number],
): string {
  const wrong = codes.find(isOutside(range));
  const within = `must be within '${range.join("-")}' inclusive`;
  return `Health check matcher ${words} code '${wrong}' ${within}`;
}

const isGrpc = ({ ProtocolVersion }: WantedGroup) => ProtocolVersion === "GRPC";

/** A network load balancer may wait as long as it takes to the next check. */
function waitsTooLong(group: WantedGroup): boolean {
  const { HealthCheckIntervalSeconds: interval = 0, HealthCheckTimeoutSeconds: timeout = 0 } =
    group;
  return isHttp(group) || isLambda(group) ? timeout >= interval : timeout > interval;
}

/** By the health check, with the defaults of what the request leaves out. */
export const healthCheckRefusals: readonly Refusal<WantedGroup>[] = [
  {
    when: ({ HealthCheckEnabled, ...group }) => HealthCheckEnabled === false && !isLambda(group),
    text: (group) =>
      `Health check enabled must be true for target groups with target type '${typeOf(group)}'`,
  },
  {
    when: ({ HealthCheckPort: port = "traffic-port" }) =>
      port !== "traffic-port" &&
      !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535),
    text: ({ HealthCheckPort }) =>
      `Health check port '${HealthCheckPort}' must be within '1-65535' or 'traffic-port'`,
  },
  {
    when: ({ HealthCheckProtocol = "HTTP", ...group }) =>
      !checkProtocols(group).includes(HealthCheckProtocol),
    text: ({ HealthCheckProtocol, ...group }) =>
      `Health check protocol '${HealthCheckProtocol}' must be one of ` +
      `'${checkProtocols(group).join(", ")}'`,
  },
  {
    when: waitsTooLong,
    text: ({ HealthCheckTimeoutSeconds, HealthCheckIntervalSeconds }) =>
      `Health check timeout '${HealthCheckTimeoutSeconds}' must be smaller than the interval ` +
      `'${HealthCheckIntervalSeconds}'`,
  },
  {
    when: ({ Matcher, ...group }) => Matcher !== undefined && !isCheckedByHttp(group),
    text: "Custom health check matchers are not supported for the requested target group",
  },
  {
    when: ({ Matcher, ...group }) =>
      Matcher !== undefined && !isGrpc(group) && (Matcher.HttpCode ?? "") === "",
    text: "Health check matcher HTTP code cannot be empty",
  },
  {
    when: ({ Matcher, ...group }) =>
      Matcher?.HttpCode !== undefined &&
      codesIn(Matcher.HttpCode).some(isOutside(httpCodes(group))),
    text: ({ Matcher, ...group }) =>
      wrongCodeText("HTTP", codesIn(Matcher?.HttpCode), httpCodes(group)),
  },
  {
    when: ({ Matcher }) =>
      Matcher?.GrpcCode !== undefined && codesIn(Matcher.GrpcCode).some(isOutside(grpcCodes)),
    text: ({ Matcher }) => wrongCodeText("GRPC", codesIn(Matcher?.GrpcCode), grpcCodes),
  },
];
