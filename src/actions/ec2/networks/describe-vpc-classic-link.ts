/** DescribeVpcClassicLink: refused, as in every region that never had EC2-Classic. */
import { ec2Error, type ServiceError } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";

export const describeVpcClassicLink = defineAction("ec2", "DescribeVpcClassicLink", (input) => {
  answerDryRun(input);
  throw withoutClassic();
});

/** Clients recognise this code or text as meaning that no VPC has the link. */
export function withoutClassic(): ServiceError {
  const message = "The functionality you requested is not available in this region.";
  return ec2Error("UnsupportedOperation", message);
}
