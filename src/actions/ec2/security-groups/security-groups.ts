/** Changes a security group's rules, in both directions. */
import type { SecurityGroup, SecurityGroupRule } from "../../../domain/ec2-record.ts";
import { defaultVpcId } from "../../../domain/network.ts";
import { securityGroupsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import type { ActionContext } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { unknownRule } from "../existing-network.ts";
import { specifiedTags } from "../tags.ts";
import {
  groupOf,
  presentRevoked,
  presentRule,
  type RuleRequest,
  readRules,
  ruleKey,
  ruleText,
} from "./security-group-rules.ts";

/** The group with this name in the default VPC. */
export function groupNamed(region: Region, groupName: string): SecurityGroup {
  const vpcId = defaultVpcId(region.account, region.name);
  const group = securityGroupsOf(region).find(
    ({ name, vpcId: own }) => name === groupName && own === vpcId,
  );
  if (group !== undefined) return group;
  throw ec2Error("InvalidGroup.NotFound", networkTexts.unknownGroup(groupName));
}

/** Adds all rules of the request, or none if one exists already. */
export function authorize(request: RuleRequest, isEgress: boolean, context: ActionContext) {
  const { region, identifiers } = context;
  const group = groupOf(request, region, (name) => groupNamed(region, name));
  const present = new Set(rulesOf(group, isEgress).map(ruleKey));
  const asked = readRules(request, region);
  const duplicate = asked.find((rule) => present.has(ruleKey(rule)));
  if (duplicate !== undefined) {
    const message = networkTexts.duplicatePermission(ruleText(duplicate));
    throw ec2Error("InvalidPermission.Duplicate", message);
  }
  const tags = specifiedTags(request.TagSpecifications, "security-group-rule");
  answerDryRun(request);
  const added = asked.map(
    (rule): SecurityGroupRule => ({
      ...rule,
      id: identifiers.ec2Id("sgr"),
      isEgress,
      tags,
    }),
  );
  const record = { ...group, rules: [...group.rules, ...added] };
  return {
    output: {
      Return: true,
      SecurityGroupRules: added.map((rule) => presentRule(rule, group, region)),
    },
    changes: [{ type: "Ec2RecordPut" as const, record }],
  };
}

export type RevokeRequest = Input<"ec2", "RevokeSecurityGroupIngress">;

/** Removes all rules of the request, or none if one does not exist. */
export function revoke(request: RevokeRequest, isEgress: boolean, { region }: ActionContext) {
  const group = groupOf(request, region, (name) => groupNamed(region, name));
  const revoked = revokedRules(request, rulesOf(group, isEgress), region);
  answerDryRun(request);
  const ids = new Set(revoked.map(({ id }) => id));
  const record = { ...group, rules: group.rules.filter(({ id }) => !ids.has(id)) };
  return {
    output: {
      Return: true,
      RevokedSecurityGroupRules: revoked.map((rule) => presentRevoked(rule, group)),
    },
    changes: [{ type: "Ec2RecordPut" as const, record }],
  };
}

function revokedRules(
  request: RevokeRequest,
  present: readonly SecurityGroupRule[],
  region: Region,
): readonly SecurityGroupRule[] {
  const ids = request.SecurityGroupRuleIds ?? [];
  if (ids.length > 0) {
    return [...new Set(ids)].map((id) => {
      const rule = present.find((one) => one.id === id);
      if (rule === undefined) throw unknownRule(id);
      return rule;
    });
  }
  return readRules(request, region).map((asked) => {
    const rule = present.find((one) => ruleKey(one) === ruleKey(asked));
    if (rule !== undefined) return rule;
    throw ec2Error("InvalidPermission.NotFound", networkTexts.unknownPermission);
  });
}

function rulesOf({ rules }: SecurityGroup, isEgress: boolean): readonly SecurityGroupRule[] {
  return rules.filter((rule) => rule.isEgress === isEgress);
}
