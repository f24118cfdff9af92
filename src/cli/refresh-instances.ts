/** The instances of a group by state and version, and which of them a refresh has brought. */
import type { Instance, InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { visible } from "../domain/visible.ts";
import { wrapped } from "./wrapped.ts";

/**
 * Whether the refresh replaces instances of its own version too, so that the version does not tell
 * which instances are replaced; a rollback undoes what was launched.
 */
export function replacesSameVersion({ Preferences, Status, Strategy }: InstanceRefresh): boolean {
  const isRollback = Status?.startsWith("Rollback") === true;
  return Strategy !== "ReplaceRootVolume" && Preferences?.SkipMatching !== true && !isRollback;
}

/**
 * One row per lifecycle state, one column per launch template version or launch configuration; a
 * version has two columns while it has instances from before `launched` and such from after. A
 * table that is too wide becomes a list.
 */
export function instanceTable(
  instances: readonly Instance[],
  { launched, width }: { readonly launched: ReadonlySet<string>; readonly width: number },
): readonly string[] {
  if (instances.length === 0) return [];
  const sourceOf = sourcesWith(instances, launched);
  const states = [...new Set(instances.map(({ LifecycleState: state = "?" }) => state))].sort();
  const sources = [...new Set(instances.map(sourceOf))].sort(byNumber);
  const countOf = (state: string, source: string) =>
    instances.filter((one) => one.LifecycleState === state && sourceOf(one) === source).length;
  const rows = states.map((state) => ({
    state: visible(state),
    counts: sources.map((source) => countOf(state, source)),
  }));
  const first = Math.max(...rows.map(({ state }) => state.length));
  const line = (head: string, cells: readonly string[]) => {
    const padded = cells.map((cell, at) => cell.padStart(sources[at]?.length ?? 0));
    return [head.padEnd(first), ...padded].join("  ").trimEnd();
  };
  const lines = [
    line("", sources),
    ...rows.map(({ state, counts }) =>
      line(
        state,
        counts.map((count) => String(count || "-")),
      ),
    ),
  ];
  if (lines.every((one) => one.length <= width)) return lines;
  return rows.flatMap(({ state, counts }) => {
    const parts = counts.flatMap((count, at) => (count === 0 ? [] : `${count} of ${sources[at]}`));
    return wrapped(`${state}: ${parts.join(", ")}`, width);
  });
}

/** The name of an instance's column. */
function sourcesWith(instances: readonly Instance[], launched: ReadonlySet<string>) {
  const isNew = ({ InstanceId: id = "" }: Instance) => launched.has(id);
  const namesOf = (some: readonly Instance[]) => new Set(some.map(versionOf));
  const olds = namesOf(instances.filter((one) => !isNew(one)));
  const news = namesOf(instances.filter(isNew));
  return (one: Instance) => {
    const name = versionOf(one);
    if (!(olds.has(name) && news.has(name))) return name;
    return isNew(one) ? `${name} new` : `${name} old`;
  };
}

function versionOf({ LaunchTemplate: template, LaunchConfigurationName: name }: Instance): string {
  return template === undefined ? visible(name ?? "?") : visible(`version ${template.Version}`);
}

/** Sorts version 2 before version 10, and old before new. */
function byNumber(a: string, b: string): number {
  const [first, second] = [a, b].map((text) => Number(/\d+(?= (?:old|new)$|$)/.exec(text)?.[0]));
  const difference = (first || 0) - (second || 0);
  if (difference !== 0) return difference;
  return a.replace(/ new$/, " ~") < b.replace(/ new$/, " ~") ? -1 : 1;
}
