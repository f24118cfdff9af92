/** DescribeVpcAttribute: shows one switch of a VPC. */
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../existing-network.ts";

export const describeVpcAttribute = defineAction(
  "ec2",
  "DescribeVpcAttribute",
  (input, { region }) => {
    const { id, attributes } = existingVpc(region, input.VpcId);
    answerDryRun(input);
    const name = input.Attribute ?? "enableDnsSupport";
    if (!Object.hasOwn(attributes, name)) {
      throw ec2Error("InvalidParameterValue", networkTexts.unknownAttribute(name));
    }
    const member = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return { output: { VpcId: id, [member]: { Value: attributes[name] } } };
  },
);
