/** Combines a RunInstances request with its launch template. */
import { parseCidr } from "../../../domain/cidr.ts";
import type { Subnet } from "../../../domain/ec2-record.ts";
import { type LaunchContents, withRequest } from "../../../domain/launch-contents.ts";
import { goneName } from "../../../domain/launch-names.ts";
import { architectureMismatch } from "../../../domain/launch-obstacles.ts";
import { contentsRefusal } from "../../../domain/launch-refusals.ts";
import type { LaunchSettings } from "../../../domain/launch-settings.ts";
import { findSubnet, storedOf } from "../../../domain/network-records.ts";
import type { Refusal } from "../../../domain/refusals.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { refuseBy } from "../../refusals.ts";
import { runContents } from "../launch-template-contents.ts";
import { selectedTemplate, selectedVersion } from "../launch-templates.ts";

type Request = Input<"ec2", "RunInstances">;
type GivenContents = Input<"ec2", "CreateLaunchTemplate">["LaunchTemplateData"];

/** Returns the members that are as in a launch template, without those for number and place. */
export function ownContents(request: Request): LaunchContents {
  const { MinCount, MaxCount, DryRun, ClientToken, LaunchTemplate, SubnetId, ...others } = request;
  const { ImageId, InstanceType, PrivateIpAddress, ...contents } = others;
  return runContents(contents as GivenContents);
}

/** The launch settings: the request over its launch template. */
export function launchedContents(request: Request, region: Region): LaunchContents {
  const reference = request.LaunchTemplate;
  if (reference === undefined) return ownContents(request);
  const template = selectedTemplate(reference, region);
  const { data } = selectedVersion(template, reference.Version ?? "$Default");
  return withRequest(data, ownContents(request));
}

/** What the request says, and what it is launched with. */
interface RunRequest {
  readonly request: Request;
  readonly contents: LaunchContents;
}

const hasInterfaces = ({ contents }: RunRequest) => (contents.NetworkInterfaces ?? []).length > 0;

/** A group says where its instances are to be, and may; a caller has to say it of interfaces. */
const placeRefusals: readonly Refusal<RunRequest>[] = [
  {
    when: (run) => hasInterfaces(run) && run.request.SubnetId !== undefined,
    text:
      "Network interfaces and an instance-level subnet ID may not be specified on the same " +
      "request",
  },
  {
    when: (run) => hasInterfaces(run) && run.request.PrivateIpAddress !== undefined,
    text:
      "Network interfaces and an instance-level private IP address may not be specified on the " +
      "same request",
  },
];

/** Refuses what EC2 would not launch, in its words. */
export function checkLaunch(
  request: Request,
  contents: LaunchContents,
  { settings, region }: { readonly settings: LaunchSettings; readonly region: Region },
): void {
  refuseBy(placeRefusals, { request, contents }, "InvalidParameterCombination");
  const { instanceType } = settings;
  const mismatch = architectureMismatch(region, settings);
  if (mismatch !== undefined) throw ec2Error("InvalidParameterValue", `${mismatch.message}.`);
  const refusal = goneName(region, contents) ?? contentsRefusal({ contents, instanceType });
  if (refusal !== undefined)
    throw ec2Error(refusal.code ?? "InvalidParameterValue", refusal.message);
}

/** The subnet of the request or its network interface, or else the template's. */
export function askedSubnetId(request: Request, contents: LaunchContents): string | undefined {
  return request.SubnetId ?? contents.NetworkInterfaces?.[0]?.SubnetId;
}

/** The requested address, which must be free in the subnet (G-289). */
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

/** AWS reserves the first four addresses of a subnet and the last. */
function isInside(address: string, subnet: Subnet | undefined): boolean {
  const block = parseCidr(subnet?.cidrBlock ?? "");
  const one = parseCidr(`${address}/32`);
  if (block === undefined || one === undefined) return false;
  return one.first >= block.first + 4 && one.first < block.last;
}
