/** The rule for moving targets: resolves `$Latest` and `$Default` again on each tick. */
import { specificationOf } from "../domain/launch-source.ts";
import { isMovingVersion, resolveVersion } from "../domain/launch-template.ts";
import { type Answer, decide } from "./decision.ts";
import { named } from "./endings.ts";
import type { RefreshView } from "./view.ts";

/**
 * A version published during the refresh makes already replaced or skipped instances old again
 * . A rollback has a numbered target.
 */
export function followMovingVersion(view: RefreshView): Answer | undefined {
  const version = movingVersion(view);
  if (version === undefined || version === view.refresh.targetVersion) return undefined;
  const outdated = view.refresh.targetVersion === undefined ? [] : outdatedMembers(view, version);
  return decide({
    changes: [{ type: "TargetMoved", ...named(view), version, outdated }],
    isFurtherNow: true,
  });
}

/** The version number that `$Latest` or `$Default` means now; undefined for a numbered target. */
function movingVersion({ region, refresh, group, isRollback }: RefreshView): number | undefined {
  const specification = specificationOf(refresh.desiredConfiguration ?? group.launchSource);
  if (isRollback || specification === undefined) return undefined;
  if (!isMovingVersion(specification.version)) return undefined;
  const template = region.launchTemplates.get(specification.id);
  return template && resolveVersion(template, specification.version);
}

function outdatedMembers({ group }: RefreshView, version: number): string[] {
  const outdated: string[] = [];
  for (const { id, refreshRole, launchTemplate } of group.fleet.members.values()) {
    const isNew = refreshRole === "updated" || refreshRole === "matching";
    if (isNew && launchTemplate?.version !== String(version)) outdated.push(id);
  }
  return outdated;
}
