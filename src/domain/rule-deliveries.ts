/** What the rules of a region make of an event: a text for each target of a rule that matches. */
import type { EventBridgeEvent } from "./event-bridge-event.ts";
import { compileEventPattern, type EventPattern } from "./event-pattern/event-pattern.ts";
import { matchesEventPattern } from "./event-pattern/matching.ts";
import type { EventRule, RuleSettings } from "./event-rule.ts";
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

/** In the order of rules and targets; `at` is when the bus got the event. */
export function ruleDeliveries(
  { eventRules }: Pick<Region, "eventRules">,
  event: EventBridgeEvent,
  at: Instant,
): readonly RuleDelivery[] {
  const members = { ...event };
  return [...eventRules.values()]
    .filter((rule) => matchesRule(rule, event))
    .flatMap(({ settings, targets }) =>
      targets.map((target) => ({
        rule: settings.name,
        targetId: target.id,
        arn: target.arn,
        text: targetInput(target, { event: members, rule: settings, ingestedAt: isoSecond(at) }),
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
