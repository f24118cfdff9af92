/** Decides which service and operation a request names, and which account and region it is for. */

import { ServiceError } from "../model/faults.ts";
import { type ServiceName, serviceModel, serviceNames } from "../model/shapes.ts";
import { refusePresignedChange } from "./presigned.ts";
import type { Parameters } from "./query.ts";

/** What SigV4 says about the caller; the signature itself is not verified. */
export interface Scope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly signingName: string;
  /** Whether it is in the address; such a request may only read. */
  readonly isPresigned: boolean;
}

export interface Route {
  readonly service: ServiceName;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** The access key of the signature; undefined without one. */
  readonly accessKeyId: string | undefined;
}

export interface RouteDefaults {
  readonly defaultAccount: string;
  readonly defaultRegion: string;
  readonly allowUnsigned: boolean;
}

/** How each service is recognised, without loading its whole model. */
export const recognition: Readonly<Record<ServiceName, Recognition>> = {
  autoscaling: { signingName: "autoscaling", apiVersion: "2011-01-01" },
  ec2: { signingName: "ec2", apiVersion: "2016-11-15" },
  cloudwatch: {
    signingName: "monitoring",
    apiVersion: "2010-08-01",
    targetPrefix: "GraniteServiceVersion20100801",
  },
  elbv2: { signingName: "elasticloadbalancing", apiVersion: "2015-12-01" },
  elb: { signingName: "elasticloadbalancing", apiVersion: "2012-06-01" },
  ssm: { signingName: "ssm", apiVersion: "2014-11-06", targetPrefix: "AmazonSSM" },
  events: { signingName: "events", apiVersion: "2015-10-07", targetPrefix: "AWSEvents" },
  sts: { signingName: "sts", apiVersion: "2011-06-15" },
};

interface Recognition {
  readonly signingName: string;
  readonly apiVersion: string;
  /** The service's name in the protocols that are not Query. */
  readonly targetPrefix?: string;
}

const credential = /^([^/,\s]+)\/\d{8}\/([a-z0-9-]+)\/([a-z0-9-]+)\/aws4_request$/;

/**
 * The credential scope of a request, from the Authorization header or from `presignedCredential`;
 * undefined when it has neither. Throws `IncompleteSignature` 400 for a malformed one.
 */
export function readScope(
  authorization: string | undefined,
  presigned?: string,
): Scope | undefined {
  const inHeader =
    authorization === undefined ? undefined : /Credential=([^,\s]*)/.exec(authorization);
  const text = authorization === undefined ? presigned : inHeader?.[1];
  if (authorization === undefined && text === undefined) return undefined;
  const isSigV4 = authorization === undefined || authorization.startsWith("AWS4-HMAC-SHA256 ");
  const parts = isSigV4 && text !== undefined ? credential.exec(text) : null;
  const [, accessKeyId, region, signingName] = parts ?? [];
  if (accessKeyId === undefined || region === undefined || signingName === undefined) {
    throw new ServiceError("IncompleteSignature", incompleteSignature(authorization, text));
  }
  const isPresigned = authorization === undefined;
  return { accessKeyId, region, signingName, isPresigned };
}

function incompleteSignature(authorization: string | undefined, text: string | undefined): string {
  if (text === undefined) {
    return `Authorization header requires 'Credential' parameter. Authorization=${authorization}`;
  }
  return `Credential must have the form AccessKeyId/Date/Region/Service/aws4_request, got: ${text}`;
}

/**
 * The service that a request is for: by scope, else by Version, else Auto Scaling. Both versions of
 * Elastic Load Balancing sign alike, so the Version decides between them.
 */
export function serviceOf(scope: Scope | undefined, parameters: Parameters): ServiceName {
  const version = parameters.get("Version");
  const byScope = serviceNames.filter(
    (name) => recognition[name].signingName === scope?.signingName,
  );
  const byBoth = byScope.find((name) => recognition[name].apiVersion === version);
  const byVersion = serviceNames.find((name) => recognition[name].apiVersion === version);
  return byBoth ?? byScope[0] ?? byVersion ?? "autoscaling";
}

/**
 * The route of a request, also for AWS's operations that are not emulated. Throws
 * `MissingAuthenticationToken` or `AccessDenied` 403, `MissingAction` or `InvalidAction` 400
 * (R-020, R-022).
 */
export function findRoute(
  scope: Scope | undefined,
  { service, parameters }: { readonly service: ServiceName; readonly parameters: Parameters },
  defaults: RouteDefaults,
): Route {
  refuseUnsigned(scope, defaults);
  const operation = parameters.get("Action");
  if (!operation) {
    const message = "The request is missing an action or a required parameter.";
    throw new ServiceError("MissingAction", message);
  }
  refuseUnknown(service, operation, parameters.get("Version"));
  if (scope?.isPresigned && !defaults.allowUnsigned) refusePresignedChange(operation);
  return { service, operation, ...accountAndRegion(scope, defaults) };
}

function refuseUnsigned(scope: Scope | undefined, { allowUnsigned }: RouteDefaults): void {
  if (scope !== undefined || allowUnsigned) return;
  throw new ServiceError("MissingAuthenticationToken", "Missing Authentication Token", 403);
}

/** An access key that looks like an account number selects that account. */
function accountAndRegion(scope: Scope | undefined, defaults: RouteDefaults) {
  const isAccount = scope !== undefined && /^\d{12}$/.test(scope.accessKeyId);
  return {
    account: isAccount ? scope.accessKeyId : defaults.defaultAccount,
    region: scope?.region ?? defaults.defaultRegion,
    accessKeyId: scope?.accessKeyId,
  };
}

/** The service that a request outside Query names by its target. */
export function serviceOfTarget(prefix: string): ServiceName | undefined {
  return serviceNames.find((name) => recognition[name].targetPrefix === prefix);
}

/** Like findRoute, for requests that name service and operation outside their parameters. */
export function findNamedRoute(
  scope: Scope | undefined,
  named: Pick<Route, "service" | "operation">,
  defaults: RouteDefaults,
): Route {
  refuseUnsigned(scope, defaults);
  const { operations, otherOperations } = serviceModel(named.service);
  const isKnown = operations.has(named.operation) || otherOperations.has(named.operation);
  if (!isKnown) throw unknownOperation(named.operation);
  return { ...named, ...accountAndRegion(scope, defaults) };
}

/** `UnknownOperationException` 400, naming the unknown target. */
export function unknownOperation(name: string): ServiceError {
  return new ServiceError("UnknownOperationException", `There is no operation ${name}.`);
}

function refuseUnknown(service: ServiceName, operation: string, version: string | undefined): void {
  const model = serviceModel(service);
  const isKnown = model.operations.has(operation) || model.otherOperations.has(operation);
  if (isKnown && version === model.apiVersion) return;
  if (model.protocol === "ec2" && version === model.apiVersion) {
    const message = `The action ${operation} is not valid for this web service.`;
    throw new ServiceError("InvalidAction", message);
  }
  const asked = version || "NO_VERSION_SPECIFIED";
  const message = `Could not find operation ${operation} for version ${asked}`;
  throw new ServiceError("InvalidAction", message);
}
