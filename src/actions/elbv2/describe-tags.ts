/** DescribeTags: the tags of the named load balancers, target groups and listeners. */
import { defineAction } from "../action.ts";
import { existingRecord } from "./existing-balancer.ts";

export const describeTags = defineAction("elbv2", "DescribeTags", (input, { region }) => {
  const TagDescriptions = (input.ResourceArns ?? []).map((arn) => ({
    ResourceArn: arn,
    Tags: existingRecord(region, arn).tags.map(({ key, value }) => ({ Key: key, Value: value })),
  }));
  return { output: { TagDescriptions } };
});
