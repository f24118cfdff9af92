/** Decides the kinds of instances a group launches now: settings, tags and purchase option. */

import type { Draws } from "../domain/chance.ts";
import { liveConditions } from "../domain/condition.ts";
import { unitsOf } from "../domain/fleet.ts";
import { type AutoScalingGroup, launchSourceInForce } from "../domain/group.ts";
import type { PurchaseOption } from "../domain/instance.ts";
import { launchObstacle } from "../domain/launch-obstacles.ts";
import { instanceTags, type LaunchSettings, launchSettings } from "../domain/launch-settings.ts";
import type { LaunchSource } from "../domain/launch-source.ts";
import type { Tag } from "../domain/launch-template.ts";
import type { LaunchError } from "../domain/texts/launch-errors.ts";
import type { Instant } from "../domain/time.ts";
import type { Region, Settings } from "../domain/world.ts";
import { type Allocation, allocate } from "../planner/allocation.ts";

export interface LaunchContext {
  readonly region: Region;
  readonly group: AutoScalingGroup;
  readonly settings: Settings;
  readonly draws: Draws;
  readonly now: Instant;
}

export interface LaunchKind {
  readonly settings: LaunchSettings;
  /** EC2 will refuse the launch with this. */
  readonly refusal: LaunchError | undefined;
  /** Undefined means On-Demand without a policy's choice. */
  readonly purchaseOption: PurchaseOption | undefined;
  /** The choice of a mixed instances policy, which EC2's refusals mention (G-206). */
  readonly chosenOption: PurchaseOption | undefined;
  readonly tags: readonly Tag[];
}

/** Placeholder settings of a launch until EC2 refuses it. */
const nothingKnown: LaunchSettings = {
  imageId: "",
  isImageOverridden: false,
  instanceType: "",
  weight: 1,
  templateTags: [],
};

/** Yields the kind of each next launch; each kind is resolved only once. */
export function allocator(place: LaunchContext): () => LaunchKind {
  const source = launchSourceInForce(place.group);
  if (source.kind !== "mixedInstancesPolicy") {
    const kind = kindOf(place, source, undefined);
    return () => kind;
  }
  const { policy } = source;
  const kinds = new Map<string, LaunchKind>();
  const shares = sharesOf(place);
  return () => {
    const { override, purchaseOption }: Allocation = allocate(policy, shares);
    const index = override === undefined ? -1 : policy.overrides.indexOf(override);
    const key = `${index}/${purchaseOption}`;
    const overrides = override === undefined ? [] : [override];
    const narrowed: LaunchSource = { ...source, policy: { ...policy, overrides } };
    const kind = kinds.get(key) ?? kindOf(place, narrowed, purchaseOption);
    kinds.set(key, kind);
    shares[purchaseOption] += kind.settings.weight;
    return kind;
  };
}

function kindOf(
  { region, group, settings: world }: LaunchContext,
  source: LaunchSource,
  chosenOption: PurchaseOption | undefined,
): LaunchKind {
  const settings = launchSettings(region, source, world);
  if ("refusal" in settings) {
    const { refusal } = settings;
    const purchaseOption = chosenOption;
    return { settings: nothingKnown, refusal, purchaseOption, chosenOption, tags: [] };
  }
  const tags = instanceTags(group, settings);
  const refusal = launchObstacle(region, settings, tags);
  const purchaseOption = chosenOption ?? (settings.isSpot ? "spot" : undefined);
  return { settings, refusal, purchaseOption, chosenOption, tags };
}

function sharesOf({ group }: LaunchContext): { onDemand: number; spot: number } {
  const shares = { onDemand: 0, spot: 0 };
  for (const bucket of group.fleet.buckets.values()) {
    if (!liveConditions.has(bucket.condition)) continue;
    shares[bucket.purchaseOption] += unitsOf(bucket);
  }
  return shares;
}
