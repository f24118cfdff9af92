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
import type { Region } from "../../domain/world.ts";
import { fault, validationError } from "../../model/faults.ts";
import type { Input, Output } from "../../model/operations.ts";
import { refuseHook } from "./lifecycle-hook-refusals.ts";

type HookMembers = Omit<Input<"autoscaling", "PutLifecycleHook">, "AutoScalingGroupName">;
type HookShape = NonNullable<
  Output<"autoscaling", "DescribeLifecycleHooks">["LifecycleHooks"]
>[number];

/** A new hook with AWS's defaults, or the present one with the request's members. */
export function readLifecycleHook(
  members: HookMembers,
  region: Region,
  current?: LifecycleHook,
): LifecycleHook {
  const transition = oneOf("LifecycleTransition", members.LifecycleTransition, transitions);
  const hook = {
    name: members.LifecycleHookName ?? "",
    transition: transition ?? transitionOf(current),
    heartbeatTimeoutSeconds: members.HeartbeatTimeout ?? current?.heartbeatTimeoutSeconds ?? 3600,
    defaultResult:
      readResult("DefaultResult", members.DefaultResult) ?? current?.defaultResult ?? "ABANDON",
    notificationTargetArn: newText(members.NotificationTargetARN, current?.notificationTargetArn),
    roleArn: newText(members.RoleARN, current?.roleArn),
    notificationMetadata: newText(members.NotificationMetadata, current?.notificationMetadata),
  };
  refuseHook({ hook, givenRole: members.RoleARN, region });
  return hook;
}

/** An empty text removes the member, as AWS documents for the notification target. */
function newText(given: string | undefined, current: string | undefined): string | undefined {
  return given === "" ? undefined : (given ?? current);
}

const transitions: readonly LifecycleTransition[] = [launching, terminating];

function transitionOf(current: LifecycleHook | undefined): LifecycleTransition {
  if (current !== undefined) return current.transition;
  throw validationError(inferredTexts.noLifecycleTransition);
}

/** AWS does not model the allowed values of these members. */
function oneOf<T extends string>(
  member: string,
  text: string | undefined,
  known: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  const value = known.find((one) => one === text);
  if (value !== undefined) return value;
  throw validationError(`'${member}' must be one of: ${known.join(", ")}`);
}

/** CONTINUE or ABANDON. */
export function readResult(
  member: string,
  text: string | undefined,
): LifecycleActionResult | undefined {
  return oneOf(member, text, lifecycleActionResults);
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
