/** RemoveTags: removes tags; ignores unknown keys. */
import type { BalancerChange } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { existingRecord } from "./existing-balancer.ts";

export const removeTags = defineAction("elbv2", "RemoveTags", (input, { region }) => {
  const records = (input.ResourceArns ?? []).map((arn) => existingRecord(region, arn));
  const changes = records.map((record): BalancerChange => {
    const tags = record.tags.filter(({ key }) => !(input.TagKeys ?? []).includes(key));
    return { type: "BalancerRecordPut", record: { ...record, tags } };
  });
  return { output: {}, changes };
});
