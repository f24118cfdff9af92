/** EC2's refusals of malformed names, by shape. */

import { ec2Error, type ServiceError } from "./faults.ts";

const refusals: ReadonlyMap<string, () => ServiceError> = new Map([
  ["ImageNameRequest", malformedImageName],
  ["LaunchTemplateName", malformedTemplateName],
]);

/** Undefined for other shapes, whose values EC2 refuses with InvalidParameterValue. */
export function malformedName(shape: string): ServiceError | undefined {
  return refusals.get(shape)?.();
}

export function malformedImageName(): ServiceError {
  const message =
    "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, " +
    "'(', ')', '.', '-', '/' and '_'";
  return ec2Error("InvalidAMIName.Malformed", message);
}

function malformedTemplateName(): ServiceError {
  const message =
    "A launch template name must be between 3 and 128 characters, and may contain letters, " +
    "numbers, and the following characters: - ( ) . / _.";
  return ec2Error("InvalidLaunchTemplateName.MalformedException", message);
}
