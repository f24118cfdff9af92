/** RegisterInstancesWithLoadBalancer: registers instances and returns all registered ones. */
import type { ClassicLoadBalancer } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { existingClassic, instanceIdsIn, presentInstances } from "./balancers.ts";

export const registerInstancesWithLoadBalancer = defineAction(
  "elb",
  "RegisterInstancesWithLoadBalancer",
  (input, context) => {
    const { region, now } = context;
    const balancer = existingClassic(region, input.LoadBalancerName);
    const known = new Set(balancer.instances.map(({ id }) => id));
    const added = [...new Set(instanceIdsIn(input.Instances, region))]
      .filter((id) => !known.has(id))
      .map((id) => ({ id, registeredAt: now }));
    const instances = [...balancer.instances, ...added];
    const record: ClassicLoadBalancer = { ...balancer, instances };
    return {
      output: { Instances: presentInstances(record, context) },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
