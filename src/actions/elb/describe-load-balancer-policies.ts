/** DescribeLoadBalancerPolicies: always empty, because policies cannot be created here. */
import { balancerTexts } from "../../domain/texts/balancer-texts.ts";
import { fault, ServiceError } from "../../model/faults.ts";
import { defineAction } from "../action.ts";
import { existingClassic } from "./balancers.ts";

export const describeLoadBalancerPolicies = defineAction(
  "elb",
  "DescribeLoadBalancerPolicies",
  ({ LoadBalancerName: name, PolicyNames }, { region }) => {
    // AWS would show its sample policies.
    if (name === undefined) throw new ServiceError("NotImplemented", balancerTexts.samples, 501);
    existingClassic(region, name);
    const policy = PolicyNames?.[0];
    if (policy !== undefined) {
      const message = balancerTexts.unknownPolicy({ policy, balancer: name });
      throw fault("elb", "PolicyNotFoundException", message);
    }
    return { output: { PolicyDescriptions: [] } };
  },
);
