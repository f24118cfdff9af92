/** A lifecycle hook whose message cannot be delivered holds no instance (G-154). */
import type { Change } from "../domain/changes/change.ts";
import type { HookFact } from "../domain/event-fact.ts";
import type { Identifiers } from "../domain/identifiers.ts";
import type { Instant } from "../domain/time.ts";
import type { Region } from "../domain/world.ts";
import { lifecycleActionEnd } from "../planner/lifecycle-actions.ts";

export type UndeliveredHook = Pick<HookFact, "instanceId" | "token">;

/** The wait ends as by its time-out; a wait that is over, or whose hook is gone, has no changes. */
export function undeliveredHookChanges(
  region: Region,
  { instanceId, token }: UndeliveredHook,
  moment: { readonly identifiers: Identifiers; readonly now: Instant },
): readonly Change[] {
  const instance = region.instances.get(instanceId);
  const group = region.groups.get(instance?.groupName ?? "");
  const action = instance?.lifecycleActions?.find((one) => one.token === token);
  const hook = group?.lifecycleHooks.get(action?.hookName ?? "");
  if (!instance || !group || !action || !hook) return [];
  const end = { action, result: hook.defaultResult, reason: "undelivered" } as const;
  return lifecycleActionEnd({ ...moment, group, instance }, end);
}
