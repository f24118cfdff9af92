/**
 * Lifecycle hooks, and lists of a new group's hooks, that are always refused (G-253, G-270, G-271).
 * The texts were recorded by the public rule set cdk-preflight.
 */
import type { LifecycleHook } from "../../domain/lifecycle-hook.ts";
import { type Refusal, repeated } from "../../domain/refusals.ts";
import { notificationTexts } from "../../domain/texts/notification-texts.ts";
import type { Region } from "../../domain/world.ts";
import { refuseBy } from "../refusals.ts";

interface Subject {
  /** The hook after the request. */
  readonly hook: LifecycleHook;
  /** The role in the request itself; an earlier role remains when the target is removed. */
  readonly givenRole: string | undefined;
  readonly region: Region;
}

const arn = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/;

/** The parts of `arn:partition:service:region:account:resource`. */
function targetOf({ hook }: Subject) {
  const [, , service, region] = (hook.notificationTargetArn ?? "").split(":");
  return { arn: hook.notificationTargetArn, service, region };
}

const hookRefusals: readonly Refusal<Subject>[] = [
  {
    when: ({ hook: { heartbeatTimeoutSeconds: seconds } }) => seconds < 30 || seconds > 7200,
    text: "HeartbeatTimeout must be between 30 and 7200 seconds",
  },
  {
    when: (subject) => !arn.test(targetOf(subject).arn ?? "arn:aws:sqs:::none"),
    text: "'NotificationTargetARN' must be a valid ARN.",
  },
  {
    when: ({ hook, givenRole = "" }) =>
      givenRole !== "" && hook.notificationTargetArn === undefined,
    text: "'NotificationTargetARN' parameter required when 'RoleARN' parameter is specified",
  },
  {
    when: (subject) => (subject.givenRole ?? "") !== "" && targetOf(subject).service === "lambda",
    text:
      "'RoleARN' parameter should not be specified when 'NotificationTargetARN' is a Lambda " +
      "function. Remove 'RoleARN' from your request and try again.",
  },
  {
    when: isUnreachable,
    text: ({ hook }) => notificationTexts.cannotPublish(hook),
  },
];

/** Whether the target is a FIFO queue or in another region, which hooks cannot reach. */
function isUnreachable(subject: Subject): boolean {
  const { arn: target, service = "", region } = targetOf(subject);
  if (target === undefined || !["sqs", "sns"].includes(service)) return false;
  return region !== subject.region.name || (service === "sqs" && target.endsWith(".fifo"));
}

/** Refuses a hook that no group can have. */
export function refuseHook(subject: Subject): void {
  refuseBy(hookRefusals, subject);
}

/** AWS's limit of hooks in a request that creates a group. */
const mostNewHooks = 5;

const newHooksRefusals: readonly Refusal<readonly string[]>[] = [
  {
    when: (names) => names.length > mostNewHooks,
    text: `You cannot specify more than ${mostNewHooks} hooks`,
  },
  {
    when: (names) => repeated(names) !== undefined,
    text: (names) => `Multiple lifecycle hooks found for name '${repeated(names)}'`,
  },
];

/** Refuses the hooks of a new group by their names. */
export function refuseNewHooks(names: readonly string[]): void {
  refuseBy(newHooksRefusals, names);
}
