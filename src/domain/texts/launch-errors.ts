/**
 * EC2's usual texts for launches that it refuses, by error code, without the final full stop: the
 * status message of a failed activity goes on with "Launching EC2 instance failed." The texts
 * follow AWS's troubleshooting pages as remembered; no recording confirms them word for word.
 */

/** What the texts speak of. */
export interface RefusedLaunch {
  readonly imageId: string;
  readonly instanceType: string;
  readonly availabilityZone: string;
  readonly subnetId: string | undefined;
  /** The group's other zones. */
  readonly otherZones: readonly string[];
}

const requestAdjustment =
  "Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this " +
  "limit";

/** More instances than EC2 lets anybody have. */
export const launchLimitText =
  "You have requested more instances than your current instance limit allows for the specified " +
  `instance type. ${requestAdjustment}`;

const texts: Readonly<Record<string, (launch: RefusedLaunch) => string>> = {
  InsufficientInstanceCapacity: ({ instanceType, availabilityZone, otherZones }) =>
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you ` +
    `requested (${availabilityZone}). Our system will be working on provisioning additional ` +
    `capacity. You can currently get ${instanceType} capacity by not specifying an Availability ` +
    `Zone in your request${orChoosing(otherZones)}`,
  InsufficientFreeAddressesInSubnet: ({ subnetId }) =>
    `There are not enough free addresses in subnet '${subnetId ?? ""}' to satisfy the requested ` +
    "number of instances",
  InstanceLimitExceeded: () => launchLimitText,
  InternalError: () => "An internal error has occurred",
  "InvalidAMIID.NotFound": ({ imageId }) => `The image id '[${imageId}]' does not exist`,
  "InvalidAMIID.Unavailable": ({ imageId }) =>
    `The image ID '${imageId}' is no longer available for launch`,
  MaxSpotInstanceCountExceeded: () => "Max spot instance count exceeded",
  RequestLimitExceeded: () => "Request limit exceeded",
  UnauthorizedOperation: () => "You are not authorized to perform this operation",
  Unsupported: ({ instanceType, availabilityZone, otherZones }) =>
    `Your requested instance type (${instanceType}) is not supported in your requested ` +
    `Availability Zone (${availabilityZone}). Please retry your request by not specifying an ` +
    `Availability Zone${orChoosing(otherZones)}`,
  VcpuLimitExceeded: () =>
    "You have requested more vCPU capacity than your current vCPU limit allows for the instance " +
    `bucket that the specified instance type belongs to. ${requestAdjustment}`,
};

function orChoosing(zones: readonly string[]): string {
  return zones.length === 0 ? "" : ` or choosing ${zones.join(", ")}`;
}

/** The codes that have a text of their own; any other needs one from the user. */
export const launchErrorCodes: readonly string[] = Object.keys(texts);

export function launchErrorText(code: string, launch: RefusedLaunch): string {
  return texts[code]?.(launch) ?? code;
}

/** AWS's words when a group is to use a launch configuration that there is not (G-285). */
export function unknownLaunchConfiguration(name: string): string {
  return (
    `Launch configuration name not found - A launch configuration with the name: ${name} does ` +
    "not exist"
  );
}
