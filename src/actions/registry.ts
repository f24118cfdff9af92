/** Every emulated operation, by service and name. */
import { notEmulated } from "../model/not-emulated.ts";
import type { ServiceName } from "../model/shapes.ts";
import type { Action } from "./action.ts";
import { autoScalingOperations } from "./autoscaling/operations.ts";
import { cloudWatchOperations } from "./cloudwatch/operations.ts";
import { ec2Operations } from "./ec2/operations.ts";
import { elbOperations } from "./elb/operations.ts";
import { elbv2Operations } from "./elbv2/operations.ts";
import { eventBridgeOperations } from "./events/operations.ts";
import { ssmOperations } from "./ssm/operations.ts";
import { stsOperations } from "./sts/operations.ts";

const operations: Readonly<Record<ServiceName, Readonly<Record<string, Action>>>> = {
  autoscaling: autoScalingOperations,
  ec2: ec2Operations,
  cloudwatch: cloudWatchOperations,
  elbv2: elbv2Operations,
  elb: elbOperations,
  ssm: ssmOperations,
  events: eventBridgeOperations,
  sts: stsOperations,
};

export const actions: readonly Action[] = Object.values(operations).flatMap((ofService) =>
  Object.values(ofService),
);

/** Undefined for an operation that is not emulated. */
export function findAction(service: ServiceName, operation: string): Action | undefined {
  const ofService = operations[service];
  return Object.hasOwn(ofService, operation) ? ofService[operation] : undefined;
}

/** Throws `NotImplemented` for an operation that is not emulated. */
export function existingAction(service: ServiceName, operation: string): Action {
  const action = findAction(service, operation);
  if (action !== undefined) return action;
  throw notEmulated(operation);
}
