/** The one call that takes a deployment back: StartInstanceRefresh (U-030 to U-032, U-055). */
import type {
  DesiredConfiguration,
  RefreshPreferences,
  RefreshStrategy,
  StartInstanceRefreshCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { overridesOf, withoutNames } from "./configuration.ts";
import type { History } from "./deployments.ts";
import { groupName, type Target } from "./target.ts";

export interface Wanted {
  readonly target: Target;
  /** The user's preferences, over those of the newest deployment. */
  readonly preferences?: object | undefined;
  /** In phases. */
  readonly checkpointPercentages?: readonly number[] | undefined;
}

/** The safety that was chosen for this group, sent as the newest deployment echoes it (U-031). */
const echoed = [
  "MinHealthyPercentage",
  "MaxHealthyPercentage",
  "InstanceWarmup",
  "ScaleInProtectedInstances",
  "StandbyInstances",
] as const satisfies readonly (keyof RefreshPreferences)[];

export function undoRequest(wanted: Wanted, history: History): StartInstanceRefreshCommandInput {
  const { configuration } = wanted.target;
  const strategy = strategyFor(configuration, history);
  return {
    AutoScalingGroupName: groupName(history),
    ...(strategy !== undefined && { Strategy: strategy }),
    DesiredConfiguration: withoutNames(configuration),
    Preferences: preferencesFor(wanted, history),
  };
}

function preferencesFor(wanted: Wanted, history: History): RefreshPreferences {
  const newest = history.deployments.find(({ refresh }) => refresh !== undefined)?.refresh;
  const { Preferences: echo = {} } = newest ?? {};
  const kept = Object.fromEntries(
    echoed.filter((name) => echo[name] !== undefined).map((name) => [name, echo[name]]),
  );
  const { checkpointPercentages: percentages } = wanted;
  const delay = echo.CheckpointDelay;
  return {
    ...kept,
    SkipMatching: true,
    AutoRollback: false,
    ...(percentages && { CheckpointPercentages: [...percentages] }),
    ...(percentages && delay !== undefined && { CheckpointDelay: delay }),
    ...wanted.preferences,
  };
}

/** U-032: replaces root volumes only if the target has what R-264 demands. */
function strategyFor(
  configuration: DesiredConfiguration,
  { current }: History,
): RefreshStrategy | undefined {
  if (current.refresh?.Strategy !== "ReplaceRootVolume") return undefined;
  const overrides = overridesOf(configuration);
  const fits = overrides.length > 0 && overrides.every(({ ImageId: image }) => image !== undefined);
  return fits ? "ReplaceRootVolume" : undefined;
}
