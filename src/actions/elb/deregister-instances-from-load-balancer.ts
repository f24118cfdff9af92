/** DeregisterInstancesFromLoadBalancer: instances registered by their groups stay. */
import type { ClassicLoadBalancer } from "../../domain/load-balancing.ts";
import { defineAction } from "../action.ts";
import { existingClassic, instanceIdsIn, presentInstances } from "./balancers.ts";

export const deregisterInstancesFromLoadBalancer = defineAction(
  "elb",
  "DeregisterInstancesFromLoadBalancer",
  (input, context) => {
    const { region } = context;
    const balancer = existingClassic(region, input.LoadBalancerName);
    const gone = new Set(instanceIdsIn(input.Instances, region));
    const instances = balancer.instances.filter(({ id }) => !gone.has(id));
    const record: ClassicLoadBalancer = { ...balancer, instances };
    return {
      output: { Instances: presentInstances(record, context) },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
