/** ModifySubnetAttribute: stores and shows settings of public addresses and host names. */
import type { Subnet } from "../../../domain/ec2-record.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { existingSubnet } from "../existing-network.ts";
import { refuseMembers } from "../unemulated-members.ts";

type Request = Input<"ec2", "ModifySubnetAttribute">;

export const modifySubnetAttribute = defineAction(
  "ec2",
  "ModifySubnetAttribute",
  (input, { region }) => {
    const subnet = existingSubnet(region, input.SubnetId);
    if (input.EnableDns64?.Value === true && subnet.ipv6CidrBlock === undefined) {
      throw ec2Error("InvalidParameterValue", networkTexts.noIpv6For("enable-dns64", subnet.id));
    }
    refuseUnemulated(input);
    const set = settingsIn(input);
    if (Object.keys(set).length > 1) {
      throw ec2Error("InvalidParameterCombination", networkTexts.oneAttribute);
    }
    return { output: {}, changes: [{ type: "Ec2RecordPut", record: { ...subnet, ...set } }] };
  },
);

/** Switching off a feature that does not exist here changes nothing. */
function refuseUnemulated({ SubnetId: _, ...input }: Request): void {
  const values = Object.entries(input).map(([name, value]) => {
    const isSwitch = typeof value === "object" && value !== null && "Value" in value;
    return [name, isSwitch ? value.Value : value] as const;
  });
  refuseMembers(Object.fromEntries(values), [
    "AssignIpv6AddressOnCreation",
    "MapCustomerOwnedIpOnLaunch",
    "CustomerOwnedIpv4Pool",
    "EnableDns64",
    "EnableResourceNameDnsAAAARecordOnLaunch",
    "EnableLniAtDeviceIndex",
  ]);
}

function settingsIn(input: Request): Partial<Subnet> {
  const isPublic = input.MapPublicIpOnLaunch?.Value;
  const hostnameType = input.PrivateDnsHostnameTypeOnLaunch;
  const hasNameRecord = input.EnableResourceNameDnsARecordOnLaunch?.Value;
  return {
    ...(isPublic === undefined ? {} : { mapPublicIpOnLaunch: isPublic }),
    ...(hostnameType === undefined ? {} : { hostnameType }),
    ...(hasNameRecord === undefined ? {} : { hasNameRecord }),
  };
}
