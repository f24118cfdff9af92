/** EventBridge's rules on the default bus, with their targets. */
import type { Tag } from "./launch-template.ts";

/** The one bus that there is; AWS's services send their events to it. */
export const defaultBus = "default";

export const ruleStates = [
  "ENABLED",
  "DISABLED",
  "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
] as const;

export type RuleState = (typeof ruleStates)[number];

/** A rule as PutRule describes it. */
export interface RuleSettings {
  readonly name: string;
  readonly arn: string;
  readonly state: RuleState;
  /** Its text, which is known to be a pattern; a rule without one matches nothing. */
  readonly eventPattern?: string | undefined;
  /** Kept and shown; nothing happens on schedule. */
  readonly scheduleExpression?: string | undefined;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
}

export interface EventRule {
  settings: RuleSettings;
  tags: readonly Tag[];
  /** In the order in which they were put first. */
  targets: readonly RuleTarget[];
}

export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  /** All members of AWS's Target, in AWS's own form. */
  readonly members: Readonly<Record<string, unknown>>;
}

/** A rule that matched an event, as it was when that happened. */
export interface MatchedRule extends Pick<RuleSettings, "name" | "arn"> {
  readonly targets: readonly RuleTarget[];
}

interface Place {
  readonly account: string;
  readonly name: string;
}

export function ruleArn({ account, name: region }: Place, name: string): string {
  return `arn:aws:events:${region}:${account}:rule/${name}`;
}

export function busArn({ account, name: region }: Place, name: string): string {
  return `arn:aws:events:${region}:${account}:event-bus/${name}`;
}
