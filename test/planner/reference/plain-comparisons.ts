/** Percentages, bounds, checkpoints and skip matching: the law beside the product. */

import { readPreferences } from "../../../src/actions/autoscaling/instance-refreshes/refresh-preferences.ts";
import type { LaunchSource } from "../../../src/domain/launch-source.ts";
import { type CapacityQuestion, capacityBounds } from "../../../src/planner/capacity.ts";
import {
  type CheckpointQuestion,
  isPartEnd,
  newAllowedBeforePause,
  reachedCheckpoint,
} from "../../../src/planner/checkpoints.ts";
import { matches } from "../../../src/planner/matching.ts";
import type { Dice } from "../../fuzz/dice.ts";
import { anInstance, aRegion } from "../../support/builders.ts";
import { boundsByLaw } from "./bounds.ts";
import { allowedByLaw, isOverByLaw, reachedByLaw } from "./checkpoints.ts";
import { type AnyComparison, comparing } from "./comparison.ts";
import { type Candidate, matchesByLaw, type Target } from "./matching.ts";
import { percentagesByLaw, type Sources } from "./percentages.ts";
import { complaintFrom } from "./refused.ts";

export const minimum = (dice: Dice) => dice.pick([0, 34, 50, 67, 90, 99, 100, dice.below(101)]);
export const maximum = (dice: Dice) =>
  dice.pick([100, 101, 110, 120, 150, 200, 100 + dice.below(101)]);

export function checkpointsOf(dice: Dice): readonly number[] {
  const drawn = Array.from({ length: dice.below(4) }, () => 1 + dice.below(100));
  return [...new Set(dice.oneIn(2) ? [...drawn, 100] : drawn)].toSorted((a, b) => a - b);
}

const percentages = comparing<Sources>({
  name: "percentages in force",
  draw: (dice) => ({
    min: dice.oneIn(3) ? null : minimum(dice),
    max: dice.oneIn(2) ? null : maximum(dice),
    policy: dice.oneIn(2) ? null : { min: minimum(dice), max: maximum(dice) },
  }),
  isMeant: ({ max, policy }) => {
    const isMaximum = (value: number | undefined | null) => value == null || value >= 100;
    return isMaximum(max) && isMaximum(policy?.max);
  },
  byLaw: percentagesByLaw,
  byPlanner: ({ min, max, policy }) =>
    complaintFrom(() => {
      const read = readPreferences(
        {
          ...(min !== null && { MinHealthyPercentage: min }),
          ...(max !== null && { MaxHealthyPercentage: max }),
        },
        {
          instanceMaintenancePolicy: policy
            ? { minHealthyPercentage: policy.min, maxHealthyPercentage: policy.max }
            : undefined,
          defaultInstanceWarmupSeconds: undefined,
          healthCheckGracePeriodSeconds: 0,
        },
      );
      return { min: read.minHealthyPercentage, max: read.maxHealthyPercentage ?? null };
    }),
});

const bounds = comparing<CapacityQuestion>({
  name: "bounds",
  draw: (dice) => ({
    desired: dice.below(60),
    minHealthyPercentage: minimum(dice),
    maxHealthyPercentage: dice.oneIn(3) ? undefined : maximum(dice),
    min100: dice.pick(["launch-first", "launch-first", "terminate-first"]),
    unit: dice.oneIn(2) ? 1 : 1 + dice.below(8),
  }),
  isMeant: ({ minHealthyPercentage: min, maxHealthyPercentage: max, unit }) =>
    unit >= 1 && (max === undefined || (max >= 100 && max - min <= 100)),
  byLaw: boundsByLaw,
  byPlanner: capacityBounds,
});

const checkpoints = comparing<CheckpointQuestion>({
  name: "checkpoints",
  draw: (dice) => {
    const some = checkpointsOf(dice);
    return {
      percentages: some,
      passedPercentage: dice.pick([0, ...some]),
      groupSize: dice.below(40),
      readyUpdated: dice.below(40),
    };
  },
  isMeant: ({ percentages: some, passedPercentage }) =>
    some.every((value, at) => value > (some[at - 1] ?? 0)) &&
    (passedPercentage === 0 || some.includes(passedPercentage)),
  byLaw: (question) => [reachedByLaw(question), allowedByLaw(question), isOverByLaw(question)],
  byPlanner: (question) => [
    reachedCheckpoint(question),
    newAllowedBeforePause(question),
    isPartEnd(question.percentages, question.passedPercentage),
  ],
});

const ids = ["lt-00000000000000001", "lt-00000000000000002"] as const;
const types = ["t3.nano", "t3.micro", "m5.large"] as const;
const images = ["ami-1", "ami-2", "ami-3"] as const;

function sourceOf({ templateId, version, overrides }: Target): LaunchSource {
  const specification = { id: templateId, name: "web", version };
  if (overrides === null) return { kind: "launchTemplate", specification };
  const written = overrides.map(({ type, image }) => ({
    instanceType: type,
    ...(image !== null && { imageId: image }),
  }));
  return {
    kind: "mixedInstancesPolicy",
    policy: { specification, overrides: written, distribution: {} },
  };
}

const overridesOf = (dice: Dice) =>
  types
    .filter(() => dice.oneIn(2))
    .map((type) => ({ type, image: dice.oneIn(2) ? null : dice.pick(images) }));

const matching = comparing<{ readonly target: Target; readonly candidate: Candidate }>({
  name: "skip matching",
  draw: (dice) => ({
    target: {
      templateId: ids[0],
      version: dice.pick(["1", "2", "3", "$Latest", "$Default"]),
      overrides: dice.oneIn(3) ? null : overridesOf(dice),
    },
    candidate: {
      templateId: dice.oneIn(5) ? ids[1] : ids[0],
      version: dice.pick(["1", "2", "3"]),
      type: dice.pick(types),
      image: dice.pick(images),
    },
  }),
  isMeant: () => true,
  byLaw: ({ target, candidate }) => matchesByLaw(target, candidate),
  byPlanner: ({ target, candidate: { templateId, version, type, image } }) =>
    matches(
      aRegion(),
      sourceOf(target),
      anInstance({
        instanceType: type,
        imageId: image,
        launchTemplate: { id: templateId, name: "web", version },
      }),
    ),
});

export const plainComparisons: readonly AnyComparison[] = [
  percentages,
  bounds,
  checkpoints,
  matching,
];
