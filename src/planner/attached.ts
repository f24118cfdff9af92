/** Decides the role of an instance that is attached during a refresh. */
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import type { Region } from "../domain/world.ts";
import { targetMatcher } from "./matching.ts";

/**
 * The instance is old unless skip matching applies; a rollback replaces it if it has the
 * configuration being rolled back. Without a refresh it has no role, and a pending refresh assigns
 * roles later.
 */
export function attachedRole(
  { region, group }: { readonly region: Region; readonly group: AutoScalingGroup },
  instance: Instance,
): RefreshRole | undefined {
  const refresh = activeRefresh(group);
  if (refresh === undefined || refresh.status === "Pending") return undefined;
  const isMatch = targetMatcher({ region, group, refresh })(instance);
  if (refresh.status === "RollbackInProgress") return isMatch ? "updated" : "old";
  return isMatch && refresh.preferences.skipMatching ? "matching" : "old";
}
