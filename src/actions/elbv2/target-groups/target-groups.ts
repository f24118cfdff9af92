/** The members of a new target group, with AWS's defaults for its health check. */
import type { Input } from "../../../model/operations.ts";
import { plainJson } from "../../plain-json.ts";
import { refuseBy } from "../../refusals.ts";
import {
  healthCheckRefusals,
  targetGroupRefusals,
  type WantedGroup,
} from "./target-group-refusals.ts";

type Request = Input<"elbv2", "CreateTargetGroup">;

/** A target group of Lambda functions has no protocol, port or VPC. */
export function newTargetGroupMembers(request: Request): Readonly<Record<string, unknown>> {
  const { Name: _, Tags: __, ...given } = request;
  const isLambda = given.TargetType === "lambda";
  refuseBy(targetGroupRefusals, given);
  const isHttp = given.Protocol === "HTTP" || given.Protocol === "HTTPS";
  const isGrpc = given.ProtocolVersion === "GRPC";
  const checkProtocol = given.HealthCheckProtocol ?? (isHttp ? "HTTP" : "TCP");
  const checksHttp = isLambda || checkProtocol === "HTTP" || checkProtocol === "HTTPS";
  const defaults = {
    TargetType: "instance",
    ...(isLambda ? {} : { HealthCheckProtocol: checkProtocol, HealthCheckPort: "traffic-port" }),
    HealthCheckEnabled: !isLambda,
    HealthCheckIntervalSeconds: isLambda ? 35 : 30,
    HealthCheckTimeoutSeconds: timeoutOf({ isLambda, isHttp, checksHttp }),
    HealthyThresholdCount: 5,
    UnhealthyThresholdCount: 2,
    ...(checksHttp
      ? {
          HealthCheckPath: isGrpc ? "/AWS.ALB/healthcheck" : "/",
          Matcher: isGrpc ? { GrpcCode: "12" } : { HttpCode: isHttp ? "200" : "200-399" },
        }
      : {}),
    ...(isHttp ? { ProtocolVersion: "HTTP1" } : {}),
    IpAddressType: "ipv4",
  };
  const members = { ...defaults, ...plainJson(given) };
  refuseBy(healthCheckRefusals, members as WantedGroup);
  return members;
}

/**
 * The members of a target group with what a request changes of its health check. Success codes go
 * with the protocol that has them.
 */
export function changedMembers(
  known: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { Matcher, HealthCheckPath, ...others } = known;
  const checksTcp = changes.HealthCheckProtocol === "TCP";
  const members = { ...(checksTcp ? others : known), ...changes };
  refuseBy(healthCheckRefusals, members as WantedGroup);
  return members;
}

interface Check {
  readonly isLambda: boolean;
  readonly isHttp: boolean;
  readonly checksHttp: boolean;
}

/** Network load balancers wait longer: 6 seconds for HTTP, 10 for TCP. */
function timeoutOf({ isLambda, isHttp, checksHttp }: Check): number {
  if (isLambda) return 30;
  if (isHttp) return 5;
  return checksHttp ? 6 : 10;
}
