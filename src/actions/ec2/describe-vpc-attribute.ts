/** DescribeVpcAttribute: one of the switches of a VPC. */
import { defineAction } from "../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../network-records.ts";

export const describeVpcAttribute = defineAction(
  "ec2",
  "DescribeVpcAttribute",
  (input, { region }) => {
    const { id, attributes } = existingVpc(region, input.VpcId);
    answerDryRun(input);
    const name = input.Attribute ?? "enableDnsSupport";
    const member = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return { output: { VpcId: id, [member]: { Value: attributes[name] } } };
  },
);
