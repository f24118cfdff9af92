/** Turns due steps of lifecycle hooks into changes: a wait begins, times out or ends. */
import { never } from "../domain/assert.ts";
import type { Draws } from "../domain/chance.ts";
import type { Change } from "../domain/changes/change.ts";
import type { AutoScalingGroup } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import {
  hooksAt,
  type LifecycleTransition,
  launching,
  newLifecycleAction,
  terminating,
} from "../domain/lifecycle-hook.ts";
import { isReturning } from "../domain/warm-pool.ts";
import { lifecycleActionEnd } from "../planner/lifecycle-actions.ts";
import type { HookStep } from "./event-queue.ts";
import type { FaultContext } from "./fault-counter.ts";
import { answeredActions } from "./fault-steps.ts";

export interface StepContext extends FaultContext {
  readonly group: AutoScalingGroup;
  readonly draws: Draws;
}

/** A stale step yields no changes. */
export function hookStepChanges(
  instance: Instance,
  step: HookStep,
  place: StepContext,
): readonly Change[] {
  const named = { group: place.group.name, id: instance.id };
  switch (step) {
    case "beginLaunchWait":
      return launchWait(instance, place);
    case "beginTerminationWait":
      return terminationWait(instance, place);
    case "beginRootVolumeWait":
      return rootVolumeWait(instance, place);
    case "timeOut":
      return timedOut(instance, place);
    case "answerHook":
      return answered(instance, place);
    case "boot":
      return instance.ec2State === "pending" ? [{ type: "Ec2Started", ...named }] : [];
    case "shutDown":
      if (!instance.lifecycleState.endsWith("Terminating:Proceed")) return [];
      return [{ type: "ShutDownBegun", ...named }];
    default:
      return never(step);
  }
}

/** Waits for launching hooks, except on a return from standby, which runs none (G-124). */
function launchWait(instance: Instance, place: StepContext): readonly Change[] {
  const isWarming = isEnteringWarmPool(instance) && !isReturning(place.group, instance);
  const isWaiting = instance.lifecycleState === "Pending" || isWarming;
  const isMeant = isWaiting && instance.inServiceAt === undefined;
  return isMeant ? waitFor(instance, launching, place) : [];
}

/**
 * Waits for terminating hooks: on a termination, also in the warm pool, and on a return to the
 * pool.
 */
function terminationWait(instance: Instance, place: StepContext): readonly Change[] {
  const isMeant = instance.lifecycleState.endsWith("Terminating") || isEnteringWarmPool(instance);
  return isMeant ? waitFor(instance, terminating, place) : [];
}

/** Terminating hooks also apply to the replacement of a root volume. */
function rootVolumeWait(instance: Instance, place: StepContext): readonly Change[] {
  const isMeant = instance.lifecycleState === "ReplacingRootVolume";
  return isMeant ? waitFor(instance, terminating, place) : [];
}

function isEnteringWarmPool({ lifecycleState }: Instance): boolean {
  return lifecycleState === "Warmed:Pending";
}

function waitFor(
  instance: Instance,
  transition: LifecycleTransition,
  place: StepContext,
): readonly Change[] {
  const { group, draws, now } = place;
  const hooks = hooksAt(group.lifecycleHooks, transition);
  const actions = hooks.map((hook) => newLifecycleAction(hook, { token: draws.uuid(), now }));
  const metadata = hooks.flatMap(({ name, notificationMetadata: text }) =>
    text === undefined ? [] : [[name, text] as const],
  );
  const outlook = answeredActions(actions, { ...place, instance });
  const begun = {
    type: "LifecycleActionsBegun",
    group: group.name,
    id: instance.id,
    actions: outlook.actions,
    transition,
    notificationMetadata: Object.fromEntries(metadata),
    move: group.activities.get(instance.activityId ?? "")?.kind,
  } as const;
  return [...outlook.changes, begun];
}

/** A fault answers the hook, unless the wait has ended. */
function answered(instance: Instance, place: StepContext): readonly Change[] {
  const { lifecycleActions = [] } = instance;
  for (const action of lifecycleActions) {
    const { answer } = action;
    if (answer === undefined || answer.at > place.now) continue;
    const end = { action, result: answer.result, reason: "completed" } as const;
    return actionEnd(instance, place, end);
  }
  return [];
}

/** One action at a time is enough, because each has a step for each of its deadlines. */
function timedOut(instance: Instance, place: StepContext): readonly Change[] {
  const { lifecycleActions = [] } = instance;
  const action = lifecycleActions.find(({ deadline }) => deadline <= place.now);
  const hook = place.group.lifecycleHooks.get(action?.hookName ?? "");
  if (action === undefined || hook === undefined) return [];
  const end = { action, result: hook.defaultResult, reason: "timedOut" } as const;
  return actionEnd(instance, place, end);
}

function actionEnd(
  instance: Instance,
  { group, draws, now }: StepContext,
  end: Parameters<typeof lifecycleActionEnd>[1],
): readonly Change[] {
  return lifecycleActionEnd({ group, instance, identifiers: draws, now }, end);
}
