/** DeregisterTargets: targets drain for the target group's delay; unknown ones are ignored. */
import { defineAction } from "../../action.ts";
import { existingTargetGroup } from "../existing-balancer.ts";
import { withoutTargets } from "./targets.ts";

export const deregisterTargets = defineAction("elbv2", "DeregisterTargets", (input, context) => {
  const group = existingTargetGroup(context.region, input.TargetGroupArn);
  const record = { ...group, targets: withoutTargets(group, input.Targets, context) };
  return { output: {}, changes: [{ type: "BalancerRecordPut", record }] };
});
