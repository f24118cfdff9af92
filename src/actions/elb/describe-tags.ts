/** DescribeTags: the tags of the named classic load balancers. */
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";

export const describeTags = defineAction("elb", "DescribeTags", (input, { region }) => {
  const TagDescriptions = (input.LoadBalancerNames ?? []).map((name) => ({
    LoadBalancerName: name,
    Tags: existingClassic(region, name).tags.map(({ key, value }) => ({ Key: key, Value: value })),
  }));
  return { output: { TagDescriptions } };
});
