/**
 * AttachTrafficSources: attaches load balancers, target groups and VPC Lattice target groups in one
 * form.
 */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { attachChanges, readSource } from "../traffic-sources.ts";

export const attachTrafficSources = defineAction(
  "autoscaling",
  "AttachTrafficSources",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.TrafficSources ?? []).map(readSource);
    return { output: {}, changes: attachChanges(group, sources, "trafficSources") };
  },
);
