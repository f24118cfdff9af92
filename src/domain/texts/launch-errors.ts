/**
 * EC2's messages for refused launches, by the name that faults use, without the final full stop,
 * because the status message of a failed activity continues with "Launching EC2 instance failed."
 * Messages not recorded in an activity are in inferred-launch-texts.ts.
 */
import type { PurchaseOption } from "../instance.ts";
import { inferredLaunchTexts } from "./inferred-launch-texts.ts";

/** EC2's refusal of a launch; a message given whole by a user has no code. */
export interface LaunchError {
  readonly code?: string | undefined;
  readonly message: string;
}

/** The launch that a message describes. */
export interface RefusedLaunch {
  readonly imageId: string;
  readonly instanceType: string;
  readonly availabilityZone: string;
  readonly subnetId: string | undefined;
  /** The group's other zones. */
  readonly otherZones: readonly string[];
  /** The account's limit of vCPUs or instances; a usual one by default. */
  readonly limit: number | undefined;
}

const requestAdjustment =
  "Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this " +
  "limit";

/** The default limits in EC2's messages: those of many accounts. */
const usualLimits = { VcpuLimitExceeded: 32, InstanceLimitExceeded: 20 } as const;

/** Whether an error's message names a limit, which a fault can set. */
export function namesLimit(error: string): boolean {
  return Object.hasOwn(usualLimits, error);
}

/** The message when a launch exceeds the limit of instances (G-208). */
export function instanceLimitText(limit: number): string {
  return (
    `You have requested more instances (${limit + 1}) than your current instance limit of ` +
    `${limit} allows for the specified instance type. ${requestAdjustment}`
  );
}

interface KnownError {
  /** EC2's code, if it differs from the name. */
  readonly code?: string;
  /** The refusal of the whole call, which a mixed instances group shows without prefix. */
  readonly isOfCall?: true;
  readonly text: (launch: RefusedLaunch) => string;
}

const errors = {
  AuthFailure: { isOfCall: true, text: () => "Authentication Failure" },
  FleetRequestLimitExceeded: {
    isOfCall: true,
    text: () => "You've reached your quota for maximum Fleet Requests for this account",
  },
  InsufficientInstanceCapacity: {
    text: ({ instanceType, availabilityZone, otherZones }) =>
      `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you ` +
      `requested (${availabilityZone}). Our system will be working on provisioning additional ` +
      `capacity. You can currently get ${instanceType} capacity by not specifying an ` +
      `Availability Zone in your request${orChoosing(otherZones)}`,
  },
  InsufficientFreeAddressesInSubnet: {
    text: ({ subnetId }) =>
      `There are not enough free addresses in subnet '${subnetId ?? ""}' to satisfy the ` +
      "requested number of instances",
  },
  InstanceLimitExceeded: {
    text: ({ limit = usualLimits.InstanceLimitExceeded }) => instanceLimitText(limit),
  },
  InternalError: { text: () => inferredLaunchTexts.internalError },
  "InvalidAMIID.NotFound": { text: ({ imageId }) => `The image id '[${imageId}]' does not exist` },
  "InvalidAMIID.Unavailable": { text: ({ imageId }) => inferredLaunchTexts.imageGone(imageId) },
  InvalidParameterCombination: {
    text: () =>
      "The specified instance type is not eligible for Free Tier. For a list of Free Tier " +
      "instance types, run 'describe-instance-types' with the filter 'free-tier-eligible=true'",
  },
  MaxSpotInstanceCountExceeded: { text: () => "Max spot instance count exceeded" },
  RequestLimitExceeded: { isOfCall: true, text: () => inferredLaunchTexts.tooManyRequests },
  UnauthorizedOperation: { text: () => inferredLaunchTexts.unauthorized },
  UnfulfillableCapacity: {
    text: () =>
      "Unable to fulfill capacity due to your request configuration. Please adjust your request " +
      "and try again",
  },
  Unsupported: {
    text: ({ instanceType, availabilityZone, otherZones }) =>
      `Your requested instance type (${instanceType}) is not supported in your requested ` +
      `Availability Zone (${availabilityZone}). Please retry your request by not specifying an ` +
      `Availability Zone${orChoosing(otherZones)}`,
  },
  "Unsupported.Configuration": {
    code: "Unsupported",
    text: () =>
      "The requested configuration is currently not supported. Please check the documentation " +
      "for supported configurations",
  },
  VcpuLimitExceeded: {
    text: ({ limit = usualLimits.VcpuLimitExceeded }) =>
      `You have requested more vCPU capacity than your current vCPU limit of ${limit} allows for ` +
      "the instance bucket that the specified instance type belongs to. " +
      requestAdjustment,
  },
} as const satisfies Readonly<Record<string, KnownError>>;

const knownErrors: Readonly<Record<string, KnownError>> = errors;

function orChoosing(zones: readonly string[]): string {
  return zones.length === 0 ? "" : ` or choosing ${zones.join(", ")}`;
}

/** The errors with a known message; any other needs one from the user. */
export const launchErrorCodes: readonly string[] = Object.keys(errors);

/** EC2's refusal by error name; a user's message replaces the usual one. */
export function launchError(
  name: string,
  launch: RefusedLaunch,
  message: string | undefined,
): LaunchError {
  const known = Object.hasOwn(knownErrors, name) ? knownErrors[name] : undefined;
  return {
    ...(known?.isOfCall !== true && { code: known?.code ?? name }),
    message: message ?? known?.text(launch) ?? name,
  };
}

const marketNames = {
  onDemand: "On-Demand",
  spot: "Spot",
} as const satisfies Readonly<Record<PurchaseOption, string>>;

/**
 * The message as Auto Scaling shows it: groups with a mixed instances policy, whose launches have a
 * purchase option, add a prefix and the code (G-206).
 */
export function shownLaunchError(
  { code, message }: LaunchError,
  option: PurchaseOption | undefined,
): string {
  if (code === undefined || option === undefined) return message;
  return `Could not launch ${marketNames[option]} Instances. ${code} - ${message}`;
}

/** AWS's message for a group with an unknown launch configuration (G-285). */
export function unknownLaunchConfiguration(name: string): string {
  return (
    `Launch configuration name not found - A launch configuration with the name: ${name} does ` +
    "not exist"
  );
}
