/** Turns a world file into the changes that create its world, and its settings. */
import type { Change } from "../domain/changes/change.ts";
import { imageDefaults, type Subnet, subnetDefaults } from "../domain/ec2-record.ts";
import { givenOnly } from "../domain/given-only.ts";
import { newLaunchConfiguration } from "../domain/launch-configuration.ts";
import type { LaunchConfiguration } from "../domain/launch-template.ts";
import { defaultVpcId } from "../domain/network.ts";
import { type Instant, isoMillisecond, parseInstant } from "../domain/time.ts";
import type { TimingProfile } from "../domain/timing.ts";
import { emptyRegion, type LaunchBehavior, type Region, type Settings } from "../domain/world.ts";
import { groupChanges } from "./groups.ts";
import type { WorldContext } from "./instances.ts";
import { age, deletions, keepTemplate, newTemplate } from "./launch-templates.ts";
import type { RegionInFile, WorldFile } from "./schema.ts";

export interface RegionChanges {
  readonly account: string;
  readonly region: string;
  /** Changes to apply in this order when the world begins. */
  readonly changes: readonly Change[];
}

/** A world file's settings of time and behaviour; undefined leaves them to the flags. */
export interface WorldSettings {
  readonly startTime: Instant | undefined;
  readonly timing: TimingProfile | undefined;
  readonly connectionDraining: boolean | undefined;
  readonly min100: Settings["min100"] | undefined;
  readonly strictImages: boolean | undefined;
  readonly lateEvents: boolean | undefined;
  readonly behaviors: readonly LaunchBehavior[];
}

export function worldSettings(file: WorldFile): WorldSettings {
  const { startTime, timing, connectionDraining, min100, strictImages, behaviors } = file;
  const { lateEvents } = file;
  return {
    startTime: startTime === undefined ? undefined : parseInstant(startTime),
    timing,
    connectionDraining,
    min100,
    strictImages,
    lateEvents,
    behaviors: behaviors.map(givenOnly),
  };
}

export function worldChanges(
  { regions }: Pick<WorldFile, "regions">,
  context: WorldContext,
): readonly RegionChanges[] {
  return regions.map((region) => ({
    account: region.account,
    region: region.region,
    changes: changesOf(region, context),
  }));
}

function changesOf(inFile: RegionInFile, context: WorldContext): readonly Change[] {
  const region = emptyRegion(inFile.account, inFile.region);
  const subnets = inFile.subnets.map((subnet) => newSubnet(subnet, region));
  const templates = inFile.launchTemplates.map((one) =>
    newTemplate(one, region, {
      id: one.id ?? context.identifiers.launchTemplateId(),
      now: context.now,
    }),
  );
  const configurations = inFile.launchConfigurations.map((configuration) =>
    newConfiguration(configuration, region, context),
  );
  for (const subnet of subnets) region.ec2Records.set(subnet.id, subnet);
  for (const template of templates) keepTemplate(template, region);
  for (const one of configurations) region.launchConfigurations.set(one.name, one);
  return [
    ...subnets.map((record): Change => ({ type: "Ec2RecordPut", record })),
    ...inFile.images.map(
      (image): Change => ({ type: "Ec2RecordPut", record: newImage(image, region, context) }),
    ),
    ...templates.map((template): Change => ({ type: "LaunchTemplateCreated", template })),
    ...templates.flatMap(({ id }, nth) => deletions(id, inFile.launchTemplates[nth])),
    ...configurations.map(
      (configuration): Change => ({ type: "LaunchConfigurationCreated", configuration }),
    ),
    ...inFile.groups.flatMap((group) => groupChanges(group, region, context)),
    ...inFile.faults.map(
      (fault): Change => ({ type: "FaultAdded", id: context.identifiers.faultId(), fault }),
    ),
  ];
}

function newSubnet(subnet: RegionInFile["subnets"][number], region: Region): Subnet {
  const vpcId = subnet.vpcId ?? defaultVpcId(region.account, region.name);
  return { ...subnetDefaults, ...subnet, vpcId };
}

function newImage(image: RegionInFile["images"][number], region: Region, context: WorldContext) {
  const createdAt = isoMillisecond(context.now - age);
  return { ...imageDefaults, ...image, ownerId: region.account, createdAt };
}

function newConfiguration(
  { name, settings }: RegionInFile["launchConfigurations"][number],
  region: Region,
  { identifiers, now }: WorldContext,
): LaunchConfiguration {
  return newLaunchConfiguration(
    { account: region.account, region: region.name },
    { name, uuid: identifiers.uuid(), createdAt: now - age, members: settings },
  );
}
