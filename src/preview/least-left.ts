/** What a refresh still takes at the least if it succeeds, by arithmetic and without playing it. */
import { conditionOf, liveConditions } from "../domain/condition.ts";
import { type Bucket, unitsOf } from "../domain/fleet.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import { hasHookAt, launching } from "../domain/lifecycle-hook.ts";
import { milliseconds, tickAtOrAfter } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";
import type { Region } from "../domain/world.ts";
import type { PrivateWorld } from "./private-world.ts";

/** In milliseconds; the extra ones are those of all instances together. */
export interface LeastLeft {
  readonly lasts: number;
  readonly extra: number;
}

const nothingLeft: LeastLeft = { lasts: 0, extra: 0 };

/**
 * Asked after each instant; it tells nothing where no decision was made. It rests on three things
 * that hold where nothing goes wrong: the planner keeps the floor ready; it never lets the live
 * instances exceed the ceiling; each launch takes the timing's time to be ready. So within that
 * time no more than ceiling less floor are launched, and all that are to be launched take so many
 * times as long. With a floor at the desired capacity each of them runs beside it until it is found
 * ready.
 */
export function leastLeftOf(world: PrivateWorld, refresh: InstanceRefresh): () => LeastLeft {
  const group = world.group();
  if (!isPlain(world, refresh)) return () => nothingLeft;
  const { timing } = world.emulator.world.settings;
  const span = launchSpan(group, refresh, timing);
  return () => {
    const now = world.clock.now;
    const decided = refresh.decisions.at(-1);
    if (decided?.at !== now || refresh.status !== "InProgress") return nothingLeft;
    const { floor, ceiling, desired, live, ready } = decided;
    if (ceiling <= floor || ready < floor || live < desired) return nothingLeft;
    const count = countsOf(group);
    const later = Math.max(0, desired - (count.live - count.outgoing));
    // Those that were asked for at this instant are at their beginning too.
    const launches = later + Math.min(decided.launches, count.requested);
    if (launches === 0) return nothingLeft;
    const { preferences, pausedUntil = now } = refresh;
    const pauses = pausesLeft(refresh, { desired, there: count.updated });
    return {
      lasts:
        Math.max(0, pausedUntil - now) +
        Math.ceil(launches / (ceiling - floor)) * span.untilNext +
        milliseconds(pauses * preferences.checkpointDelaySeconds + preferences.bakeTimeSeconds),
      extra: floor < desired ? 0 : launches * span.fromAcceptance,
    };
  };
}

/** Nothing is known to go wrong, to change the capacity, or to make instances differ. */
function isPlain(world: PrivateWorld, { strategy, preferences, ...refresh }: InstanceRefresh) {
  const group = world.group();
  const region = world.region();
  const { launchSource, warmPool, scheduledActions, scalingPolicies } = group;
  const { behaviors } = world.emulator.world.settings;
  const { checkpointPercentages } = preferences;
  return (
    strategy === "Rolling" &&
    region.faults.size + behaviors.length === 0 &&
    scheduledActions.size + scalingPolicies.size === 0 &&
    warmPool === undefined &&
    (checkpointPercentages.at(-1) ?? 100) === 100 &&
    ![launchSource, refresh.desiredConfiguration].some(isWeighted) &&
    !hasFaultTags(group, region) &&
    [...group.fleet.members.values()].every(
      (instance) => instance.weight === 1 && conditionOf(instance) === "ready",
    )
  );
}

function isWeighted(source: AutoScalingGroup["launchSource"] | undefined): boolean {
  if (source?.kind !== "mixedInstancesPolicy") return false;
  return source.policy.overrides.some(({ weightedCapacity }) => weightedCapacity !== undefined);
}

/** Tags that say how launches behave may be anywhere in a template. */
function hasFaultTags({ tags }: AutoScalingGroup, { launchTemplates, ...region }: Region): boolean {
  const templates = [...launchTemplates.values()].map((template) => [
    template.tags,
    [...template.versions.values()],
  ]);
  const settings = [...region.launchConfigurations.values()];
  return JSON.stringify([[...tags.values()], templates, settings]).includes("asg-local:");
}

interface LaunchSpan {
  /** From the tick of a launch to the first tick that finds it ready. */
  readonly untilNext: number;
  /** From EC2's acceptance to that tick, the first at which another one can stop for it. */
  readonly fromAcceptance: number;
}

/** Hooks may be answered before the instance has booted. */
function launchSpan(
  { lifecycleHooks }: AutoScalingGroup,
  { preferences }: InstanceRefresh,
  timing: Timing,
): LaunchSpan {
  const bootSeconds = hasHookAt(lifecycleHooks, launching) ? 0 : timing.bootSeconds;
  const checks = Math.max(timing.settleSeconds, preferences.instanceWarmupSeconds);
  const accepting = milliseconds(timing.launchSeconds);
  const whole = accepting + milliseconds(bootSeconds) + milliseconds(checks);
  const untilNext = tickAtOrAfter(whole, timing.tickSeconds);
  return { untilNext, fromAcceptance: untilNext - accepting };
}

function countsOf({ fleet }: AutoScalingGroup) {
  const count = { live: 0, outgoing: 0, updated: 0, requested: 0 };
  for (const bucket of fleet.buckets.values()) {
    if (!liveConditions.has(bucket.condition)) continue;
    const units = unitsOf(bucket);
    count.live += units;
    if (isOutgoing(bucket)) count.outgoing += units;
    if (bucket.condition === "requested") count.requested += units;
    if (bucket.role === "updated" || bucket.role === "matching") count.updated += units;
  }
  return count;
}

/** A protected one may stay, and a surplus one goes without a replacement. */
function isOutgoing({ role, isProtected }: Bucket): boolean {
  return role === "old" && !isProtected;
}

/** Checkpoints that need different numbers, none of them reached yet, are paused at one by one. */
function pausesLeft(
  { preferences, passedCheckpointPercentage: passed }: InstanceRefresh,
  { desired, there }: { readonly desired: number; readonly there: number },
): number {
  const needed = preferences.checkpointPercentages
    .filter((percentage) => percentage > passed)
    .map((percentage) => Math.ceil((desired * percentage) / 100))
    .filter((count) => count > there && count < desired);
  return new Set(needed).size;
}
