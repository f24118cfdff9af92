/** Changes of EventBridge's rules, and events that callers put. */
import type { RuleSettings, RuleState, RuleTarget } from "../event-rule.ts";
import type { Tag } from "../launch-template.ts";
import type { Instant } from "../time.ts";

export type EventRuleChange =
  /** A new rule, or new settings of an existing one, which keeps tags and targets. */
  | {
      readonly type: "EventRulePut";
      readonly rule: RuleSettings;
      /** The tags of a new rule. */
      readonly tags: readonly Tag[];
    }
  | { readonly type: "EventRuleDeleted"; readonly name: string }
  | { readonly type: "EventRuleStateSet"; readonly name: string; readonly state: RuleState }
  /** A target replaces the one with its id. */
  | {
      readonly type: "EventRuleTargetsPut";
      readonly name: string;
      readonly targets: readonly RuleTarget[];
    }
  | {
      readonly type: "EventRuleTargetsRemoved";
      readonly name: string;
      readonly ids: readonly string[];
    }
  /** The rule's complete new tags. */
  | { readonly type: "EventRuleTagged"; readonly name: string; readonly tags: readonly Tag[] }
  | { readonly type: "EventsPut"; readonly events: readonly PutEvent[] };

/** An event as PutEvents took it. */
export interface PutEvent {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources: readonly string[];
  /** What the caller says, or when it was put. */
  readonly time: Instant;
}
