/** What an instance that is attached during a refresh is to it. */
import { type AutoScalingGroup, activeRefresh } from "../domain/group.ts";
import type { Instance, RefreshRole } from "../domain/instance.ts";
import type { Region } from "../domain/world.ts";
import { targetMatcher } from "./matching.ts";

/**
 * It is old, unless skip matching leaves it alone; a rollback takes it if it has what is rolled
 * back. Without a refresh it is nothing, and a pending one deals its roles later.
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
