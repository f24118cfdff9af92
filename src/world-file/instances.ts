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
import { hour, type Instant, milliseconds, parseInstant } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";
import { launchTemplateNamed, type Region } from "../domain/world.ts";
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

/** One instance; without an id one is drawn. */
interface Placed {
  readonly kind: PlacedKind;
  readonly id: string | undefined;
  readonly zone: { readonly name: string; readonly subnet: Subnet | undefined };
}

/** Distributes instances evenly over the group's zones. */
export function placedInstances(
  group: NewGroup,
  batches: readonly InstancesInFile[],
  context: PlaceContext,
): readonly Instance[] {
  const { region } = context;
  const tagged = { name: group.name, tags: new Map(group.tags.map((tag) => [tag.key, tag])) };
  const named = group.subnetIds.map((id) => present(findSubnet(region, id), `subnet ${id}`));
  // With zones only, EC2 uses their default subnets.
  const subnets = named.length > 0 ? named : defaultSubnets(region.account, region.name);
  const zones = group.availabilityZones.map((name) => ({
    name,
    subnet: subnets.find(({ availabilityZone }) => availabilityZone === name),
  }));
  const instances: Instance[] = [];
  for (const batch of batches) {
    const settings = settingsOf(batch, group.launchSource, region);
    const kind: PlacedKind = { batch, settings, tags: instanceTags(tagged, settings) };
    const wanted = zones.find(({ name }) => name === batch.availabilityZone);
    for (let nth = 0; nth < batch.count; nth++) {
      const zone = wanted ?? present(zones[instances.length % zones.length], "a zone");
      instances.push(placedInstance(group, { kind, id: batch.ids?.[nth], zone }, context));
    }
  }
  return instances;
}

/** One that has been in service since it booted, or rests in the warm pool. */
function placedInstance(
  group: NewGroup,
  { kind: { batch, settings, tags }, id, zone }: Placed,
  { identifiers, now, timing }: PlaceContext,
): Instance {
  const { bootSeconds } = timing;
  const { lifecycleState, protectedFromScaleIn, purchaseOption, healthStatus } = batch;
  const launchedAt = parseInstant(batch.launchTime ?? "") ?? now - batch.launchedHoursAgo * hour;
  const isWarmed = lifecycleState.startsWith("Warmed:");
  const isRunning = !isWarmed || lifecycleState === "Warmed:Running";
  return newInstance({
    settings,
    zone,
    tags,
    id: id ?? identifiers.instanceId(),
    ec2State: isRunning ? "running" : "stopped",
    launchedAt,
    groupName: group.name,
    lifecycleState,
    healthStatus,
    protectedFromScaleIn,
    purchaseOption,
    inServiceAt: isWarmed ? undefined : Math.min(now, launchedAt + milliseconds(bootSeconds)),
    isSettled: !isWarmed,
    isWarm: !isWarmed,
    purpose: "scaling",
    bootSeconds,
    terminateSeconds: batch.terminateSeconds ?? timing.terminateSeconds,
  });
}

/** The launch settings from what the batch was launched from, with what it overrides. */
function settingsOf(batch: InstancesInFile, source: LaunchSource, region: Region): LaunchSettings {
  const settings = launchSettings(region, sourceOf(batch, source, region));
  assert(!("refusal" in settings), "a checked world file launches");
  const { instanceType, imageId, weight } = batch;
  return {
    ...settings,
    ...(instanceType !== undefined && { instanceType }),
    ...(imageId !== undefined && { imageId, isImageOverridden: true }),
    ...(weight !== undefined && { weight }),
  };
}

function sourceOf(batch: InstancesInFile, source: LaunchSource, region: Region): LaunchSource {
  const { launchTemplate: own, launchConfiguration: name, launchTemplateVersion: number } = batch;
  if (own !== undefined) return templateSource(own, region);
  if (name !== undefined) return { kind: "launchConfiguration", name };
  if (number === undefined || source.kind !== "launchTemplate") return source;
  return { ...source, specification: { ...source.specification, version: String(number) } };
}

export function templateSource(
  { name, version }: { readonly name: string; readonly version: string },
  region: Region,
): LaunchSource {
  const { id } = present(launchTemplateNamed(region, name), `launch template ${name}`);
  return { kind: "launchTemplate", specification: { id, name, version } };
}
