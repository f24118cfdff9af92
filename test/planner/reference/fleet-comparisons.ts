/** Progress and one step of the replacement: the law beside the planner. */
import { conditionOf } from "../../../src/domain/condition.ts";
import { progress } from "../../../src/planner/progress.ts";
import { replaceNextInstances } from "../../../src/planner/replace.ts";
import type { Dice } from "../../fuzz/dice.ts";
import { aView, instances, rollingBack } from "../../support/builders.ts";
import { boundsByLaw } from "./bounds.ts";
import { type AnyComparison, comparing } from "./comparison.ts";
import { type Fleet, isLive, isReplaceable, type Member, weightOf } from "./fleet.ts";
import { checkpointsOf, maximum, minimum } from "./plain-comparisons.ts";
import { progressByLaw } from "./progress.ts";
import { stepByLaw } from "./step.ts";

const inService = ["ready", "ready", "ready", "warming", "unsettled", "unhealthy"] as const;
const everywhere = [...inService, "requested", "pending", "leaving"] as const;

function memberOf(dice: Dice, isRollback: boolean): Omit<Member, "weight"> {
  const forward = ["old", "old", "old", "updated", "matching"] as const;
  const back = ["updated", "updated", "restored", "old"] as const;
  const role = dice.pick(isRollback ? back : forward);
  const isNew = role === "updated" && !isRollback;
  const isKept = role === "old" && dice.oneIn(8);
  const condition = isKept ? "standby" : dice.pick(isNew ? everywhere : inService);
  return { role, condition, isProtected: dice.oneIn(6) };
}

function fleetOf(dice: Dice): Fleet {
  const isRollback = dice.oneIn(4);
  const weight = dice.oneIn(3) ? 1 + dice.below(5) : 1;
  const members = Array.from({ length: dice.below(12) }, () => ({
    ...memberOf(dice, isRollback),
    weight,
  }));
  const checkpoints = checkpointsOf(dice);
  return {
    desired: Math.max(0, weightOf(members.filter(isLive)) - dice.pick([0, 0, 1, 2, 5])),
    members,
    isRollback,
    min: minimum(dice),
    max: dice.oneIn(3) ? null : maximum(dice),
    min100: dice.pick(["launch-first", "launch-first", "terminate-first"]),
    checkpoints,
    passed: dice.pick([0, ...checkpoints]),
    isHealthSuspended: dice.oneIn(3),
    skipMatching: true,
    protectedOnes: dice.pick(["Wait", "Refresh", "Ignore"]),
    standbyOnes: dice.pick(["Wait", "Ignore"]),
  };
}

/** Where the preferences are in order, and nothing is missing that scaling would launch. */
function isSound({ min, max, desired, members, checkpoints, passed }: Fleet): boolean {
  return (
    (max === null || (max >= 100 && max - min <= 100)) &&
    desired >= 1 &&
    weightOf(members.filter(isLive)) >= desired &&
    checkpoints.every((value, at) => value > (checkpoints[at - 1] ?? 0)) &&
    (passed === 0 || checkpoints.includes(passed)) &&
    members.every(({ weight }) => weight >= 1)
  );
}

/** All weigh the same, so it does not matter which of them goes. */
function isInOrder(fleet: Fleet): boolean {
  return isSound(fleet) && fleet.members.every(({ weight }) => weight === fleet.members[0]?.weight);
}

function viewOf(fleet: Fleet) {
  const members = fleet.members.flatMap(({ role, condition, isProtected, weight }) =>
    instances(role, condition, 1, { protectedFromScaleIn: isProtected, weight }),
  );
  const suspended = fleet.isHealthSuspended ? [["ReplaceUnhealthy", 0] as const] : [];
  return aView({
    instances: members,
    group: { desiredCapacity: fleet.desired, suspendedProcesses: new Map(suspended) },
    settings: { min100: fleet.min100 },
    refresh: {
      ...(fleet.isRollback && rollingBack),
      passedCheckpointPercentage: fleet.passed,
      preferences: {
        minHealthyPercentage: fleet.min,
        ...(fleet.max !== null && { maxHealthyPercentage: fleet.max }),
        checkpointPercentages: fleet.checkpoints,
        skipMatching: fleet.skipMatching,
        scaleInProtectedInstances: fleet.protectedOnes,
        standbyInstances: fleet.standbyOnes,
      },
    },
  });
}

function planned(fleet: Fleet) {
  const answer = replaceNextInstances(viewOf(fleet));
  const launched = answer?.launches.reduce((sum, { units }) => sum + units, 0) ?? 0;
  const ended = answer?.terminations.map(({ instance }) => instance) ?? [];
  return { ended, launched };
}

const step = comparing<Fleet>({
  name: "one step",
  draw: fleetOf,
  isMeant: isInOrder,
  byLaw: stepByLaw,
  byPlanner: (fleet) => {
    const { ended, launched } = planned(fleet);
    return { ended: ended.length, launched };
  },
});

const progressOf = comparing<Fleet>({
  name: "progress",
  draw: fleetOf,
  isMeant: isInOrder,
  byLaw: progressByLaw,
  byPlanner: (fleet) => progress(viewOf(fleet)),
});

/** Which of different weights goes first is no arithmetic, but the bounds hold for each choice. */
const mixedWeights = comparing<Fleet>({
  name: "bounds kept with mixed weights",
  draw: (dice) => {
    const fleet = fleetOf(dice);
    const members = fleet.members.map((member) => ({ ...member, weight: 1 + dice.below(6) }));
    const desired = weightOf(members.filter(isLive)) - dice.below(4);
    return { ...fleet, members, desired };
  },
  isMeant: isSound,
  byLaw: () => ({ keepsMinimum: true, keepsMaximum: true }),
  byPlanner: (fleet) => {
    const waiting = fleet.members.filter((member) => isReplaceable(fleet, member));
    const { floor, ceiling } = boundsByLaw({
      desired: fleet.desired,
      minHealthyPercentage: fleet.min,
      maxHealthyPercentage: fleet.max ?? undefined,
      min100: fleet.min100,
      unit: Math.min(...waiting.map(({ weight }) => weight)),
    });
    const { ended, launched } = planned(fleet);
    const gone = ended.reduce((sum, { weight }) => sum + weight, 0);
    const readyGone = ended
      .filter((instance) => conditionOf(instance) === "ready")
      .reduce((sum, { weight }) => sum + weight, 0);
    const live = fleet.members.filter(isLive);
    const ready = weightOf(live.filter(({ condition }) => condition === "ready"));
    return {
      keepsMinimum: readyGone === 0 || ready - readyGone >= floor,
      keepsMaximum: launched === 0 || weightOf(live) - gone + launched <= ceiling,
    };
  },
});

export const fleetComparisons: readonly AnyComparison[] = [step, progressOf, mixedWeights];
