/** Why a refresh waits or ended: stored as data, shown as AWS's sentence. */
import { inferredTexts } from "./texts/inferred-texts.ts";
import { type Instant, second } from "./time.ts";

export type StatusReason =
  | { readonly kind: "healthData"; readonly instanceId: string; readonly source: HealthSource }
  | { readonly kind: "healthCheckInterval" }
  | { readonly kind: "protected"; readonly instanceId: string }
  | { readonly kind: "standby"; readonly instanceId: string }
  | { readonly kind: "unhealthy"; readonly instanceId: string }
  | { readonly kind: "warmup"; readonly instanceId: string }
  | { readonly kind: "rootVolume"; readonly instanceId: string }
  | { readonly kind: "terminating"; readonly instanceId: string }
  | { readonly kind: "suspended"; readonly process: string }
  | { readonly kind: "launchFailure"; readonly failure: string }
  | { readonly kind: "alarmData"; readonly alarm: string }
  | { readonly kind: "checkpointDelay"; readonly since: Instant; readonly until: Instant }
  | { readonly kind: "bakeTime"; readonly since: Instant; readonly until: Instant }
  | { readonly kind: "cancelled"; readonly isWaiting: boolean }
  | { readonly kind: "rollbackByUser" }
  | { readonly kind: "rollbackByFailure"; readonly failure: string }
  | { readonly kind: "failed"; readonly failure: string };

export type HealthSource = "Amazon EC2" | "Elastic Load Balancing";

/** AWS's limit for the text. */
const longestReason = 1023;

/** The time, which is read only where the text counts down. */
interface Moment {
  readonly now: Instant;
}

/** The StatusReason text at `now`, at most 1023 characters. */
export function statusReasonText(reason: StatusReason, moment: Moment): string {
  return text(reason, moment).slice(0, longestReason);
}

function text(reason: StatusReason, moment: Moment): string {
  const remaining = "Waiting for remaining instances to be available. For example:";
  switch (reason.kind) {
    case "healthData":
      return (
        `${remaining} ${reason.instanceId} has insufficient data to evaluate its health with ` +
        `${reason.source}.`
      );
    case "healthCheckInterval":
      return "Waiting for a health check interval to pass before continuing.";
    case "protected":
      return (
        `${remaining} ${reason.instanceId} is protected. Remove instance scale-in protection to ` +
        "continue."
      );
    case "warmup":
      return (
        "Waiting for instances to warm up before continuing. " +
        `For example: ${reason.instanceId} is warming up.`
      );
    case "terminating":
      return (
        "Waiting for terminating instances before continuing. " +
        `For example: ${reason.instanceId} is terminating.`
      );
    case "bakeTime":
      return (
        "Waiting for bake time to finish before continuing. " +
        `There are ${secondsLeft(reason, moment)} seconds left.`
      );
    case "cancelled":
      return reason.isWaiting ? cancelled.waiting : cancelled.atOnce;
    case "rollbackByUser":
      return "Rollback triggered due to user request.";
    case "rollbackByFailure":
    case "failed":
      return reason.failure;
    case "standby":
    case "unhealthy":
    case "rootVolume":
      return inferredTexts.waitingForInstance[reason.kind](remaining, reason.instanceId);
    case "suspended":
      return inferredTexts.waitingForProcess(reason.process);
    case "launchFailure":
      return inferredTexts.waitingForLaunch(reason.failure);
    case "alarmData":
      return inferredTexts.waitingForAlarmData(reason.alarm);
    case "checkpointDelay":
      return inferredTexts.waitingForCheckpointDelay(secondsLeft(reason, moment));
  }
}

const cancelled = {
  waiting: "Cancelled due to user request.",
  atOnce:
    "Cancelled without waiting for ongoing instance launches and terminations due to user request.",
} as const;

/** Observed: AWS updates the countdown about every 10 s, and not for each describe. */
const countdownStepSeconds = 10;

/**
 * The seconds left as shown in the text. Worked example, observed: a bake time of 60 s is
 * described 5 s after its start as "59 seconds left"; 12 s after its start this gives 49.
 */
function secondsLeft(wait: { since: Instant; until: Instant }, { now }: Moment): number {
  const elapsedSeconds = Math.max(0, now - wait.since) / second;
  const lookedAfterSeconds =
    Math.floor(elapsedSeconds / countdownStepSeconds) * countdownStepSeconds + 1;
  return Math.max(0, Math.ceil((wait.until - wait.since) / second) - lookedAfterSeconds);
}
