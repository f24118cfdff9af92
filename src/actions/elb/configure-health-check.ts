/** ConfigureHealthCheck: kept and shown; instances get no requests. */
import { defineAction } from "../action.ts";
import { plainJson } from "../plain-json.ts";
import { existingClassic } from "./balancers.ts";

export const configureHealthCheck = defineAction(
  "elb",
  "ConfigureHealthCheck",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const HealthCheck = plainJson(input.HealthCheck ?? {});
    const record = { ...balancer, members: { ...balancer.members, HealthCheck } };
    return {
      output: { HealthCheck: input.HealthCheck },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
