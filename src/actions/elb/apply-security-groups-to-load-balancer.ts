/** ApplySecurityGroupsToLoadBalancer: replaces the security groups, which are kept and shown. */
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import { validationError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";

export const applySecurityGroupsToLoadBalancer = defineAction(
  "elb",
  "ApplySecurityGroupsToLoadBalancer",
  (input, { region }) => {
    const balancer = existingClassic(region, input.LoadBalancerName);
    const SecurityGroups = input.SecurityGroups ?? [];
    if (SecurityGroups.length === 0) throw validationError(balancerTexts.missing("security group"));
    const record = { ...balancer, members: { ...balancer.members, SecurityGroups } };
    return {
      output: { SecurityGroups },
      changes: [{ type: "BalancerRecordPut", record }],
    };
  },
);
