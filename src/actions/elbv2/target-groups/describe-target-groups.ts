/** DescribeTargetGroups: all, the named ones, or those of a load balancer. */
import { balancersOf, recordsOf } from "../../../domain/load-balancing.ts";
import { balancerTexts } from "../../../domain/texts/balancer-texts.ts";
import { fault, validationError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { balancerPage } from "../../elastic-load-balancing.ts";
import { existingLoadBalancer, selected } from "../existing-balancer.ts";
import { presentTargetGroup } from "../present-balancers.ts";

export const describeTargetGroups = defineAction(
  "elbv2",
  "DescribeTargetGroups",
  (input, { region }) => {
    const { LoadBalancerArn: balancer, TargetGroupArns: arns, Names: names } = input;
    const given = [balancer, arns?.length || undefined, names?.length || undefined];
    if (given.filter((one) => one !== undefined).length > 1) {
      const members = "load balancer ARN, target group ARNs and names";
      throw validationError(balancerTexts.oneSelector(members));
    }
    if (balancer !== undefined) existingLoadBalancer(region, balancer);
    const records = recordsOf(region, "targetGroup").filter(
      ({ arn }) => balancer === undefined || balancersOf(region, arn).includes(balancer),
    );
    const found = selected({
      records,
      arns,
      names,
      missing: () =>
        fault("elbv2", "TargetGroupNotFoundException", balancerTexts.unknownTargetGroups),
    });
    const { items, nextToken } = balancerPage(
      { operation: "DescribeTargetGroups", region },
      found,
      input,
    );
    const TargetGroups = items.map((record) => presentTargetGroup(record, region));
    return { output: { TargetGroups, NextMarker: nextToken } };
  },
);
