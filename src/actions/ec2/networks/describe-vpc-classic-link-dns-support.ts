/** DescribeVpcClassicLinkDnsSupport: refused, as in every region that never had EC2-Classic. */
import { defineAction } from "../../action.ts";
import { withoutClassic } from "./describe-vpc-classic-link.ts";

export const describeVpcClassicLinkDnsSupport = defineAction(
  "ec2",
  "DescribeVpcClassicLinkDnsSupport",
  () => {
    throw withoutClassic();
  },
);
