/**
 * What no lifecycle hook can have, and no list of hooks of a new group (G-253, G-270, G-271). The
 * texts are those that the public rule set cdk-preflight recorded of the service.
 */
import type { LifecycleHook } from "../../domain/lifecycle-hook.ts";
import { type Refusal, repeated } from "../../domain/refusals.ts";
import type { Region } from "../../domain/world.ts";
import { refuseBy } from "../refusals.ts";

interface Subject {
  /** The hook as it would be after the request. */
  readonly hook: LifecycleHook;
  /** What the request itself gives: a role stays when the target is taken away. */
  readonly givenRole: string | undefined;
  readonly region: Region;
}

const arn = /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/;

/** `arn:partition:service:region:account:resource` in its parts. */
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
    text: ({ hook }) =>
      `Unable to publish test message to notification target ${hook.notificationTargetArn} using ` +
      `IAM role ${hook.roleArn}. Please check your target and role configuration and try to put ` +
      "lifecycle hook again.",
  },
];

/** No hook reaches a FIFO queue, or a queue or topic of another region. */
function isUnreachable(subject: Subject): boolean {
  const { arn: target, service = "", region } = targetOf(subject);
  if (target === undefined || !["sqs", "sns"].includes(service)) return false;
  return region !== subject.region.name || (service === "sqs" && target.endsWith(".fifo"));
}

/** Refuses a hook that no group can have. */
export function refuseHook(subject: Subject): void {
  refuseBy(hookRefusals, subject);
}

/** AWS's limit for the hooks of a request that creates a group. */
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
