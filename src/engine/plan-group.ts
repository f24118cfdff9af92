/** Asks the planners about one group and turns their decisions into changes, step by step. */
import { assert } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import { restoreOrder } from "../domain/fleet.ts";
import { activeRefresh } from "../domain/group.ts";
import { namedTogether } from "../domain/scaling-activity.ts";
import { mapInSteps, type Steps } from "../domain/steps.ts";
import { type Instant, wholeSecond } from "../domain/time.ts";
import type { Decision, Termination, WarmPoolMove } from "../planner/decision.ts";
import { planRefresh } from "../planner/plan.ts";
import { planScaling } from "../planner/scaling.ts";
import { groupView } from "../planner/view.ts";
import { planWarmPool } from "../planner/warm-pool.ts";
import { launchChanges } from "./launch.ts";
import type { LaunchContext } from "./launch-kinds.ts";
import { rootVolumeChanges } from "./root-volumes.ts";

export interface PlanStep {
  /** The rule that decided. */
  readonly cause: string;
  readonly changes: readonly Change[];
  readonly wakeAt: Instant | undefined;
}

/**
 * What happens in the group now: first what it does by itself, then its refresh. The caller applies
 * each step before it asks for the next one; undefined: a step is still being worked out.
 */
export function* planGroup(
  place: LaunchContext,
  mostSteps: number,
): Generator<PlanStep | undefined, void, undefined> {
  restoreOrder(place.group.fleet);
  yield yield* planStep(place, planScaling(groupView(place)));
  if (place.group.warmPool !== undefined) {
    restoreOrder(place.group.fleet);
    yield yield* planStep(place, planWarmPool(groupView(place)));
  }
  for (let count = 0; place.region.groups.has(place.group.name); count++) {
    assert(count < mostSteps, `the plan for ${place.group.name} does not settle`);
    const refresh = activeRefresh(place.group);
    if (refresh === undefined) return;
    restoreOrder(place.group.fleet);
    const decision = planRefresh(groupView(place), refresh);
    yield yield* planStep(place, decision);
    if (!decision.isFurtherNow) return;
  }
}

function* planStep(place: LaunchContext, decision: Decision): Steps<PlanStep> {
  const chosen = chosenTogether(decision);
  const changes = decision.changes.flatMap((change) => completed(place, change));
  const terminations = yield* mapInSteps(decision.terminations, (termination) =>
    terminationOf(place, termination, chosen),
  );
  const moves = yield* mapInSteps(decision.moves, (move) => moved(place, move));
  const rootVolumes = yield* rootVolumeChanges(place, decision.rootVolumes);
  const launches = yield* launchesAfter(place, decision);
  return {
    cause: decision.rule,
    wakeAt: decision.wakeAt,
    changes: [...changes, ...terminations, ...moves, ...rootVolumes, ...launches],
  };
}

function terminationOf(
  { group, draws }: LaunchContext,
  termination: Termination,
  chosen: readonly string[],
): Change {
  const { instance, purpose, cause, isSelected, isReplaced, invokingAlarms } = termination;
  const activityId = draws.uuid();
  const isChosen = isSelected && purpose === "scaling";
  const selectedTogether = isChosen ? namedTogether(chosen, instance.id) : undefined;
  return {
    type: "TerminationStarted",
    group: group.name,
    id: instance.id,
    activityId,
    cause,
    isSelected,
    ...(isReplaced && { isReplaced }),
    ...(selectedTogether !== undefined && { selectedTogether }),
    ...(invokingAlarms !== undefined && { invokingAlarms }),
    purpose,
  };
}

/** The ids of all instances that one scale-in terminates; each activity's cause names them. */
function chosenTogether({ terminations }: Decision): readonly string[] {
  return terminations
    .filter(({ isSelected, purpose }) => isSelected && purpose === "scaling")
    .map(({ instance }) => instance.id);
}

function moved({ group, draws }: LaunchContext, move: WarmPoolMove): Change {
  const { instance, to, purpose, cause, isSelected } = move;
  const type = to === "service" ? "WarmPoolLeft" : "WarmPoolReturned";
  const activityId = draws.uuid();
  return { type, group: group.name, id: instance.id, activityId, cause, isSelected, purpose };
}

/** Launches look at zones as they will be after the terminations of the same decision. */
function launchesAfter(place: LaunchContext, decision: Decision): Steps<Change[]> {
  const leaving = decision.terminations.map(({ instance }) => instance.availabilityZone);
  return launchChanges(place, decision.launches, leaving);
}

/** Adds the activity that reports a scale-in with only protected instances (G-096). */
function completed({ draws, now }: LaunchContext, change: Change): readonly Change[] {
  if (change.type !== "ProtectionReported") return [change];
  const activity = {
    id: draws.uuid(),
    kind: "allProtected",
    cause: change.cause,
    startTime: now,
    endTime: wholeSecond(now),
    statusCode: "Cancelled",
    progress: 100,
  } as const;
  return [change, { type: "ActivityRecorded", group: change.group, activity }];
}
