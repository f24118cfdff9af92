/** The phases of an undo with all that explains them (U-050 to U-056). */

import { UndoRefusal } from "../domain/user-errors.ts";
import type { UndoCalls } from "./aws-calls.ts";
import type { History } from "./deployments.ts";
import { shownId } from "./names.ts";
import {
  type Checkpoint,
  checkpointPercentages,
  checkpointsOf,
  type Phase,
  undoPhases,
} from "./phases.ts";
import { groupName, matchingInstances, stayingInstances, type Target } from "./target.ts";

export interface PhaseTable {
  readonly rows: readonly (Phase & { readonly checkpoint: Checkpoint })[];
  /** Instances that the deployment launched. */
  readonly deployed: number;
  /** AWS tells no activities any more, so that `deployed` is the desired capacity (U-051). */
  readonly isAssumed: boolean;
  /** Instances that the undo replaces. */
  readonly active: number;
  /** For CheckpointPercentages. */
  readonly percentages: readonly number[];
}

interface ToSplit {
  readonly history: History;
  readonly target: Target;
}

/** Throws UndoRefusal if the deployment had no phases and none are given (U-055). */
export async function phaseTable(
  calls: Pick<UndoCalls, "launchedBy">,
  wanted: true | readonly number[],
  { history, target }: ToSplit,
): Promise<PhaseTable> {
  const { refresh } = history.current;
  const percentages = wanted === true ? phasesOfDeployment(history) : wanted;
  const launched = refresh && (await calls.launchedBy(refresh));
  const { group } = history.known;
  const instances = stayingInstances(group);
  const matching = matchingInstances(target, instances).length;
  const phased = {
    checkpointPercentages: percentages,
    deployed: launched ?? group.DesiredCapacity ?? 0,
    total: instances.length,
    matching,
  };
  const phases = undoPhases(phased);
  const checkpoints = checkpointsOf(phases, phased);
  return {
    rows: phases.flatMap((phase, nth) => {
      const checkpoint = checkpoints[nth];
      return checkpoint === undefined ? [] : [{ ...phase, checkpoint }];
    }),
    deployed: phased.deployed,
    isAssumed: launched === undefined,
    active: phased.total - matching,
    percentages: checkpointPercentages(checkpoints),
  };
}

function phasesOfDeployment(history: History): readonly number[] {
  const { refresh } = history.current;
  const advice = "give the phases: --phased 10,50,100";
  if (refresh === undefined)
    throw new UndoRefusal(
      `what ${groupName(history)} has was not deployed by a refresh; ${advice}`,
    );
  const { CheckpointPercentages: percentages = [] } = refresh.Preferences ?? {};
  if (percentages.length > 0) return percentages;
  throw new UndoRefusal(`${shownId(refresh, history)} was deployed in one phase; ${advice}`);
}
