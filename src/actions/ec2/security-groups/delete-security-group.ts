/** DeleteSecurityGroup: refused while an instance, load balancer or other group uses it. */
import { deletionOf, securityGroupsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { isGroupUsed } from "../network-users.ts";
import { groupOf } from "./security-group-rules.ts";
import { groupNamed } from "./security-groups.ts";

export const deleteSecurityGroup = defineAction(
  "ec2",
  "DeleteSecurityGroup",
  (input, { region }) => {
    const group = groupOf(input, region, (name) => groupNamed(region, name));
    if (group.name === "default") {
      const message = networkTexts.undeletableGroup(group.id, group.name);
      throw ec2Error("CannotDelete", message);
    }
    if (isNamedByOthers(group.id, region) || isGroupUsed(group.id, region)) {
      throw ec2Error("DependencyViolation", networkTexts.groupInUse(group.id));
    }
    answerDryRun(input);
    return {
      output: { Return: true, GroupId: group.id },
      changes: [deletionOf(group, region)],
    };
  },
);

function isNamedByOthers(groupId: string, region: Region): boolean {
  const others = securityGroupsOf(region).filter(({ id }) => id !== groupId);
  return others.some(({ rules }) => rules.some(({ peer }) => peer.value === groupId));
}
