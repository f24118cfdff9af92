/** Reads a lifecycle hook from a request, and shows one (G-151, G-152, G-160). */
import type { AutoScalingGroup } from "../../domain/group.ts";
import {
  globalTimeoutSeconds,
  type LifecycleActionResult,
  type LifecycleHook,
  type LifecycleTransition,
  launching,
  lifecycleActionResults,
  terminating,
} from "../../domain/lifecycle-hook.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { fault, validationError } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";

type HookMembers = Omit<Input<"autoscaling", "PutLifecycleHook">, "AutoScalingGroupName">;
type HookShape = NonNullable<
  Output<"autoscaling", "DescribeLifecycleHooks">["LifecycleHooks"]
>[number];

/** A new hook with AWS's defaults, or the present one with the members that the request gives. */
export function readLifecycleHook(members: HookMembers, current?: LifecycleHook): LifecycleHook {
  return {
    name: members.LifecycleHookName ?? "",
    transition: readTransition(members.LifecycleTransition) ?? transitionOf(current),
    heartbeatTimeoutSeconds:
      readTimeout(members.HeartbeatTimeout) ?? current?.heartbeatTimeoutSeconds ?? 3600,
    defaultResult:
      readResult("DefaultResult", members.DefaultResult) ?? current?.defaultResult ?? "ABANDON",
    notificationTargetArn: textOf(members.NotificationTargetARN, current?.notificationTargetArn),
    roleArn: textOf(members.RoleARN, current?.roleArn),
    notificationMetadata: textOf(members.NotificationMetadata, current?.notificationMetadata),
  };
}

/** An empty text takes the member away, as AWS documents for the notification target. */
function textOf(given: string | undefined, current: string | undefined): string | undefined {
  return given === "" ? undefined : (given ?? current);
}

const transitions: readonly LifecycleTransition[] = [launching, terminating];

function readTransition(text: string | undefined): LifecycleTransition | undefined {
  if (text === undefined) return undefined;
  const transition = transitions.find((known) => known === text);
  if (transition !== undefined) return transition;
  throw validationError(inferredTexts.invalidLifecycleTransition(text, transitions.join(", ")));
}

function transitionOf(current: LifecycleHook | undefined): LifecycleTransition {
  if (current !== undefined) return current.transition;
  throw validationError(inferredTexts.noLifecycleTransition);
}

/** AWS documents the range. */
function readTimeout(seconds: number | undefined): number | undefined {
  if (seconds === undefined || (seconds >= 30 && seconds <= 7200)) return seconds;
  throw validationError(inferredTexts.heartbeatTimeoutOutOfRange);
}

/** CONTINUE or ABANDON; AWS models no set of values. */
export function readResult(
  member: string,
  text: string | undefined,
): LifecycleActionResult | undefined {
  if (text === undefined) return undefined;
  const result = lifecycleActionResults.find((known) => known === text);
  if (result !== undefined) return result;
  const valid = lifecycleActionResults.join(", ");
  throw validationError(inferredTexts.invalidLifecycleResult(member, text, valid));
}

/** AWS's quota for one group. */
const mostHooks = 50;

export function checkHookCount(names: Iterable<string>): void {
  if (new Set(names).size <= mostHooks) return;
  throw fault("autoscaling", "LimitExceededFault", inferredTexts.tooManyLifecycleHooks(mostHooks));
}

export function presentLifecycleHook(hook: LifecycleHook, group: AutoScalingGroup): HookShape {
  return {
    LifecycleHookName: hook.name,
    AutoScalingGroupName: group.name,
    LifecycleTransition: hook.transition,
    NotificationTargetARN: hook.notificationTargetArn,
    RoleARN: hook.roleArn,
    NotificationMetadata: hook.notificationMetadata,
    HeartbeatTimeout: hook.heartbeatTimeoutSeconds,
    GlobalTimeout: globalTimeoutSeconds(hook),
    DefaultResult: hook.defaultResult,
  };
}
