/** AddTags: tags classic load balancers by name; an existing key gets the new value. */
import type { BalancerChange } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { withBalancerTags } from "../elastic-load-balancing.ts";
import { existingClassic } from "./balancers.ts";

export const addTags = defineAction("elb", "AddTags", (input, { region }) => {
  const records = (input.LoadBalancerNames ?? []).map((name) => existingClassic(region, name));
  const changes = records.map((record): BalancerChange => {
    const tags = withBalancerTags(record.tags, input.Tags);
    return { type: "BalancerRecordPut", record: { ...record, tags } };
  });
  return { output: {}, changes };
});
