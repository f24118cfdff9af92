/** The checks of stored rules of EventBridge, and of events that callers put. */
import type { PutEvent } from "../../domain/changes/event-rule-change.ts";
import { compileEventPattern } from "../../domain/event-pattern/event-pattern.ts";
import { EventPatternError } from "../../domain/event-pattern/event-pattern-error.ts";
import {
  type EventRule,
  type RuleSettings,
  type RuleTarget,
  ruleStates,
} from "../../domain/event-rule.ts";
import { tag } from "./stored-instance-kinds.ts";
import {
  awsMembers,
  instant,
  list,
  type Members,
  oneOfTexts,
  optional,
  record,
  text,
  where,
} from "./stored-kinds.ts";

export const ruleState = oneOfTexts(ruleStates);

const eventPattern = where(text, (pattern) =>
  isPattern(pattern) ? undefined : { path: "", expected: "an event pattern" },
);

function isPattern(pattern: string): boolean {
  try {
    compileEventPattern(pattern);
    return true;
  } catch (error) {
    if (error instanceof EventPatternError) return false;
    throw error;
  }
}

export const ruleSettings = record<RuleSettings>({
  name: text,
  arn: text,
  state: ruleState,
  eventPattern: optional(eventPattern),
  scheduleExpression: optional(text),
  description: optional(text),
  roleArn: optional(text),
});

export const ruleTarget = record<RuleTarget>({ id: text, arn: text, members: awsMembers });

export const eventRule = record<EventRule>({
  settings: ruleSettings,
  tags: list(tag),
  targets: list(ruleTarget),
});

export const putEventMembers: Members<PutEvent> = {
  id: text,
  source: text,
  detailType: text,
  detail: awsMembers,
  resources: list(text),
  time: instant,
};

export const putEvent = record<PutEvent>(putEventMembers);
