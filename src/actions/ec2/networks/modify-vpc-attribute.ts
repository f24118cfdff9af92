/** ModifyVpcAttribute: sets one switch of a VPC; nothing acts on it. */
import type { VpcAttribute } from "../../../domain/ec2-record.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { existingVpc } from "../existing-network.ts";

export const modifyVpcAttribute = defineAction("ec2", "ModifyVpcAttribute", (input, { region }) => {
  const vpc = existingVpc(region, input.VpcId);
  const given: readonly [VpcAttribute, boolean | undefined][] = [
    ["enableDnsSupport", input.EnableDnsSupport?.Value],
    ["enableDnsHostnames", input.EnableDnsHostnames?.Value],
    ["enableNetworkAddressUsageMetrics", input.EnableNetworkAddressUsageMetrics?.Value],
  ];
  const set = given.filter(([, value]) => value !== undefined);
  if (set.length !== 1) {
    throw ec2Error("InvalidParameterCombination", networkTexts.oneAttribute);
  }
  const attributes = { ...vpc.attributes, ...Object.fromEntries(set) };
  return { output: {}, changes: [{ type: "Ec2RecordPut", record: { ...vpc, attributes } }] };
});
