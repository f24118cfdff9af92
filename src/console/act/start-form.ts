/** The form of a new instance refresh, in the order of AWS's console, and the call it makes. */
import type { Call } from "../data/calls.ts";

/** How instances are replaced, as AWS's console names it. */
export const methods = {
  default: "The group's own",
  terminateFirst: "Terminate and launch",
  launchFirst: "Launch before terminating",
  custom: "Custom behavior",
} as const;
export type Method = keyof typeof methods;

/** All as typed, since one types a number digit by digit. */
export interface StartForm {
  readonly strategy: "Rolling" | "ReplaceRootVolume";
  readonly method: Method;
  readonly minHealthy: string;
  readonly maxHealthy: string;
  readonly warmup: string;
  readonly hasCheckpoints: boolean;
  readonly checkpoints: string;
  readonly checkpointDelay: string;
  readonly bakeTime: string;
  readonly skipMatching: boolean;
  readonly standby: "Ignore" | "Terminate" | "Wait";
  readonly isProtected: "Ignore" | "Refresh" | "Wait";
  readonly alarms: string;
  /** A version of the group's launch template; empty for no desired configuration. */
  readonly version: string;
  readonly autoRollback: boolean;
}

export const defaultSets = ["AWS CLI and SDKs", "AWS's console"] as const;
export type DefaultSet = (typeof defaultSets)[number];

/** The console has other defaults than the CLI. */
const differing = {
  "AWS CLI and SDKs": { skipMatching: false, standby: "Wait", isProtected: "Wait" },
  "AWS's console": { skipMatching: true, standby: "Ignore", isProtected: "Ignore" },
} as const satisfies Readonly<Record<DefaultSet, Partial<StartForm>>>;

export function defaultsOf(set: DefaultSet, version: string): StartForm {
  return {
    strategy: "Rolling",
    method: "default",
    minHealthy: "",
    maxHealthy: "",
    warmup: "",
    hasCheckpoints: false,
    checkpoints: "50, 100",
    checkpointDelay: "3600",
    bakeTime: "",
    alarms: "",
    version,
    autoRollback: false,
    ...differing[set],
  };
}

/** The percentages that each method stands for; the console fills them in. */
const percentages: Readonly<Record<Method, readonly [min?: string, max?: string]>> = {
  default: [],
  terminateFirst: ["90", "100"],
  launchFirst: ["100", "110"],
  custom: ["90", "110"],
};

export function withMethod(form: StartForm, method: Method): StartForm {
  const [minHealthy = "", maxHealthy = ""] = percentages[method];
  return { ...form, method, minHealthy, maxHealthy };
}

/** What is no number stays as it is, so that AWS's model says what is wrong with it. */
function numberIn(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return undefined;
  return /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}

const listIn = (text: string) => text.split(/[\s,]+/).filter((one) => one !== "");

/** Only what differs from the defaults of the CLI, as one would type it. */
function preferencesOf(form: StartForm): Readonly<Record<string, unknown>> {
  const { hasCheckpoints, skipMatching, standby, isProtected, autoRollback } = form;
  const alarms = listIn(form.alarms);
  const all = {
    MinHealthyPercentage: numberIn(form.minHealthy),
    MaxHealthyPercentage: numberIn(form.maxHealthy),
    InstanceWarmup: numberIn(form.warmup),
    CheckpointPercentages: hasCheckpoints ? listIn(form.checkpoints).map(numberIn) : undefined,
    CheckpointDelay: hasCheckpoints ? numberIn(form.checkpointDelay) : undefined,
    BakeTime: numberIn(form.bakeTime),
    SkipMatching: skipMatching || undefined,
    StandbyInstances: standby === "Wait" ? undefined : standby,
    ScaleInProtectedInstances: isProtected === "Wait" ? undefined : isProtected,
    AlarmSpecification: alarms.length === 0 ? undefined : { Alarms: alarms },
    AutoRollback: autoRollback || undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

interface Of {
  readonly group: string;
  /** The name of the group's launch template, if it has one. */
  readonly template: string | undefined;
}

/** What the plan and the call have in common. */
export function startInput(form: StartForm, { template }: Of) {
  const preferences = preferencesOf(form);
  const hasTarget = form.version !== "" && template !== undefined;
  const configuration = {
    LaunchTemplate: { LaunchTemplateName: template, Version: form.version },
  };
  return {
    ...(form.strategy === "Rolling" ? {} : { Strategy: form.strategy }),
    ...(Object.keys(preferences).length === 0 ? {} : { Preferences: preferences }),
    ...(hasTarget ? { DesiredConfiguration: configuration } : {}),
  };
}

export function startCall(form: StartForm, of: Of): Call {
  return {
    service: "autoscaling",
    operation: "StartInstanceRefresh",
    input: { AutoScalingGroupName: of.group, ...startInput(form, of) },
  };
}
