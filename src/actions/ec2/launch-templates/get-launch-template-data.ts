/** GetLaunchTemplateData: template contents for an instance like the named one (G-242). */
import { present } from "../../../domain/assert.ts";
import type { Instance } from "../../../domain/instance.ts";
import { contentsBehind, type LaunchContents } from "../../../domain/launch-contents.ts";
import { findSubnet } from "../../../domain/network-records.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error, ServiceError } from "../../../model/faults.ts";
import type { Output } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { interfaceOf, presentInterface } from "../derived-interfaces.ts";
import { type Volume, volumesOf } from "../derived-volumes.ts";
import { answerDryRun } from "../dry-run.ts";
import {
  bandwidthOf,
  cpuCreditsOf,
  cpuOptionsOf,
  dnsOptionsOf,
  maintenanceOf,
  metadataOptionsOf,
} from "../instance-options.ts";
import { presentContents } from "../launch-template-contents.ts";
import { presentPlacement, selectedInstances } from "../present-instance.ts";
import { presentTags } from "../tags.ts";

type Data = NonNullable<Output<"ec2", "GetLaunchTemplateData">["LaunchTemplateData"]>;

export const getLaunchTemplateData = defineAction(
  "ec2",
  "GetLaunchTemplateData",
  (input, context) => {
    answerDryRun(input);
    const instance = describedInstance(present(input.InstanceId, "instance id"), context);
    const contents = contentsBehind(instance, context.region);
    return { output: { LaunchTemplateData: dataOf(instance, contents, context.region) } };
  },
);

/** Uses the instance itself, and its launch settings only where nothing else shows a member. */
function dataOf(instance: Instance, contents: LaunchContents, region: Region): Data {
  const presented = presentContents(contents);
  const shown = interfaceOf(instance, region);
  const credits = cpuCreditsOf(instance, contents);
  const tags = presentTags(instance.tags.filter(({ key }) => !key.startsWith("aws:")));
  return {
    KernelId: presented.KernelId,
    EbsOptimized: contents.EbsOptimized ?? false,
    IamInstanceProfile: presented.IamInstanceProfile,
    BlockDeviceMappings: volumesOf(instance, region).map(presentVolume),
    NetworkInterfaces: shown && [presentOwn(shown, contents, region)],
    ImageId: instance.imageId,
    InstanceType: instance.instanceType as Data["InstanceType"],
    KeyName: contents.KeyName,
    Monitoring: { Enabled: contents.Monitoring?.Enabled ?? false },
    Placement: presentPlacement(instance, contents, region),
    DisableApiTermination: contents.DisableApiTermination === true,
    InstanceInitiatedShutdownBehavior: presented.InstanceInitiatedShutdownBehavior ?? "stop",
    UserData: contents.UserData,
    TagSpecifications: tags && [{ ResourceType: "instance", Tags: tags }],
    InstanceMarketOptions: presented.InstanceMarketOptions,
    CreditSpecification: credits === undefined ? undefined : { CpuCredits: credits },
    CpuOptions: cpuOptionsOf(instance, contents),
    CapacityReservationSpecification: presented.CapacityReservationSpecification ?? {
      CapacityReservationPreference: "open",
    },
    HibernationOptions: { Configured: contents.HibernationOptions?.Configured ?? false },
    MetadataOptions: metadataOptionsOf(instance, contents, region),
    EnclaveOptions: { Enabled: contents.EnclaveOptions?.Enabled ?? false },
    PrivateDnsNameOptions: dnsOptionsOf(instance, contents, region),
    MaintenanceOptions: maintenanceOf(contents),
    DisableApiStop: contents.DisableApiStop === true,
    NetworkPerformanceOptions: { BandwidthWeighting: bandwidthOf(contents) },
    SecondaryInterfaces: [],
  };
}

function presentVolume(volume: Volume) {
  const { Encrypted, DeleteOnTermination, Iops, VolumeSize, Throughput } = volume;
  return {
    DeviceName: volume.device,
    Ebs: {
      Encrypted,
      DeleteOnTermination,
      Iops,
      SnapshotId: volume.SnapshotId === "" ? undefined : volume.SnapshotId,
      VolumeSize,
      VolumeType: volume.VolumeType as "gp3",
      Throughput,
      EbsCardIndex: 0,
    },
  };
}

function presentOwn(
  one: NonNullable<ReturnType<typeof interfaceOf>>,
  { NetworkInterfaces: [asked] = [] }: LaunchContents,
  region: Region,
) {
  const shown = presentInterface(one, region);
  const isPublicByDefault = findSubnet(region, one.subnetId)?.mapPublicIpOnLaunch ?? false;
  return {
    AssociatePublicIpAddress: asked?.AssociatePublicIpAddress ?? isPublicByDefault,
    DeleteOnTermination: one.attachment?.isDeletedOnTermination,
    Description: shown.Description,
    DeviceIndex: 0,
    Groups: one.groups.map(({ GroupId }) => GroupId),
    InterfaceType: shown.InterfaceType,
    Ipv6Addresses: [],
    PrivateIpAddresses: shown.PrivateIpAddresses,
    SubnetId: one.subnetId,
    NetworkCardIndex: 0,
    Ipv4Prefixes: [],
    Ipv6Prefixes: [],
  };
}

/** For an unknown instance EC2 passes on its own call's refusal, whole (G-243). */
function describedInstance(id: string, context: ActionContext): Instance {
  try {
    return present(selectedInstances([id], context)[0], "the selected instance");
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== "InvalidInstanceID.NotFound")
      throw error;
    const call = `Service: Ec2, Status Code: 400, Request ID: ${context.requestId}`;
    throw ec2Error(error.code, `${error.message} (${call}) (SDK Attempt Count: 1)`);
  }
}
