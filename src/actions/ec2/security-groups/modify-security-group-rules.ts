/** ModifySecurityGroupRules: changes rules, which keep their ids. */
import type { RulePeer, SecurityGroup, SecurityGroupRule } from "../../../domain/ec2-record.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingGroup, unknownRule } from "../existing-network.ts";
import { checkDescription, groupPeer, ipv4Peer, ipv6Peer } from "./security-group-peers.ts";
import { type RuleContent, readPorts, ruleKey, ruleText } from "./security-group-rules.ts";

type Update = NonNullable<Input<"ec2", "ModifySecurityGroupRules">["SecurityGroupRules"]>[number];

export const modifySecurityGroupRules = defineAction(
  "ec2",
  "ModifySecurityGroupRules",
  (input, { region }) => {
    const group = existingGroup(region, input.GroupId);
    const updates = input.SecurityGroupRules ?? [];
    const record = updates.reduce((changed, update) => modified(changed, update, region), group);
    answerDryRun(input);
    return { output: { Return: true }, changes: [{ type: "Ec2RecordPut", record }] };
  },
);

function modified(group: SecurityGroup, update: Update, region: Region): SecurityGroup {
  const { SecurityGroupRuleId: id = "", SecurityGroupRule: asked = {} } = update;
  const rule = group.rules.find((one) => one.id === id);
  if (rule === undefined) throw unknownRule(id);
  if (asked.IpProtocol === undefined) {
    throw ec2Error("InvalidParameterValue", networkTexts.noProtocol);
  }
  checkDescription(asked.Description);
  const content: RuleContent = {
    ...readPorts(asked, networkTexts.missingPortsOfRule),
    peer: peerOf(asked, region),
    ...(asked.Description === undefined ? {} : { description: asked.Description }),
  };
  const others = group.rules.filter((one) => one.id !== id && one.isEgress === rule.isEgress);
  if (others.some((one) => ruleKey(one) === ruleKey(content))) {
    const message = networkTexts.duplicatePermission(ruleText(content));
    throw ec2Error("InvalidPermission.Duplicate", message);
  }
  const { isEgress, tags } = rule;
  const replaced: SecurityGroupRule = { ...content, id, isEgress, tags };
  return { ...group, rules: group.rules.map((one) => (one.id === id ? replaced : one)) };
}

function peerOf(asked: NonNullable<Update["SecurityGroupRule"]>, region: Region): RulePeer {
  const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId } = asked;
  const given = [CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId];
  if (given.filter((one) => one !== undefined).length > 1) {
    throw ec2Error("InvalidParameterCombination", networkTexts.peersOfRule);
  }
  if (CidrIpv4 !== undefined) return ipv4Peer(CidrIpv4);
  if (CidrIpv6 !== undefined) return ipv6Peer(CidrIpv6);
  if (PrefixListId !== undefined) return { kind: "prefixList", value: PrefixListId };
  if (ReferencedGroupId !== undefined) return groupPeer({ GroupId: ReferencedGroupId }, region);
  throw ec2Error("MissingParameter", networkTexts.noPeerOfRule);
}
