/**
 * AttachTrafficSources: attaches load balancers, target groups and VPC Lattice target groups in one
 * form.
 */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { attachChanges, readSource } from "../traffic-sources.ts";
import { refuseZonalShift } from "../zonal-shift.ts";

export const attachTrafficSources = defineAction(
  "autoscaling",
  "AttachTrafficSources",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.TrafficSources ?? []).map(readSource);
    const stored = { ...group.stored, TrafficSources: input.TrafficSources };
    refuseZonalShift({ stored }, { skip: input.SkipZonalShiftValidation, region });
    return { output: {}, changes: attachChanges(group, sources, "trafficSources") };
  },
);
