/** Finds the lifecycle action that a request means, or says that nothing waits so (G-155). */
import { hookedConditions } from "../../../domain/condition.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import type { Instance } from "../../../domain/instance.ts";
import type { LifecycleAction } from "../../../domain/lifecycle-hook.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { validationError } from "../../../model/faults.ts";
import { existingGroup } from "../existing.ts";

interface ActionMembers {
  readonly LifecycleHookName?: string | undefined;
  readonly AutoScalingGroupName?: string | undefined;
  readonly LifecycleActionToken?: string | undefined;
  readonly InstanceId?: string | undefined;
}

export interface Waiting {
  readonly group: AutoScalingGroup;
  readonly instance: Instance;
  readonly action: LifecycleAction;
}

/** Finds it by token, or by instance and hook. */
export function waitingAction(region: Region, input: ActionMembers): Waiting {
  const group = waitingGroup(region, input.AutoScalingGroupName);
  const { LifecycleActionToken: token, InstanceId: instanceId, LifecycleHookName: hook } = input;
  if (token === undefined && instanceId === undefined) {
    throw validationError(inferredTexts.noTokenOrInstanceId);
  }
  for (const waiting of waitingFor(group, hook)) {
    const { action, instance } = waiting;
    const isMeant = token === undefined ? instance.id === instanceId : action.token === token;
    if (isMeant) return waiting;
  }
  const what = token === undefined ? `instance ID ${instanceId}` : `token ${token}`;
  throw validationError(`No active Lifecycle Action found with ${what}`);
}

/** Hooks of a group in deletion still delay its instances, and can be completed (G-167). */
function waitingGroup(region: Region, name: string | undefined): AutoScalingGroup {
  return region.groups.get(name ?? "") ?? existingGroup(region, name, "mutate");
}

/** The actions of one hook that wait now. */
export function* waitingFor(
  group: AutoScalingGroup,
  hookName: string | undefined,
): Generator<Waiting> {
  for (const { condition, instances } of group.fleet.buckets.values()) {
    if (!hookedConditions.has(condition)) continue;
    for (const instance of instances.values()) {
      const action = instance.lifecycleActions?.find((one) => one.hookName === hookName);
      if (action !== undefined) yield { group, instance, action };
    }
  }
}
