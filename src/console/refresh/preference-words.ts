/** The names and values of preferences, as AWS's console has them. */
import { spanText } from "../data/times.ts";

/** AWS's defaults of CLI and SDK, as DescribeInstanceRefreshes shows them. */
export const defaults: Readonly<Record<string, unknown>> = {
  MinHealthyPercentage: 90,
  MaxHealthyPercentage: 100,
  SkipMatching: false,
  AutoRollback: false,
  ScaleInProtectedInstances: "Wait",
  StandbyInstances: "Wait",
  BakeTime: 0,
};

/** In the order of AWS's console, in its words. */
export const preferenceNames: Readonly<Record<string, string>> = {
  MinHealthyPercentage: "Min healthy",
  MaxHealthyPercentage: "Max healthy",
  InstanceWarmup: "Warmup",
  CheckpointPercentages: "Checkpoints",
  CheckpointDelay: "Checkpoint delay",
  BakeTime: "Bake time",
  SkipMatching: "Skip matching",
  StandbyInstances: "Standby",
  ScaleInProtectedInstances: "Scale-in protected",
  AlarmSpecification: "Alarms",
  AutoRollback: "Auto rollback",
};

const percentages = ["MinHealthyPercentage", "MaxHealthyPercentage"];
const spans = ["InstanceWarmup", "CheckpointDelay", "BakeTime"];

export function valueText(name: string, value: unknown): string {
  if (percentages.includes(name)) return `${value} %`;
  if (name === "CheckpointPercentages" && Array.isArray(value)) return `${value.join(", ")} %`;
  if (spans.includes(name) && typeof value === "number") return spanText(value * 1000);
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value).flat().join(", ");
}
