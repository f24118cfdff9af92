/** DescribeRegions: the regions that every account has without asking. */
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered } from "../filters.ts";

const regionNames = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

export const describeRegions = defineAction("ec2", "DescribeRegions", (input) => {
  answerDryRun(input);
  const missing = input.RegionNames?.find((name) => !regionNames.includes(name));
  if (missing !== undefined) {
    throw ec2Error("InvalidParameterValue", `Invalid region names: [${missing}]`);
  }
  const asked = input.RegionNames?.length ? input.RegionNames : regionNames;
  const names = filtered(asked, input.Filters, {
    endpoint: (name) => [endpointOf(name)],
    "opt-in-status": () => ["opt-in-not-required"],
    "region-name": (name) => [name],
  });
  const regions = names.map((name) => ({
    OptInStatus: "opt-in-not-required",
    RegionName: name,
    Endpoint: endpointOf(name),
  }));
  return { output: { Regions: regions } };
});

function endpointOf(name: string): string {
  return `ec2.${name}.amazonaws.com`;
}
