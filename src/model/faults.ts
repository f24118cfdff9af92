/** Defines the error type that becomes an AWS error answer, and functions that create it. */

import type { Sdk } from "./operations.ts";
import { type ServiceName, serviceModel } from "./shapes.ts";

/** A caller's mistake (status below 500), or a failure of the service. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  /** AWS's code on the wire, such as "ValidationError". */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }

  /** Whether AWS answers `Type` Sender (R-012, G-003): every 4xx; a 5xx is Receiver. */
  get sender(): boolean {
    return this.status < 500;
  }
}

type FaultIn<Exports> = {
  [Key in keyof Exports]: Exports[Key] extends abstract new (
    ...args: never[]
  ) => { readonly $fault: "client" | "server" }
    ? Key
    : never;
}[keyof Exports] &
  string;

/** A fault that AWS models for the service, by its shape name. */
export type FaultName<S extends ServiceName> = FaultIn<Sdk[S]>;

/**
 * A fault of AWS's model with the model's own code and HTTP status:
 * `fault("autoscaling", "InstanceRefreshInProgressFault", message)` is `InstanceRefreshInProgress`,
 * 400.
 */
export function fault<S extends ServiceName>(
  service: S,
  name: FaultName<S>,
  message: string,
): ServiceError {
  const modelled = serviceModel(service).faults.get(name);
  if (modelled === undefined) throw new Error(`${service} models no fault ${name}`);
  return new ServiceError(modelled.code, message, modelled.status);
}

/** `ValidationError`, 400: Auto Scaling's answer to most wrong requests, missing in AWS's model. */
export function validationError(message: string): ServiceError {
  return new ServiceError("ValidationError", message);
}

/** A constraint that a member of a request does not satisfy. */
export interface FailedConstraint {
  /** The member's path in AWS's own server, as `tags.1.member.key`. */
  readonly path: string;
  /** As printed: in quotes, or null. */
  readonly value: string;
  readonly constraint: string;
}

/** `1 validation error detected: Value '101' at 'x' failed to satisfy constraint: …` (G-006) */
export function constraintErrors(failed: readonly FailedConstraint[]): ServiceError {
  const items = failed.map(
    ({ path, value, constraint }) =>
      `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  const count = `${items.length} validation error${items.length === 1 ? "" : "s"} detected`;
  return validationError(`${count}: ${items.join("; ")}`);
}

/**
 * An error of EC2, whose model lists none: code, message and HTTP status, 400 by default (G-132).
 */
export function ec2Error(code: string, message: string, status = 400): ServiceError {
  return new ServiceError(code, message, status);
}
