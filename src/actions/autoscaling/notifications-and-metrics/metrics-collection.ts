/** Reads the metrics in a request, and makes the change of a group's collected metrics. */
import type { Change } from "../../../domain/changes/change.ts";
import type { AutoScalingGroup } from "../../../domain/group.ts";
import { groupMetrics } from "../../../domain/group-metrics.ts";
import { validationError } from "../../../model/faults.ts";

/** The named metrics, or all by default. */
export function readMetrics(named: readonly string[] = []): readonly string[] {
  const unknown = named.find((metric) => !groupMetrics.includes(metric));
  if (unknown !== undefined) {
    throw validationError(`Valid metrics collection types are: [${groupMetrics.join(", ")}].`);
  }
  return named.length === 0 ? groupMetrics : named;
}

export function metricsChange(
  group: AutoScalingGroup,
  metrics: readonly string[],
): readonly Change[] {
  if (metrics.length === group.enabledMetrics.length) return [];
  return [{ type: "MetricsCollectionSet", group: group.name, metrics }];
}
