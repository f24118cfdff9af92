/** The instances of a group in a world file: alike ones together, with their ids. */
import type { AutoScalingGroup, Instance } from "@aws-sdk/client-auto-scaling";
import { isoMillisecond } from "../domain/time.ts";
import type { WorldFileInput } from "../world-file/schema.ts";
import type { GroupReading } from "./read-group.ts";

type Region = NonNullable<WorldFileInput["regions"]>[number];
export type InstancesInput = NonNullable<
  NonNullable<Region["groups"]>[number]["instances"]
>[number];
type State = NonNullable<InstancesInput["lifecycleState"]>;

const restingStates: Readonly<Record<string, State>> = {
  InService: "InService",
  Standby: "Standby",
  EnteringStandby: "Standby",
  "Warmed:Stopped": "Warmed:Stopped",
  "Warmed:Running": "Warmed:Running",
  "Warmed:Hibernated": "Warmed:Hibernated",
};

/** The state in which the instance begins in the world; undefined if it is left out. */
export function stateOf({ LifecycleState: state }: Instance): State | undefined {
  return restingStates[state ?? ""];
}

export interface InstanceContext {
  /** One of the zones that an emulator knows, for each of the group's. */
  readonly zoneOf: (zone: string) => string;
  /** The name of a template in the world, by its id or name. */
  readonly templateNamed: (key: string | undefined) => string | undefined;
  readonly terminateSeconds: number | undefined;
}

export function instancesOf(
  { group, warmInstances, launches }: GroupReading,
  context: InstanceContext,
): readonly InstancesInput[] {
  const batches = new Map<string, InstancesInput & { readonly ids: string[] }>();
  for (const instance of [...(group.Instances ?? []), ...warmInstances]) {
    const lifecycleState = stateOf(instance);
    const { InstanceId: id = "" } = instance;
    if (lifecycleState === undefined) continue;
    const launch = launches.get(id);
    const common = {
      lifecycleState,
      ...commonOf(instance, context),
      ...weightOf(instance, group),
      ...(launch && { launchTime: isoMillisecond(launch.launchedAt) }),
      ...(launch?.isSpot === true && { purchaseOption: "spot" as const }),
    };
    const key = JSON.stringify(common);
    const batch = batches.get(key) ?? { count: 0, ids: [], ...common };
    batch.count += 1;
    batch.ids.push(id);
    batches.set(key, batch);
  }
  return [...batches.values()];
}

function commonOf(
  instance: Instance,
  { zoneOf, templateNamed, terminateSeconds }: InstanceContext,
) {
  const { LaunchTemplate: template, LaunchConfigurationName: configuration } = instance;
  const name = templateNamed(template?.LaunchTemplateId ?? template?.LaunchTemplateName);
  const { InstanceType: instanceType, ImageId: imageId } = instance;
  return {
    ...(name !== undefined && {
      launchTemplate: { name, version: template?.Version ?? "$Default" },
    }),
    ...(name === undefined && configuration && { launchConfiguration: configuration }),
    ...(instanceType !== undefined && { instanceType }),
    ...(imageId !== undefined && { imageId }),
    availabilityZone: zoneOf(instance.AvailabilityZone ?? ""),
    protectedFromScaleIn: instance.ProtectedFromScaleIn === true,
    ...(instance.HealthStatus === "Unhealthy" && { healthStatus: "Unhealthy" as const }),
    ...(terminateSeconds !== undefined && { terminateSeconds }),
  };
}

/** The instance's own, which AWS tells; else that of its type in the group's policy. */
function weightOf(
  { InstanceType: type, WeightedCapacity: own }: Instance,
  group: AutoScalingGroup,
) {
  const overrides = group.MixedInstancesPolicy?.LaunchTemplate?.Overrides ?? [];
  const ofType = overrides.find(({ InstanceType }) => InstanceType === type)?.WeightedCapacity;
  const weight = own ?? ofType;
  return weight === undefined ? {} : { weight: Number(weight) };
}
