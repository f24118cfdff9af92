/** RegisterTargets: adds targets; a registered one stays as it is. */
import { defineAction } from "../../action.ts";
import { existingTargetGroup } from "../existing-balancer.ts";
import { withTargets } from "./targets.ts";

export const registerTargets = defineAction("elbv2", "RegisterTargets", (input, context) => {
  const group = existingTargetGroup(context.region, input.TargetGroupArn);
  const record = { ...group, targets: withTargets(group, input.Targets, context) };
  return { output: {}, changes: [{ type: "BalancerRecordPut", record }] };
});
