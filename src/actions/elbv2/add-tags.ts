/** AddTags: adds tags; an existing key gets the new value. */
import type { BalancerChange } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { withBalancerTags } from "../elastic-load-balancing.ts";
import { existingRecord } from "./existing-balancer.ts";

export const addTags = defineAction("elbv2", "AddTags", (input, { region }) => {
  const records = (input.ResourceArns ?? []).map((arn) => existingRecord(region, arn));
  const changes = records.map((record): BalancerChange => {
    const tags = withBalancerTags(record.tags, input.Tags);
    return { type: "BalancerRecordPut", record: { ...record, tags } };
  });
  return { output: {}, changes };
});
