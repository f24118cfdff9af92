/** DetachTrafficSources: sources of any type are Removing for a while, then gone. */
import { defineAction } from "../../action.ts";
import { existingGroup } from "../existing.ts";
import { detachChanges, readSource } from "../traffic-sources.ts";

export const detachTrafficSources = defineAction(
  "autoscaling",
  "DetachTrafficSources",
  (input, { region }) => {
    const group = existingGroup(region, input.AutoScalingGroupName, "mutate");
    const sources = (input.TrafficSources ?? []).map(readSource);
    const words = { member: "trafficSources", what: "Traffic Sources" };
    return { output: {}, changes: detachChanges(group, sources, words) };
  },
);
