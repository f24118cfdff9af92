/** Builds the initial instances of a world file's group. */
import { assert, present } from "../domain/assert.ts";
import type { NewGroup } from "../domain/changes/change.ts";
import type { Subnet } from "../domain/ec2-record.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import type { Instance } from "../domain/instance.ts";
import { instanceTags, type LaunchSettings, launchSettings } from "../domain/launch-settings.ts";
import type { LaunchSource } from "../domain/launch-source.ts";
import type { Tag } from "../domain/launch-template.ts";
import { defaultSubnets } from "../domain/network.ts";
import { findSubnet } from "../domain/network-records.ts";
import { newInstance } from "../domain/new-instance.ts";
import { hour, type Instant, milliseconds } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";
import type { Region } from "../domain/world.ts";
import type { InstancesInFile } from "./schema.ts";

export interface WorldContext {
  readonly identifiers: Identifiers;
  /** The start of the world; everything in the file is older. */
  readonly now: Instant;
  readonly timing: Timing;
}

export type PlaceContext = WorldContext & { readonly region: Region };

/** The common settings of a batch's instances. */
interface PlacedKind {
  readonly batch: InstancesInFile;
  readonly settings: LaunchSettings;
  readonly tags: readonly Tag[];
}

/** Distributes instances evenly over the group's zones. */
export function placedInstances(
  group: NewGroup,
  batches: readonly InstancesInFile[],
  context: PlaceContext,
): readonly Instance[] {
  const { region } = context;
  const tagged = { name: group.name, tags: new Map(group.tags.map((tag) => [tag.key, tag])) };
  const kinds = batches.flatMap((batch) => {
    const settings = settingsOf(batch, group.launchSource, region);
    const kind: PlacedKind = { batch, settings, tags: instanceTags(tagged, settings) };
    return Array<PlacedKind>(batch.count).fill(kind);
  });
  const named = group.subnetIds.map((id) => present(findSubnet(region, id), `subnet ${id}`));
  // With zones only, EC2 uses their default subnets.
  const subnets = named.length > 0 ? named : defaultSubnets(region.account, region.name);
  const zones = group.availabilityZones.map((name) => ({
    name,
    subnet: subnets.find(({ availabilityZone }) => availabilityZone === name),
  }));
  return kinds.map((kind, nth) => {
    const zone = present(zones[nth % zones.length], "a zone");
    return placedInstance(group, { ...kind, zone }, context);
  });
}

type Placed = PlacedKind & {
  readonly zone: { readonly name: string; readonly subnet: Subnet | undefined };
};

/** One that has been in service since it booted. */
function placedInstance(
  group: NewGroup,
  { batch, ...launched }: Placed,
  { identifiers, now, timing }: PlaceContext,
): Instance {
  const { bootSeconds, terminateSeconds } = timing;
  const launchedAt = now - batch.launchedHoursAgo * hour;
  return newInstance({
    ...launched,
    id: identifiers.instanceId(),
    ec2State: "running",
    launchedAt,
    groupName: group.name,
    lifecycleState: batch.lifecycleState,
    protectedFromScaleIn: batch.protectedFromScaleIn,
    inServiceAt: launchedAt + milliseconds(bootSeconds),
    isSettled: true,
    isWarm: true,
    purpose: "scaling",
    bootSeconds,
    terminateSeconds,
  });
}

/** The launch settings from the group's source, at the batch's version. */
function settingsOf(batch: InstancesInFile, source: LaunchSource, region: Region): LaunchSettings {
  const { launchTemplateVersion: version } = batch;
  const isOther = version !== undefined && source.kind === "launchTemplate";
  const used = isOther
    ? { ...source, specification: { ...source.specification, version: String(version) } }
    : source;
  const settings = launchSettings(region, used);
  assert(!("refusal" in settings), "a checked world file launches");
  return settings;
}
