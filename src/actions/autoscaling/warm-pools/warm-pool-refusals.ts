/**
 * The groups that can have no warm pool (G-173, G-281), and bounds that no pool can have (G-172).
 * The texts are the service's: the public rule set cdk-preflight and the recordings have them.
 */
import type { LaunchSource } from "../../../domain/launch-source.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { WarmPoolSettings } from "../../../domain/warm-pool.ts";
import type { Region } from "../../../domain/world.ts";
import { refuseBy } from "../../refusals.ts";
import { isWeighted } from "../mixed-instances-policy.ts";
import { canHibernate } from "./hibernation.ts";
import { launchContents } from "./launch-contents.ts";

interface Subject {
  readonly source: LaunchSource;
  readonly settings: WarmPoolSettings;
  readonly region: Region;
}

const refusals: readonly Refusal<Subject>[] = [
  {
    when: ({ source, region }) => requestsSpot(source, region) || isWeightedSource(source),
    text:
      "You can't add a warm pool to an Auto Scaling group that requests Spot Instances or uses a " +
      "mixed instances policy with Spot allocation or instance weights. Warm pools support mixed " +
      "instances policies only when they are configured for " +
      inferredTexts.warmPoolPurchaseOption,
  },
  {
    when: ({ source, settings, region }) =>
      settings.poolState === "Hibernated" && !canHibernate(region, source),
    text: "For hibernation, the root device volume must be encrypted.",
  },
  {
    // With the typographic apostrophe that AWS sends (C-WLC).
    when: ({ settings: { minSize, maxGroupPreparedCapacity: most } }) =>
      most !== undefined && minSize > most,
    text:
      "A valid MinSize and MaxGroupPreparedCapacity combination must be specified. The warm " +
      "pool\u2019s MinSize cannot be greater than MaxGroupPreparedCapacity.",
  },
];

/** Whether the template, launch configuration or mixed policy's distribution requests Spot. */
function requestsSpot(source: LaunchSource, region: Region): boolean {
  const { InstanceMarketOptions: market, SpotPrice: price } = launchContents(region, source);
  const distribution = source.kind === "mixedInstancesPolicy" ? source.policy.distribution : {};
  const { OnDemandPercentageAboveBaseCapacity: onDemand = 100 } = distribution;
  return market?.MarketType === "spot" || price !== undefined || Number(onDemand) < 100;
}

function isWeightedSource(source: LaunchSource): boolean {
  return source.kind === "mixedInstancesPolicy" && isWeighted(source.policy);
}

/** Refuses a pool for groups with a launch source that allows none. */
export function refuseWarmPool(subject: Subject): void {
  refuseBy(refusals, subject);
}
