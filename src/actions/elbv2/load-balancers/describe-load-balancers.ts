/** DescribeLoadBalancers: all load balancers, or those named by ARN or name. */
import { recordsOf } from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { balancerPage } from "../../elastic-load-balancing.ts";
import { selected } from "../existing-balancer.ts";
import { presentLoadBalancer } from "../present-balancers.ts";

export const describeLoadBalancers = defineAction(
  "elbv2",
  "DescribeLoadBalancers",
  (input, context) => {
    const { LoadBalancerArns: arns, Names: names } = input;
    if (arns?.length && names?.length) {
      throw validationError(balancerTexts.oneSelector("load balancer ARNs and names"));
    }
    const found = selected({
      records: recordsOf(context.region, "loadBalancer"),
      arns,
      names,
      missing: (missing) =>
        fault(
          "elbv2",
          "LoadBalancerNotFoundException",
          names?.length
            ? balancerTexts.unknownLoadBalancers(missing.join(", "))
            : balancerTexts.unknownLoadBalancer(missing[0] ?? ""),
        ),
    });
    const { region } = context;
    const scope = { operation: "DescribeLoadBalancers", region };
    const { items, nextToken } = balancerPage(scope, found, input);
    const LoadBalancers = items.map((record) => presentLoadBalancer(record, context));
    return { output: { LoadBalancers, NextMarker: nextToken } };
  },
);
