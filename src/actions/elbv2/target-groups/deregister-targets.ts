/** DeregisterTargets: they drain for the delay of the target group; others are passed over. */
import { defineAction } from "../../action.ts";
import { existingTargetGroup } from "../existing-balancer.ts";
import { withoutTargets } from "./targets.ts";

export const deregisterTargets = defineAction("elbv2", "DeregisterTargets", (input, context) => {
  const group = existingTargetGroup(context.region, input.TargetGroupArn);
  const record = { ...group, targets: withoutTargets(group, input.Targets, context) };
  return { output: {}, changes: [{ type: "BalancerRecordPut", record }] };
});
