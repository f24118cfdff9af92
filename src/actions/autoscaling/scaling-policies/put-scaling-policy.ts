/**
 * PutScalingPolicy: simple, step and target tracking policies take effect; predictive ones are only
 * kept.
 */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { readPolicy } from "./scaling-policy-settings.ts";
import { alarmChanges, trackingAlarms } from "./target-tracking.ts";

export const putScalingPolicy = defineAction(
  "autoscaling",
  "PutScalingPolicy",
  (input, context) => {
    const group = existingGroup(context.region, input.AutoScalingGroupName, "mutate");
    const read = readPolicy(input, group, context);
    const alarms = trackingAlarms(read, group, context);
    const policy = { ...read, managedAlarms: alarms.map(({ name }) => name) };
    const before = group.scalingPolicies.get(policy.name);
    return {
      output: {
        PolicyARN: policy.arn,
        Alarms: alarms.map(({ name, arn }) => ({ AlarmName: name, AlarmARN: arn })),
      },
      changes: [
        ...alarmChanges(before, alarms, context),
        { type: "ScalingPolicyPut", group: group.name, policy },
      ],
    };
  },
);
