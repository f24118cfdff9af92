/** How an instance begins, wherever it comes from: launched by a group, by a caller, or given. */
import type { Subnet } from "./ec2-record.ts";
import type { Instance } from "./instance.ts";
import type { LaunchSettings } from "./launch-settings.ts";
import { privateAddressOf } from "./network.ts";

type Always =
  | "id"
  | "tags"
  | "lifecycleState"
  | "purpose"
  | "bootSeconds"
  | "terminateSeconds"
  // Undefined until EC2 accepts the launch.
  | "launchedAt";

/** Members that the settings and the zone decide. */
type Derived = keyof LaunchSettings | "availabilityZone" | "subnetId";

/** What is known of an instance when it begins. */
export type BeginningInstance = Pick<Instance, Always> & {
  readonly [M in Exclude<keyof Instance, Always | Derived>]?: Instance[M] | undefined;
} & {
  readonly settings: LaunchSettings;
  readonly zone: { readonly name: string; readonly subnet: Subnet | undefined };
};

/**
 * The instance with every member that a life in a plain group gives it, always in the same order:
 * large fleets are faster when all their instances have one shape and keep it. What is not known is
 * healthy and not warm yet.
 */
export function newInstance({ settings, zone, ...known }: BeginningInstance): Instance {
  const { name, subnet } = zone;
  return {
    id: known.id,
    imageId: settings.imageId,
    isImageOverridden: settings.isImageOverridden,
    instanceType: settings.instanceType,
    availabilityZone: name,
    subnetId: subnet?.id,
    privateIpAddress: known.privateIpAddress ?? privateAddressOf(known.id, subnet),
    launchTemplate: settings.launchTemplate,
    launchConfigurationName: settings.launchConfigurationName,
    weight: settings.weight,
    purchaseOption: known.purchaseOption,
    tags: known.tags,
    ec2State: known.ec2State ?? "pending",
    launchedAt: known.launchedAt,
    shutDownAt: known.shutDownAt,
    terminatedAt: known.terminatedAt,
    groupName: known.groupName,
    lifecycleState: known.lifecycleState,
    healthStatus: known.healthStatus ?? "Healthy",
    protectedFromScaleIn: known.protectedFromScaleIn ?? false,
    inServiceAt: known.inServiceAt,
    isLeftOut: known.isLeftOut,
    isSettled: known.isSettled ?? false,
    isWarm: known.isWarm ?? false,
    refreshRole: known.refreshRole,
    hadTarget: known.hadTarget,
    purpose: known.purpose,
    isReplacedAfterHooks: known.isReplacedAfterHooks,
    activityId: known.activityId,
    launchCause: known.launchCause,
    launchAlarms: known.launchAlarms,
    lifecycleActions: known.lifecycleActions,
    draining: known.draining,
    rootVolumeReplacement: known.rootVolumeReplacement,
    bootSeconds: known.bootSeconds,
    terminateSeconds: known.terminateSeconds,
    settleSeconds: known.settleSeconds,
    unhealthyAfterSeconds: known.unhealthyAfterSeconds,
    hookAnswer: known.hookAnswer,
    launchRefusal: known.launchRefusal,
    death: known.death,
    stateReason: known.stateReason,
    isBroken: known.isBroken ?? false,
  };
}
