/** ModifyTargetGroup: changes the given members of its health check. */
import { defineAction } from "../../action.ts";
import { plainJson } from "../../plain-json.ts";
import { existingTargetGroup } from "../existing-balancer.ts";
import { presentTargetGroup } from "../present-balancers.ts";
import { changedMembers } from "./target-groups.ts";

export const modifyTargetGroup = defineAction("elbv2", "ModifyTargetGroup", (input, { region }) => {
  const { TargetGroupArn, ...given } = input;
  const known = existingTargetGroup(region, TargetGroupArn);
  const record = { ...known, members: changedMembers(known.members, plainJson(given)) };
  return {
    output: { TargetGroups: [presentTargetGroup(record, region)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});
