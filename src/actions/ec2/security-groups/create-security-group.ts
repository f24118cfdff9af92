/**
 * CreateSecurityGroup: a name is unique in its VPC; all outgoing traffic is allowed until that is
 * revoked.
 */
import type { SecurityGroup } from "../../../domain/ec2-record.ts";
import { defaultVpcId } from "../../../domain/network.ts";
import { securityGroupsOf, toEverywhere, vpcsOf } from "../../../domain/network-records.ts";
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
    const vpcId = vpcIdOf(input.VpcId, region);
    checkName(name, vpcId, region);
    const tags = specifiedTags(input.TagSpecifications, "security-group");
    answerDryRun(input);
    const id = identifiers.ec2Id("sg");
    const rules = [toEverywhere(identifiers.ec2Id("sgr"))];
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

function vpcIdOf(asked: string | undefined, region: Region): string {
  if (asked !== undefined) return existingVpc(region, asked).id;
  const id = defaultVpcId(region.account, region.name);
  if (vpcsOf(region).some((vpc) => vpc.id === id)) return id;
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
