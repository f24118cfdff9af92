/** Decides zone and subnet of instances launched outside any group. */
import type { LaunchContents } from "../../../domain/launch-contents.ts";
import { findSubnet, subnetsOf } from "../../../domain/network-records.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";

/** The named subnet, else the default subnet of the named or first zone. */
export function placementFor(
  id: string | undefined,
  { Placement }: Pick<LaunchContents, "Placement">,
  region: Region,
): { readonly availabilityZone: string; readonly subnetId: string } {
  const defaults = subnetsOf(region).filter(({ isDefault }) => isDefault);
  // Terraform sends an empty zone when its user names none.
  const zone = Placement?.AvailabilityZone || defaults[0]?.availabilityZone;
  const subnet =
    id === undefined
      ? defaults.find(({ availabilityZone }) => availabilityZone === zone)
      : findSubnet(region, id);
  if (subnet !== undefined) {
    return { availabilityZone: subnet.availabilityZone, subnetId: subnet.id };
  }
  if (id !== undefined) {
    throw ec2Error("InvalidSubnetID.NotFound", `The subnet ID '${id}' does not exist`);
  }
  throw ec2Error("InvalidParameterValue", `${inferredTexts.noSubnetIn(zone ?? "")}.`);
}
