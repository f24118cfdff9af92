/** RemoveTags: removes tags of classic load balancers; ignores unknown keys. */
import type { BalancerChange } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";

export const removeTags = defineAction("elb", "RemoveTags", (input, { region }) => {
  const records = (input.LoadBalancerNames ?? []).map((name) => existingClassic(region, name));
  const keys = new Set((input.Tags ?? []).map(({ Key }) => Key));
  const changes = records.map((record): BalancerChange => {
    const tags = record.tags.filter(({ key }) => !keys.has(key));
    return { type: "BalancerRecordPut", record: { ...record, tags } };
  });
  return { output: {}, changes };
});
