/** What rules make of an event: which of them match it, and a text for each of their targets. */
import type { EventBridgeEvent } from "./event-bridge-event.ts";
import { compileEventPattern, type EventPattern } from "./event-pattern/event-pattern.ts";
import { matchesEventPattern } from "./event-pattern/matching.ts";
import type { EventRule, MatchedRule, RuleSettings } from "./event-rule.ts";
import { targetInput } from "./target-input.ts";
import { type Instant, isoSecond } from "./time.ts";
import type { Region } from "./world.ts";

export interface RuleDelivery {
  readonly rule: string;
  readonly targetId: string;
  readonly arn: string;
  readonly text: string;
  /** What the target says for FIFO queues. */
  readonly groupId?: string | undefined;
}

/** The rules with targets that match the event now; nothing changes what is returned. */
export function matchedRules(
  { eventRules }: Pick<Region, "eventRules">,
  event: EventBridgeEvent,
): readonly MatchedRule[] {
  return [...eventRules.values()]
    .filter((rule) => rule.targets.length > 0 && matchesRule(rule, event))
    .map(({ settings: { name, arn }, targets }) => ({ name, arn, targets }));
}

/** In the order of rules and targets; `at` is when the bus got the event. */
export function ruleDeliveries(
  rules: readonly MatchedRule[],
  event: EventBridgeEvent,
  at: Instant,
): readonly RuleDelivery[] {
  const members = { ...event };
  return rules.flatMap((rule) =>
    rule.targets.map((target) => ({
      rule: rule.name,
      targetId: target.id,
      arn: target.arn,
      text: targetInput(target, { event: members, rule, ingestedAt: isoSecond(at) }),
      groupId: groupIdOf(target.members),
    })),
  );
}

function matchesRule({ settings }: EventRule, event: EventBridgeEvent): boolean {
  if (settings.state === "DISABLED") return false;
  const pattern = patternOf(settings);
  return pattern !== undefined && matchesEventPattern(pattern, event);
}

/** Compiled once for each version of a rule. */
const compiled = new WeakMap<RuleSettings, EventPattern>();

function patternOf(settings: RuleSettings): EventPattern | undefined {
  if (settings.eventPattern === undefined) return undefined;
  const pattern = compiled.get(settings) ?? compileEventPattern(settings.eventPattern);
  compiled.set(settings, pattern);
  return pattern;
}

function groupIdOf({ SqsParameters }: Readonly<Record<string, unknown>>): string | undefined {
  const { MessageGroupId: id } = Object(SqsParameters) as { readonly MessageGroupId?: unknown };
  return typeof id === "string" ? id : undefined;
}
