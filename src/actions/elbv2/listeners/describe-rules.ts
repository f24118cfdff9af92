/** DescribeRules: only the default rule, because others cannot be created here. */
import { type Listener, recordsOf } from "../../../domain/load-balancing.ts";
import { stableHex } from "../../../domain/stable-hash.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { fault, validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { balancerPage } from "../../elastic-load-balancing.ts";
import { existingListener } from "../existing-balancer.ts";
import { presentDefaultRule } from "../present-balancers.ts";

export const describeRules = defineAction("elbv2", "DescribeRules", (input, { region }) => {
  const { items, nextToken } = balancerPage(
    { operation: "DescribeRules", region },
    listenersMeant(input, region),
    input,
  );
  const Rules = items.map((one) => presentDefaultRule(one, defaultRuleArn(one)));
  return { output: { Rules, NextMarker: nextToken } };
});

function listenersMeant(
  { ListenerArn, RuleArns = [] }: Input<"elbv2", "DescribeRules">,
  region: Region,
): readonly Listener[] {
  if (ListenerArn !== undefined) return [existingListener(region, ListenerArn)];
  if (RuleArns.length === 0) throw validationError(balancerTexts.noRuleSelector);
  const named = recordsOf(region, "listener").filter((one) =>
    RuleArns.includes(defaultRuleArn(one)),
  );
  if (named.length === new Set(RuleArns).size) return named;
  throw fault("elbv2", "RuleNotFoundException", balancerTexts.unknownRules);
}

/** The default rule's ARN, derived from the listener's. */
function defaultRuleArn({ arn }: Listener): string {
  return `${arn.replace(":listener/", ":listener-rule/")}/${stableHex(arn).slice(0, 16)}`;
}
