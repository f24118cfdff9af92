/** The ordered rules of a refresh: the first that answers decides the tick. */
import { assert } from "../domain/assert.ts";
import * as alarms from "./alarms.ts";
import type { Answer, Decision } from "./decision.ts";
import * as endings from "./endings.ts";
import * as pauses from "./pauses.ts";
import { replaceNextInstances } from "./replace.ts";
import { replaceRootVolumes } from "./replace-root-volumes.ts";
import { replaceWarmPool } from "./replace-warm-pool.ts";
import { followMovingVersion } from "./target.ts";
import type { RefreshView } from "./view.ts";
import { giveUpAfterOneHour, waitForInstances } from "./waiting.ts";

export interface Rule {
  readonly name: string;
  /** The rule in one sentence, for the printed list. */
  readonly says: string;
  readonly decide: (view: RefreshView) => Answer | undefined;
}

export const rules: readonly Rule[] = [
  {
    name: "pickUp",
    says: "A pending refresh is picked up once it has waited its few seconds.",
    decide: endings.pickUp,
  },
  {
    name: "settleCancellation",
    says: "A cancelled refresh starts nothing; it ends when what it began has ended.",
    decide: endings.settleCancellation,
  },
  {
    name: "beginRollback",
    says: "A requested rollback notes the counters and turns the targets round.",
    decide: endings.beginRollback,
  },
  {
    name: "giveUpOnAlarm",
    says: "A CloudWatch alarm of the refresh that is in ALARM fails it, or rolls it back.",
    decide: alarms.giveUpOnAlarm,
  },
  {
    name: "pauseWhileSuspended",
    says: "A suspended InstanceRefresh process pauses everything, limits included.",
    decide: pauses.pauseWhileSuspended,
  },
  {
    name: "giveUpAfterFourteenDays",
    says: "A refresh replaces instances for at most 14 days.",
    decide: endings.giveUpAfterFourteenDays,
  },
  {
    name: "followMovingVersion",
    says: "$Latest and $Default are resolved again; what they leave behind is old again.",
    decide: followMovingVersion,
  },
  {
    name: "bake",
    says: "The bake time runs to its end.",
    decide: pauses.bake,
  },
  {
    name: "stopAtCheckpoint",
    says: "A reached checkpoint is announced and its delay waited for.",
    decide: pauses.stopAtCheckpoint,
  },
  {
    name: "complete",
    says: "Everything in scope has the target and is ready, and nothing is terminating.",
    decide: endings.complete,
  },
  {
    name: "waitForAlarmData",
    says: "Nothing is replaced while an alarm of the refresh has insufficient data.",
    decide: alarms.waitForAlarmData,
  },
  {
    name: "replaceRootVolumes",
    says: "With ReplaceRootVolume, root volumes are replaced in place, within the same limits.",
    decide: replaceRootVolumes,
  },
  {
    name: "replaceNextInstances",
    says: "As many instances are replaced as the healthy percentages and the checkpoint allow.",
    decide: replaceNextInstances,
  },
  {
    name: "replaceWarmPool",
    says: "After the live instances those of the warm pool are replaced, within its own bounds.",
    decide: replaceWarmPool,
  },
  {
    name: "giveUpAfterOneHour",
    says: "One hour without progress fails a refresh, or rolls it back.",
    decide: giveUpAfterOneHour,
  },
  {
    name: "waitForInstances",
    says: "Nothing can be done: the reason is shown.",
    decide: waitForInstances,
  },
];

/** The first rule's answer, under the rule's name. The last rule always answers. */
export function firstDecision(view: RefreshView): Decision {
  for (const rule of rules) {
    const answer = rule.decide(view);
    if (answer !== undefined) return { rule: rule.name, ...answer };
  }
  assert(false, "no rule of a refresh answers");
}
