/** ModifyLoadBalancerAttributes: stores and shows the members sent; others stay. */
import { defineAction } from "../action.ts";
import { plainJson } from "../plain-json.ts";
import { attributesOfClassic, existingClassic } from "./balancers.ts";

export const modifyLoadBalancerAttributes = defineAction(
  "elb",
  "ModifyLoadBalancerAttributes",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const given = plainJson(input.LoadBalancerAttributes ?? {});
    const present = Object.entries(attributesOfClassic(balancer));
    const classicAttributes = Object.fromEntries(
      present.map(([name, value]) => [name, merged(value, given[name])]),
    );
    const record = { ...balancer, classicAttributes };
    const shown = Object.entries(attributesOfClassic(record)).filter(([name]) => name in given);
    return {
      output: {
        LoadBalancerName: balancer.name,
        LoadBalancerAttributes: Object.fromEntries(shown),
      },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);

/** Switching draining on keeps its timeout; additional attributes are merged by key. */
function merged(present: unknown, given: unknown): unknown {
  if (given === undefined) return present;
  if (!Array.isArray(present)) return { ...(present as object), ...(given as object) };
  const all = [...present, ...(given as readonly unknown[])] as readonly { Key?: string }[];
  return [...new Map(all.map((one) => [one.Key, one])).values()];
}
