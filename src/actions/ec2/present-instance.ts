/** Finds the EC2 instances that a call names, and shows EC2's view of them. */

import {
  describedAfterEnd,
  ec2StateCodes,
  type Instance,
  isVisible,
} from "../../domain/instance.ts";
import { instanceTypes } from "../../domain/instance-types.ts";
import { contentsBehind, type LaunchContents } from "../../domain/launch-contents.ts";
import { ec2Texts } from "../../domain/launch-settings.ts";
import { zoneIdOf } from "../../domain/network.ts";
import { stableHex } from "../../domain/stable-hash.ts";
import { reasonText, userInitiatedShutdown } from "../../domain/termination-reason.ts";
import { type Instant, isoSecond } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Output } from "../../model/operations.ts";
import type { ActionContext } from "../action.ts";
import { interfaceOf, type NetworkInterface, presentInterface } from "./derived-interfaces.ts";
import { attachedMappings, rootDeviceName } from "./derived-volumes.ts";
import { describedOptions, optionsOf } from "./instance-options.ts";
import { presentTags } from "./tags.ts";
import { ec2Time } from "./time.ts";
import { unmanaged } from "./unmanaged.ts";

export type ReservationAnswer = NonNullable<
  Output<"ec2", "DescribeInstances">["Reservations"]
>[number];
export type InstanceAnswer = NonNullable<ReservationAnswer["Instances"]>[number];

/** The account that Auto Scaling launches from, according to the captures (G-177). */
const autoScalingAccount = "661627717883";

/** All instances that EC2 shows now, or the requested ones, which must exist (G-182). */
export function selectedInstances(
  ids: readonly string[] | undefined,
  context: Pick<ActionContext, "region" | "hasCome">,
): readonly Instance[] {
  const { region } = context;
  const isShown = (instance: Instance) => isVisible(instance) && isRemembered(instance, context);
  if (ids === undefined || ids.length === 0) return [...region.instances.values()].filter(isShown);
  const malformed = ids.find((id) => !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed !== undefined) {
    throw ec2Error("InvalidInstanceID.Malformed", `Invalid id: "${malformed}"`);
  }
  const asked = [...new Set(ids)];
  const found = asked.flatMap((id) => region.instances.get(id) ?? []).filter(isShown);
  if (found.length === asked.length) return found;
  const known = new Set(found.map(({ id }) => id));
  const unknown = asked.filter((id) => !known.has(id));
  throw ec2Error("InvalidInstanceID.NotFound", ec2Texts.unknownInstances(unknown));
}

/** A terminated instance is shown for an hour (G-179). */
function isRemembered(
  instance: Instance,
  { region, hasCome }: Pick<ActionContext, "region" | "hasCome">,
): boolean {
  const endedAt = terminationTime(instance, region);
  return endedAt === undefined || !hasCome(endedAt + describedAfterEnd + 1);
}

function terminationTime({ id, terminatedAt }: Instance, region: Region): Instant | undefined {
  return terminatedAt ?? region.terminated.get(id);
}

/** As DescribeInstances shows it, in a reservation of its own. */
export function presentReservation(instance: Instance, region: Region): ReservationAnswer {
  const contents = contentsBehind(instance, region);
  const shown = { ...presentInstance(instance, region), ...describedOptions(instance, contents) };
  return { ...reservationOf(instance, region), Instances: [shown] };
}

/** As RunInstances's answer shows it. */
export function presentLaunch(instance: Instance, region: Region): ReservationAnswer {
  const StateReason = { Code: "pending", Message: "pending" };
  const shown = { ...presentInstance(instance, region), StateReason, Operator: unmanaged };
  return { ...reservationOf(instance, region), Instances: [shown] };
}

function reservationOf(instance: Instance, region: Region) {
  return {
    ReservationId: instance.run?.reservationId ?? `r-${stableHex(instance.id)}`,
    OwnerId: region.account,
    ...(instance.run === undefined && { RequesterId: autoScalingAccount }),
    Groups: [],
  };
}

export function presentState({ ec2State }: Pick<Instance, "ec2State">) {
  return { Code: ec2StateCodes[ec2State], Name: ec2State };
}

function presentInstance(instance: Instance, region: Region): InstanceAnswer {
  const contents = contentsBehind(instance, region);
  const isGone = instance.ec2State === "terminated";
  const networkInterface = interfaceOf(instance, region);
  return {
    InstanceId: instance.id,
    ImageId: instance.imageId,
    State: presentState(instance),
    PrivateDnsName: isGone ? "" : dnsName(instance, region),
    PublicDnsName: "",
    StateTransitionReason: transitionReason(instance, region),
    ...stateReason(instance),
    KeyName: contents.KeyName,
    AmiLaunchIndex: 0,
    ProductCodes: [],
    InstanceType: instance.instanceType as NonNullable<InstanceAnswer["InstanceType"]>,
    InstanceLifecycle: isSpot(instance, contents) ? "spot" : undefined,
    LaunchTime: ec2Time(instance.launchedAt ?? 0),
    Placement: presentPlacement(instance, contents, region),
    Architecture: instanceTypes.get(instance.instanceType)?.architecture ?? "x86_64",
    RootDeviceType: "ebs",
    RootDeviceName: rootDeviceName(instance, region),
    BlockDeviceMappings: attachedMappings(instance, region),
    VirtualizationType: "hvm",
    ClientToken: clientTokenOf(instance),
    EnaSupport: true,
    Hypervisor: "xen",
    NetworkInterfaces:
      networkInterface === undefined ? [] : [presentInterface(networkInterface, region)],
    SecurityGroups: networkInterface === undefined ? [] : [...networkInterface.groups],
    Tags: presentTags(instance.tags),
    ...(networkInterface === undefined ? {} : network(networkInterface)),
    ...optionsOf(instance, contents, region),
  };
}

/**
 * Whether Spot was requested, by a mixed instances policy, a launch configuration's price or a
 * template (G-288).
 */
function isSpot({ purchaseOption }: Instance, { InstanceMarketOptions }: LaunchContents): boolean {
  return purchaseOption === "spot" || InstanceMarketOptions?.MarketType === "spot";
}

export function presentPlacement(
  { availabilityZone }: Instance,
  { Placement }: LaunchContents,
  { name }: Region,
) {
  return {
    AvailabilityZoneId: zoneIdOf(name, availabilityZone),
    GroupName: Placement?.GroupName ?? "",
    Tenancy: (Placement?.Tenancy ?? "default") as "default" | "dedicated" | "host",
    AvailabilityZone: availabilityZone,
  };
}

/** Auto Scaling launches with its own token; a caller's is shown as sent. */
function clientTokenOf({ id, run }: Instance): string {
  return run === undefined ? stableHex(`${id}/client-token`) : (run.clientToken ?? "");
}

/** A terminated instance has no network any more (G-179). */
function network({ vpcId, subnetId, address }: NetworkInterface) {
  return {
    VpcId: vpcId,
    SubnetId: subnetId,
    PrivateIpAddress: address,
    SourceDestCheck: true,
  };
}

function dnsName({ privateIpAddress: address }: Instance, { name }: Region): string {
  const domain = name === "us-east-1" ? "ec2.internal" : `${name}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${domain}`;
}

/** Shown from the start of its termination or stop (G-215, G-323). */
function stateReason({
  ec2State,
  stateReason: stated,
}: Instance): Pick<InstanceAnswer, "StateReason"> {
  if (ec2State === "pending" || ec2State === "running") return {};
  const reason = stated ?? userInitiatedShutdown;
  return { StateReason: { Code: reason.code, Message: reasonText(reason) } };
}

/** `User initiated (2026-09-27 07:14:16 GMT)`, from the start of its end or stop (G-179, G-323). */
function transitionReason(instance: Instance, region: Region): string {
  const { stateReason: reason = userInitiatedShutdown } = instance;
  const isByUser = reason.code === userInitiatedShutdown.code;
  const endedAt = instance.shutDownAt ?? terminationTime(instance, region);
  const at = isByUser ? (endedAt ?? instance.stoppedAt) : undefined;
  return at === undefined ? "" : `User initiated (${gmt(at)} GMT)`;
}

function gmt(at: Instant): string {
  return isoSecond(at).replace("T", " ").replace("Z", "");
}
