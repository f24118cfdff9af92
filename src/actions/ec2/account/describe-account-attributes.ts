/** DescribeAccountAttributes: an account with a default VPC and AWS's usual limits. */
import { defaultVpcId } from "../../../domain/network.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";

export const describeAccountAttributes = defineAction(
  "ec2",
  "DescribeAccountAttributes",
  (input, { region }) => {
    answerDryRun(input);
    const values = new Map([
      ["supported-platforms", "VPC"],
      ["default-vpc", defaultVpcId(region.account, region.name)],
      ["max-instances", "20"],
      ["vpc-max-security-groups-per-interface", "5"],
      ["max-elastic-ips", "5"],
      ["vpc-max-elastic-ips", "5"],
    ]);
    const asked: readonly string[] = input.AttributeNames ?? [];
    const unknown = asked.find((name) => !values.has(name));
    if (unknown !== undefined) {
      const message = `Value (${unknown}) for parameter attributeName is invalid.`;
      throw ec2Error("InvalidParameterValue", message);
    }
    const shown = [...values].filter(([name]) => asked.length === 0 || asked.includes(name));
    return {
      output: {
        AccountAttributes: shown.map(([AttributeName, AttributeValue]) => ({
          AttributeName,
          AttributeValues: [{ AttributeValue }],
        })),
      },
    };
  },
);
