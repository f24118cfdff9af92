/**
 * CreateTargetGroup: AWS's defaults for its health check; a repeated call returns the existing one.
 */
import { recordsOf, type TargetGroup } from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { fault } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { withBalancerTags } from "../../elastic-load-balancing.ts";
import { refuseBy } from "../../refusals.ts";
import { named, newBalancerArn } from "../existing-balancer.ts";
import { targetGroupNameRefusals } from "../name-refusals.ts";
import { presentTargetGroup, sameMembers } from "../present-balancers.ts";
import { newTargetGroupMembers } from "./target-groups.ts";

export const createTargetGroup = defineAction("elbv2", "CreateTargetGroup", (input, context) => {
  const name = input.Name ?? "";
  refuseBy(targetGroupNameRefusals, name);
  const { region, now: createdAt } = context;
  const record: TargetGroup = {
    kind: "targetGroup",
    name,
    createdAt,
    attributes: {},
    targets: [],
    arn: newBalancerArn(context, `targetgroup/${name}`),
    tags: withBalancerTags([], input.Tags),
    members: newTargetGroupMembers(input),
  };
  const known = named(recordsOf(region, "targetGroup"), name);
  if (known !== undefined) {
    if (!sameMembers(known, record, [])) {
      const message = balancerTexts.duplicateTargetGroup(name);
      throw fault("elbv2", "DuplicateTargetGroupNameException", message);
    }
    return { output: { TargetGroups: [presentTargetGroup(known, region)] } };
  }
  return {
    output: { TargetGroups: [presentTargetGroup(record, region)] },
    changes: [{ type: "BalancerRecordPut", record }],
  };
});
