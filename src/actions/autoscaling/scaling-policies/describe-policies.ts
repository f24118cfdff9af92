/**
 * DescribePolicies: selected by group, name or ARN, and type; shown with the alarms that trigger
 * them.
 */
import { policyTypes } from "../../../domain/scaling-policy.ts";
import { inferredPolicyTexts } from "../../../domain/texts/inferred-policy-texts.ts";
import { validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { byCodeUnit } from "../../page.ts";
import { existingGroup } from "../existing.ts";
import { checkLength } from "../list-limits.ts";
import { groupsShown } from "../managed-groups.ts";
import { autoScalingPage, type GroupPaging } from "../page.ts";
import type { PolicyOfGroup } from "./existing-policy.ts";
import { presentPolicy } from "./scaling-policy-settings.ts";

const keyOf = ({ group, policy }: PolicyOfGroup) => `${group.name}\0${policy.name}`;

const paging: GroupPaging<PolicyOfGroup> = {
  operation: "DescribePolicies",
  defaultSize: 50,
  largestSize: 100,
  order: "ascending",
  keyOf,
};

export const describePolicies = defineAction(
  "autoscaling",
  "DescribePolicies",
  (input, { region }) => {
    const { AutoScalingGroupName: name, PolicyNames: names = [], PolicyTypes: types = [] } = input;
    checkLength(names, { member: "policyNames", most: 50 });
    checkTypes(types);
    const named =
      name === undefined ? region.groups.values() : [existingGroup(region, name, "describe")];
    const groups = groupsShown(named, input);
    const found = groups
      .flatMap((group) => [...group.scalingPolicies.values()].map((policy) => ({ group, policy })))
      .filter(({ policy }) => types.length === 0 || types.includes(policy.type))
      .filter(
        ({ policy }) =>
          names.length === 0 || names.includes(policy.name) || names.includes(policy.arn),
      )
      .sort((one, other) => byCodeUnit(keyOf(one), keyOf(other)));
    const { items, nextToken } = autoScalingPage(found, input, { ...paging, region });
    const shown = items.map(({ policy, group }) => presentPolicy(policy, group, region));
    return { output: { ScalingPolicies: shown, NextToken: nextToken } };
  },
);

function checkTypes(types: readonly string[]): void {
  const unknown = types.find((type) => !(policyTypes as readonly string[]).includes(type));
  if (unknown !== undefined) throw validationError(inferredPolicyTexts.invalidPolicyType(unknown));
}
