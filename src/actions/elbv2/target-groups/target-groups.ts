/** The members of a new target group, with AWS's defaults for its health check. */
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { plainJson } from "../../plain-json.ts";

type Request = Input<"elbv2", "CreateTargetGroup">;

/** A group of Lambda functions has neither protocol nor port nor VPC. */
export function newTargetGroupMembers(request: Request): Readonly<Record<string, unknown>> {
  const { Name: _, Tags: __, ...given } = request;
  const isLambda = given.TargetType === "lambda";
  if (!isLambda) {
    if (given.Protocol === undefined) throw validationError(balancerTexts.missing("protocol"));
    if (given.Port === undefined) throw validationError(balancerTexts.missing("port"));
    if (given.VpcId === undefined) throw validationError(balancerTexts.missing("VPC ID"));
  }
  const isHttp = given.Protocol === "HTTP" || given.Protocol === "HTTPS";
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
      ? { HealthCheckPath: "/", Matcher: { HttpCode: isHttp ? "200" : "200-399" } }
      : {}),
    ...(isHttp ? { ProtocolVersion: "HTTP1" } : {}),
    IpAddressType: "ipv4",
  };
  return { ...defaults, ...plainJson(given) };
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
