/** The preferences of a refresh as they were sent; what is AWS's default is told more quietly. */
import type { DescribedRefresh } from "../data/group.ts";
import { spanText } from "../data/times.ts";

/** AWS's defaults of CLI and SDK, as DescribeInstanceRefreshes shows them. */
const defaults: Readonly<Record<string, unknown>> = {
  MinHealthyPercentage: 90,
  MaxHealthyPercentage: 100,
  SkipMatching: false,
  AutoRollback: false,
  ScaleInProtectedInstances: "Wait",
  StandbyInstances: "Wait",
  BakeTime: 0,
};

/** In the order of AWS's console, in its words. */
const names: Readonly<Record<string, string>> = {
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

function valueText(name: string, value: unknown): string {
  if (percentages.includes(name)) return `${value} %`;
  if (name === "CheckpointPercentages" && Array.isArray(value)) return `${value.join(", ")} %`;
  if (spans.includes(name) && typeof value === "number") return spanText(value * 1000);
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value).flat().join(", ");
}

export function Preferences({ refresh }: { readonly refresh: DescribedRefresh }) {
  const { Preferences: sent = {}, Strategy: strategy } = refresh;
  const isTold = (name: string) => sent[name] !== undefined && valueText(name, sent[name]) !== "";
  const shown = Object.keys(names).filter(isTold);
  return (
    <dl class="preferences">
      {strategy !== undefined && strategy !== "Rolling" && (
        <Preference name="Strategy" value={strategy} isDefault={false} />
      )}
      {shown.map((name) => (
        <Preference
          key={name}
          name={names[name] ?? name}
          value={valueText(name, sent[name])}
          isDefault={defaults[name] === sent[name]}
        />
      ))}
    </dl>
  );
}

interface PreferenceProps {
  readonly name: string;
  readonly value: string;
  readonly isDefault: boolean;
}

function Preference({ name, value, isDefault }: PreferenceProps) {
  return (
    <div class={isDefault ? "soft" : ""} title={isDefault ? "AWS's default" : undefined}>
      <dt>{name}</dt>
      <dd class="numbers">{value}</dd>
    </div>
  );
}
