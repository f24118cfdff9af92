/** What a RunInstances request and its launch template ask for together. */
import { parseCidr } from "../../../domain/cidr.ts";
import type { Subnet } from "../../../domain/ec2-record.ts";
import { type LaunchContents, withRequest } from "../../../domain/launch-contents.ts";
import { findSubnet, storedOf } from "../../../domain/network-records.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { newContents } from "../launch-template-contents.ts";
import { selectedTemplate, selectedVersion } from "../launch-templates.ts";

type Request = Input<"ec2", "RunInstances">;
type GivenContents = Input<"ec2", "CreateLaunchTemplate">["LaunchTemplateData"];

/** Members that say how many to run, and where; all others are as in a launch template. */
export function ownContents(request: Request): LaunchContents {
  const { MinCount, MaxCount, DryRun, ClientToken, LaunchTemplate, SubnetId, ...others } = request;
  const { ImageId, InstanceType, PrivateIpAddress, ...contents } = others;
  return newContents(contents as GivenContents, {});
}

/** What the instance is launched with: the request before its launch template. */
export function launchedContents(request: Request, region: Region): LaunchContents {
  const reference = request.LaunchTemplate;
  if (reference === undefined) return ownContents(request);
  const template = selectedTemplate(reference, region);
  const { data } = selectedVersion(template, reference.Version ?? "$Default");
  return withRequest(data, ownContents(request));
}

/** The subnet that the request names, or its network interface, or those of the template. */
export function askedSubnetId(request: Request, contents: LaunchContents): string | undefined {
  return request.SubnetId ?? contents.NetworkInterfaces?.[0]?.SubnetId;
}

/** The address that the request asks for, which has to be free in the subnet (G-289). */
export function askedAddress(
  request: Request,
  contents: LaunchContents,
  place: { readonly subnetId: string; readonly count: number; readonly region: Region },
): string | undefined {
  const [first] = contents.NetworkInterfaces ?? [];
  const primary = first?.PrivateIpAddresses?.find(({ Primary }) => Primary === true);
  const address = request.PrivateIpAddress ?? first?.PrivateIpAddress ?? primary?.PrivateIpAddress;
  if (address === undefined) return undefined;
  if (place.count > 1) throw ec2Error("InvalidParameterValue", inferredTexts.oneAddressForMany);
  const { region, subnetId } = place;
  if (!isInside(address, findSubnet(region, subnetId))) {
    const message = `Address ${address} does not fall within the subnet's address range`;
    throw ec2Error("InvalidParameterValue", message);
  }
  const living = [...region.instances.values()].filter((one) => one.ec2State !== "terminated");
  const isTaken = [...living, ...storedOf(region, "networkInterface")].some(
    (one) => one.privateIpAddress === address && one.subnetId === subnetId,
  );
  if (isTaken) throw ec2Error("InvalidIPAddress.InUse", `Address ${address} is in use.`);
  return address;
}

/** The first four addresses of a subnet and its last one are AWS's. */
function isInside(address: string, subnet: Subnet | undefined): boolean {
  const block = parseCidr(subnet?.cidrBlock ?? "");
  const one = parseCidr(`${address}/32`);
  if (block === undefined || one === undefined) return false;
  return one.first >= block.first + 4 && one.first < block.last;
}
