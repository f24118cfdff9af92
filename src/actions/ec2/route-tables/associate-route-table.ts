/** AssociateRouteTable: gives a subnet or gateway this table instead of the main one. */
import type { RouteTable } from "../../../domain/ec2-record.ts";
import { routeTablesOf } from "../../../domain/network-records.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { existingGateway, existingRouteTable, existingSubnet } from "../existing-network.ts";
import { refuseMembers } from "../unemulated-members.ts";

export const associateRouteTable = defineAction(
  "ec2",
  "AssociateRouteTable",
  (input, { region, identifiers }) => {
    refuseMembers(input, ["PublicIpv4Pool"]);
    const table = existingRouteTable(region, input.RouteTableId);
    const { SubnetId: subnetId, GatewayId: gatewayId } = input;
    checkMember({ subnetId, gatewayId }, table, region);
    const present = routeTablesOf(region).find(({ associations }) =>
      associations.some((one) => isSame(one, { subnetId, gatewayId })),
    );
    if (present !== undefined && present.id !== table.id) {
      const message = networkTexts.conflictingAssociation(table.id);
      throw ec2Error("Resource.AlreadyAssociated", message);
    }
    answerDryRun(input);
    const known = table.associations.find((one) => isSame(one, { subnetId, gatewayId }));
    if (known !== undefined) return { output: answer(known.id) };
    const id = identifiers.ec2Id("rtbassoc");
    const added = subnetId === undefined ? { id, gatewayId } : { id, subnetId };
    const record = { ...table, associations: [...table.associations, added] };
    return { output: answer(id), changes: [{ type: "Ec2RecordPut", record }] };
  },
);

interface Member {
  readonly subnetId?: string | undefined;
  readonly gatewayId?: string | undefined;
}

function checkMember({ subnetId, gatewayId }: Member, table: RouteTable, region: Region): void {
  if ((subnetId === undefined) === (gatewayId === undefined)) {
    throw ec2Error("InvalidParameterCombination", networkTexts.noAssociate);
  }
  if (gatewayId?.startsWith("igw-")) existingGateway(region, gatewayId);
  if (subnetId === undefined) return;
  const { vpcId } = existingSubnet(region, subnetId);
  if (vpcId === table.vpcId) return;
  const message = networkTexts.otherNetworkSubnet(table.id, subnetId);
  throw ec2Error("InvalidParameterValue", message);
}

/** Main associations have neither member, and never equal a requested one. */
function isSame(one: Member, other: Member): boolean {
  const isOfSubnet = one.subnetId !== undefined && one.subnetId === other.subnetId;
  return isOfSubnet || (one.gatewayId !== undefined && one.gatewayId === other.gatewayId);
}

function answer(AssociationId: string) {
  return { AssociationId, AssociationState: { State: "associated" as const } };
}
