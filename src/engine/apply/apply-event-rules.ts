/** Applies changes of EventBridge's rules. */
import { never, present } from "../../domain/assert.ts";
import type { EventRuleChange } from "../../domain/changes/event-rule-change.ts";
import type { EventRule } from "../../domain/event-rule.ts";
import type { Region } from "../../domain/world.ts";
import type { ApplyContext } from "./apply-context.ts";

export function applyEventRuleChange(context: ApplyContext, change: EventRuleChange): void {
  const { region } = context;
  switch (change.type) {
    case "EventRulePut":
      return putRule(region, change);
    case "EventRuleDeleted":
      region.eventRules.delete(change.name);
      return;
    case "EventRuleStateSet": {
      const rule = ruleNamed(region, change.name);
      rule.settings = { ...rule.settings, state: change.state };
      return;
    }
    case "EventRuleTargetsPut": {
      const rule = ruleNamed(region, change.name);
      const targets = new Map([...rule.targets, ...change.targets].map((one) => [one.id, one]));
      rule.targets = [...targets.values()];
      return;
    }
    case "EventRuleTargetsRemoved": {
      const rule = ruleNamed(region, change.name);
      rule.targets = rule.targets.filter(({ id }) => !change.ids.includes(id));
      return;
    }
    case "EventRuleTagged":
      ruleNamed(region, change.name).tags = change.tags;
      return;
    case "EventsPut":
      for (const event of change.events) context.send({ kind: "put", ...event });
      return;
    default:
      return never(change);
  }
}

function putRule(
  region: Region,
  { rule, tags }: Extract<EventRuleChange, { type: "EventRulePut" }>,
): void {
  const known = region.eventRules.get(rule.name);
  if (known === undefined) region.eventRules.set(rule.name, { settings: rule, tags, targets: [] });
  else known.settings = rule;
}

function ruleNamed(region: Region, name: string): EventRule {
  return present(region.eventRules.get(name), `rule ${name}`);
}
