/** PutTargets: adds targets to a rule; one with a known id replaces the former. */
import type { RuleTarget } from "../../domain/event-rule.ts";
import { defineAction } from "../action.ts";
import { plainJson } from "../plain-json.ts";
import { existingRule, limitExceeded } from "./existing-rule.ts";
import { checkTarget } from "./target-settings.ts";

/** AWS's quota for one rule. */
const mostTargets = 5;

export const putTargets = defineAction("events", "PutTargets", (input, { region }) => {
  const rule = existingRule(region, { name: input.Rule, bus: input.EventBusName });
  const given = input.Targets ?? [];
  for (const target of given) checkTarget(target);
  const targets = given.map(
    (members): RuleTarget => ({
      id: members.Id ?? "",
      arn: members.Arn ?? "",
      members: plainJson(members),
    }),
  );
  const ids = new Set([...rule.targets, ...targets].map(({ id }) => id));
  if (ids.size > mostTargets) throw limitExceeded();
  const { name } = rule.settings;
  return {
    output: { FailedEntryCount: 0, FailedEntries: [] },
    changes: [{ type: "EventRuleTargetsPut", name, targets }],
  };
});
