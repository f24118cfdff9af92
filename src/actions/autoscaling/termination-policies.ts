/** Validates a list of termination policies (G-046 to G-049). */
import type { Region } from "../../domain/world.ts";
import { type ServiceError, validationError } from "../../model/faults.ts";
import { serviceLinkedRoleArn } from "./service-linked-role.ts";

/** AWS's policies; its message has "Lambda" for the ARN of any function. */
export const terminationPolicyNames: readonly string[] = [
  "AllocationStrategy",
  "ClosestToNextInstanceHour",
  "Default",
  "Lambda",
  "NewestInstance",
  "OldestInstance",
  "OldestLaunchConfiguration",
  "OldestLaunchTemplate",
];

const defaultPolicies: readonly string[] = ["Default"];

/** The list as sent, in its order (G-046); an empty one gets AWS's default. */
export function readTerminationPolicies(
  policies: readonly string[],
  region: Region,
): readonly string[] {
  const unknown = policies.filter((policy) => !isKnown(policy));
  if (unknown.length > 0) {
    throw validationError(
      `[${unknown.join(", ")}] is not a valid termination policy. Valid termination policies ` +
        `are: [${terminationPolicyNames.join(", ")}].`,
    );
  }
  const functions = policies.filter(isFunctionArn);
  const [first] = functions;
  if (first !== undefined) throw lambdaRefused({ policies, functions, first, region });
  return policies.length === 0 ? defaultPolicies : policies;
}

function isKnown(policy: string): boolean {
  return isFunctionArn(policy) || terminationPolicyNames.includes(policy);
}

function isFunctionArn(policy: string): boolean {
  return /^arn:[^:]+:lambda:[^:]+:[^:]+:function:/.test(policy);
}

/** There are no functions here, so every ARN is refused as one that AWS cannot call (G-049). */
function lambdaRefused(named: {
  readonly policies: readonly string[];
  readonly functions: readonly string[];
  readonly first: string;
  readonly region: Region;
}): ServiceError {
  const { policies, functions, first, region } = named;
  if (functions.length > 1) {
    return validationError(
      " Only one lambda termination policy is allowed, but multiple were specified.",
    );
  }
  if (policies[0] !== first) {
    return validationError(" Lambda termination policies need to be first in the list.");
  }
  if (first.endsWith(":$LATEST")) {
    return validationError(
      ` Lambda function ${first} is qualified with unsupported version $LATEST.`,
    );
  }
  if (first.split(":")[3] !== region.name) {
    return validationError(` Lambda function ${first} does not exist.`);
  }
  return validationError(
    ` Lambda function ${first} does not have permissions set up to be called by ` +
      `${serviceLinkedRoleArn(region)}.`,
  );
}
