/**
 * CreateSecurityGroup: a name is unique in its VPC; all outgoing traffic is allowed until that is
 * revoked.
 */
import type { SecurityGroup, Vpc } from "../../../domain/ec2-record.ts";
import { defaultVpcId } from "../../../domain/network.ts";
import { rulesToEverywhere, securityGroupsOf, vpcsOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingVpc } from "../existing-network.ts";
import { presentTags, specifiedTags } from "../tags.ts";

export const createSecurityGroup = defineAction(
  "ec2",
  "CreateSecurityGroup",
  (input, { region, identifiers }) => {
    const { GroupName: name = "", Description: description = "" } = input;
    if (description === "") throw ec2Error("MissingParameter", networkTexts.noGroupDescription);
    const vpc = vpcOf(input.VpcId, region);
    const vpcId = vpc.id;
    checkName(name, vpcId, region);
    const tags = specifiedTags(input.TagSpecifications, "security-group");
    answerDryRun(input);
    const id = identifiers.ec2Id("sg");
    const rules = rulesToEverywhere(vpc, () => identifiers.ec2Id("sgr"));
    const record: SecurityGroup = {
      kind: "securityGroup",
      id,
      vpcId,
      name,
      description,
      rules,
      tags,
    };
    const SecurityGroupArn = `arn:aws:ec2:${region.name}:${region.account}:security-group/${id}`;
    return {
      output: { GroupId: id, Tags: presentTags(tags), SecurityGroupArn },
      changes: [{ type: "Ec2RecordPut", record }],
    };
  },
);

function vpcOf(asked: string | undefined, region: Region): Vpc {
  if (asked !== undefined) return existingVpc(region, asked);
  const id = defaultVpcId(region.account, region.name);
  const found = vpcsOf(region).find((vpc) => vpc.id === id);
  if (found !== undefined) return found;
  throw ec2Error("VPCIdNotSpecified", networkTexts.noDefaultVpc);
}

function checkName(name: string, vpcId: string, region: Region): void {
  if (name === "default") {
    throw ec2Error("InvalidGroup.Reserved", networkTexts.reservedGroup(name));
  }
  if (name.startsWith("sg-")) {
    throw ec2Error("InvalidParameterValue", networkTexts.reservedGroupName(name));
  }
  const isTaken = securityGroupsOf(region).some(
    (group) => group.name === name && group.vpcId === vpcId,
  );
  if (!isTaken) return;
  throw ec2Error("InvalidGroup.Duplicate", networkTexts.duplicateGroup(name, vpcId));
}
