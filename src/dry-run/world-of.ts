/** Makes a world file of a group that was read from AWS. */
import type { AutoScalingGroup, Instance } from "@aws-sdk/client-auto-scaling";
import { availabilityZonesOf } from "../domain/network.ts";
import { isoMillisecond } from "../domain/time.ts";
import { mainTemplate, savedConfiguration } from "../undo/configuration.ts";
import type { WorldFileInput } from "../world-file/schema.ts";
import { callsOf } from "./calls-of.ts";
import { type InstanceContext, instancesOf } from "./instances-of.ts";
import type { GroupReading } from "./read-group.ts";
import type { TemplateReading } from "./read-templates.ts";

type Region = NonNullable<WorldFileInput["regions"]>[number];
type Group = NonNullable<Region["groups"]>[number];

/** How long things take; what is undefined takes as long as in the timing profile. */
export interface SecondsOfGroup {
  /** From EC2's acceptance of a launch to InService. */
  readonly bootSeconds?: number;
  /** From InService to the first health result. */
  readonly settleSeconds?: number;
  readonly terminateSeconds?: number;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** The account and region in the group's ARN. */
export function placeOf({ AutoScalingGroupARN: arn = "" }: AutoScalingGroup): Place {
  const [, , , region = "", account = ""] = arn.split(":");
  return {
    account: /^\d{12}$/.test(account) ? account : "000000000000",
    region: region === "" ? "us-east-1" : region,
  };
}

export function worldOf(reading: GroupReading, seconds: SecondsOfGroup): WorldFileInput {
  const { at, group } = reading;
  const { AutoScalingGroupName: name = "" } = group;
  const world: WorldFileInput = {
    ...(at !== undefined && { startTime: isoMillisecond(at) }),
    ...(Object.keys(seconds).length > 0 && { behaviors: [{ group: name, ...seconds }] }),
    regions: [regionOf(reading, seconds)],
  };
  // Without what is undefined.
  return JSON.parse(JSON.stringify(world)) as WorldFileInput;
}

function regionOf(reading: GroupReading, { terminateSeconds }: SecondsOfGroup): Region {
  const { group, templates } = reading;
  const place = placeOf(group);
  const zones = knownZones(place.region, group.AvailabilityZones ?? []);
  const context: InstanceContext = {
    zoneOf: (zone) => zones.get(zone) ?? availabilityZonesOf(place.region)[0]?.name ?? zone,
    templateNamed: (key) => templateNamed(templates, key)?.name,
    terminateSeconds,
  };
  return {
    ...place,
    launchTemplates: templates.map((template) => templateInFile(template, group)),
    launchConfigurations: configurationsOf(reading),
    groups: [
      {
        ...groupInFile(reading),
        availabilityZones: [...new Set(zones.values())],
        instances: [...instancesOf(reading, context)],
      },
    ],
    calls: [...callsOf(reading)],
  };
}

function templateNamed(templates: readonly TemplateReading[], key: string | undefined) {
  return templates.find(({ id, name }) => key !== undefined && (id === key || name === key));
}

/** Zones that an emulator does not know, such as local ones, become others of their region. */
export function knownZones(region: string, zones: readonly string[]): ReadonlyMap<string, string> {
  const known = availabilityZonesOf(region).map(({ name }) => name);
  const left = known.filter((name) => !zones.includes(name));
  return new Map(
    zones.map((zone) => [zone, known.includes(zone) ? zone : (left.shift() ?? known[0] ?? zone)]),
  );
}

/** A stand-in, where what is launched was not read; no plan depends on it. */
const someImage = "ami-00000000000000001";

function templateInFile(template: TemplateReading, group: AutoScalingGroup) {
  const { id, name, defaultVersion, versions } = template;
  const [{ InstanceType: usual = "t3.micro" } = {}] = group.Instances ?? [];
  return {
    ...(id !== undefined && { id }),
    name,
    defaultVersion,
    versions: versions.map(({ number, imageId = someImage, instanceType = usual }) => ({
      number,
      data: { ImageId: imageId, InstanceType: instanceType, ...rootOf(group) },
    })),
  };
}

/** A group with instances that hibernate has an encrypted root volume, by which they can. */
function rootOf({ WarmPoolConfiguration: pool }: AutoScalingGroup) {
  if (pool?.PoolState !== "Hibernated") return {};
  return { BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { Encrypted: true } }] };
}

/** The group's, and those of instances that have another one. */
function configurationsOf({ group, warmInstances }: GroupReading) {
  const all: readonly Pick<Instance, "LaunchConfigurationName" | "InstanceType">[] = [
    { LaunchConfigurationName: group.LaunchConfigurationName },
    ...(group.Instances ?? []),
    ...warmInstances,
  ];
  const names = new Set(all.flatMap(({ LaunchConfigurationName: name }) => name ?? []));
  return [...names].map((name) => {
    const isIts = (one: (typeof all)[number]) => one.LaunchConfigurationName === name;
    const type = all.find((one) => isIts(one) && one.InstanceType)?.InstanceType ?? "t3.micro";
    return { name, settings: { ImageId: someImage, InstanceType: type, ...rootOf(group) } };
  });
}

const hour = 3_600_000;
const oldestHours = 42 * 24;

function groupInFile({ at, group, templates }: GroupReading): Group {
  const saved = savedConfiguration(group);
  const main = saved && mainTemplate(saved);
  const template = templateNamed(templates, main?.LaunchTemplateId ?? main?.LaunchTemplateName);
  const { InstanceMaintenancePolicy: policy, CreatedTime: created } = group;
  const age = at === undefined || created === undefined ? undefined : at - created.getTime();
  const { MinHealthyPercentage: least = -1, MaxHealthyPercentage: most = -1 } = policy ?? {};
  return {
    name: group.AutoScalingGroupName ?? "",
    ...(template && {
      launchTemplate: { name: template.name, version: main?.Version ?? "$Default" },
    }),
    ...(group.LaunchConfigurationName !== undefined && {
      launchConfiguration: group.LaunchConfigurationName,
    }),
    minSize: group.MinSize ?? 0,
    maxSize: group.MaxSize ?? 0,
    desiredCapacity: group.DesiredCapacity ?? 0,
    ...(group.DefaultInstanceWarmup !== undefined &&
      group.DefaultInstanceWarmup >= 0 && {
        defaultInstanceWarmupSeconds: group.DefaultInstanceWarmup,
      }),
    healthCheckGracePeriodSeconds: group.HealthCheckGracePeriod ?? 0,
    newInstancesProtectedFromScaleIn: group.NewInstancesProtectedFromScaleIn === true,
    ...(least >= 0 &&
      most >= 0 && {
        instanceMaintenancePolicy: { minHealthyPercentage: least, maxHealthyPercentage: most },
      }),
    tags: (group.Tags ?? []).map(({ Key: key = "", Value: value = "", PropagateAtLaunch }) => ({
      key,
      value,
      propagateAtLaunch: PropagateAtLaunch === true,
    })),
    ...(age !== undefined && { createdHoursAgo: Math.min(oldestHours, Math.max(0, age / hour)) }),
  };
}
