/** InstanceId as a new group's launch source: a launch configuration copied from that instance. */
import type { Change } from "../../../domain/changes/change.ts";
import { newLaunchConfiguration } from "../../../domain/launch-configuration.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import type { ActionContext } from "../../action.ts";

type CreateInput = Input<"autoscaling", "CreateAutoScalingGroup">;

export interface WithLaunchSource {
  readonly input: CreateInput;
  /** Includes the new launch configuration. */
  readonly region: Region;
  readonly changes: readonly Change[];
}

/**
 * AWS creates a launch configuration with the group's name. The group is in the instance's zone
 * unless the request names another. A request with a second launch source is returned unchanged, to
 * be refused.
 */
export function likeInstance(
  input: CreateInput,
  name: string,
  { region, identifiers, now }: ActionContext,
): WithLaunchSource {
  const { InstanceId: id, LaunchTemplate, LaunchConfigurationName, MixedInstancesPolicy } = input;
  const isAlone = (LaunchTemplate ?? LaunchConfigurationName ?? MixedInstancesPolicy) === undefined;
  if (id === undefined || !isAlone) return { input, region, changes: [] };
  const instance = region.instances.get(id);
  if (instance === undefined) throw validationError(inferredTexts.unknownInstance(id));
  if (region.launchConfigurations.has(name)) throw alreadyExists(name);
  const members = { ImageId: instance.imageId, InstanceType: instance.instanceType };
  const configuration = newLaunchConfiguration(
    { account: region.account, region: region.name },
    { name, uuid: identifiers.uuid(), createdAt: now, members },
  );
  const { AvailabilityZones, AvailabilityZoneIds, VPCZoneIdentifier } = input;
  const isPlaced = (AvailabilityZones ?? AvailabilityZoneIds ?? VPCZoneIdentifier) !== undefined;
  const zones = isPlaced ? {} : { AvailabilityZones: [instance.availabilityZone] };
  return {
    input: { ...input, ...zones, InstanceId: undefined, LaunchConfigurationName: name },
    region: {
      ...region,
      launchConfigurations: new Map([...region.launchConfigurations, [name, configuration]]),
    },
    changes: [{ type: "LaunchConfigurationCreated", configuration }],
  };
}

function alreadyExists(name: string) {
  const message =
    "Launch Configuration by this name already exists - A launch configuration already exists " +
    `with the name ${name}`;
  return fault("autoscaling", "AlreadyExistsFault", message);
}
