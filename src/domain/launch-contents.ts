/**
 * The settings an instance was launched with: from its template or launch configuration, and
 * RunInstances.
 */
import type { Instance } from "./instance.ts";
import type { LaunchTemplateContents } from "./launch-template.ts";
import type { Region } from "./world.ts";

/** Launch template contents, with the members that an instance shows. */
export interface LaunchContents extends LaunchTemplateContents {
  readonly UserData?: string;
  readonly EbsOptimized?: boolean;
  /** Names of groups, which only work in a default VPC. */
  readonly SecurityGroups?: readonly string[];
  readonly Monitoring?: { readonly Enabled?: boolean };
  readonly IamInstanceProfile?: { readonly Arn?: string; readonly Name?: string };
  readonly InstanceMarketOptions?: { readonly MarketType?: string };
  readonly Placement?: {
    readonly AvailabilityZone?: string;
    readonly GroupName?: string;
    readonly Tenancy?: string;
    readonly HostResourceGroupArn?: string;
  };
  readonly Ipv6AddressCount?: number;
  readonly Ipv6Addresses?: readonly unknown[];
  readonly BlockDeviceMappings?: unknown;
  readonly NetworkInterfaces?: readonly InterfaceContents[];
  readonly MetadataOptions?: Readonly<Record<string, unknown>>;
  readonly CpuOptions?: { readonly CoreCount?: number; readonly ThreadsPerCore?: number };
  readonly CreditSpecification?: { readonly CpuCredits?: string };
  readonly HibernationOptions?: { readonly Configured?: boolean };
  readonly EnclaveOptions?: { readonly Enabled?: boolean };
  readonly MaintenanceOptions?: { readonly AutoRecovery?: string };
  readonly CapacityReservationSpecification?: Readonly<Record<string, unknown>>;
  readonly NetworkPerformanceOptions?: { readonly BandwidthWeighting?: string };
  readonly PrivateDnsNameOptions?: {
    readonly HostnameType?: string;
    readonly EnableResourceNameDnsARecord?: boolean;
    readonly EnableResourceNameDnsAAAARecord?: boolean;
  };
}

interface InterfaceContents {
  readonly DeviceIndex?: number;
  readonly SubnetId?: string;
  readonly Groups?: readonly string[];
  readonly Description?: string;
  readonly DeleteOnTermination?: boolean;
  readonly AssociatePublicIpAddress?: boolean;
  readonly PrivateIpAddress?: string;
  readonly PrivateIpAddresses?: readonly {
    readonly Primary?: boolean;
    readonly PrivateIpAddress?: string;
  }[];
}

/** What an instance was or is to be launched from. */
type LaunchOrigin = Partial<Pick<Instance, "launchTemplate" | "launchConfigurationName" | "run">>;

/**
 * The contents an instance was launched from, while they exist: of a template version or launch
 * configuration (G-288), overridden by RunInstances (G-289).
 */
export function contentsBehind(instance: LaunchOrigin, region: Region): LaunchContents {
  const { launchTemplate: origin, launchConfigurationName, run } = instance;
  const configuration = region.launchConfigurations.get(launchConfigurationName ?? "");
  if (configuration !== undefined) return contentsOf(configuration.settings);
  const template = region.launchTemplates.get(origin?.id ?? "");
  const data: LaunchContents = template?.versions.get(Number(origin?.version))?.data ?? {};
  return run === undefined ? data : withRequest(data, run.contents);
}

/** RunInstances's members override its template; tags and metadata options are merged. */
export function withRequest(template: LaunchContents, request: LaunchContents): LaunchContents {
  const { TagSpecifications: tags = [], MetadataOptions: options } = template;
  return {
    ...template,
    ...request,
    TagSpecifications: [...tags, ...(request.TagSpecifications ?? [])],
    MetadataOptions: { ...options, ...request.MetadataOptions },
  };
}

/** Converts a launch configuration into the shape of a template, without its empty texts. */
function contentsOf(settings: LaunchTemplateContents): LaunchContents {
  const known = readConfigurations.get(settings);
  if (known !== undefined) return known;
  const given = settings as ConfigurationSettings;
  const groups = given.SecurityGroups ?? [];
  const members: Record<string, unknown> = {
    UserData: textUnlessEmpty(given.UserData),
    KeyName: textUnlessEmpty(given.KeyName),
    EbsOptimized: given.EbsOptimized,
    BlockDeviceMappings: given.BlockDeviceMappings,
    MetadataOptions: given.MetadataOptions,
    SecurityGroupIds: groups.filter(isGroupId),
    SecurityGroups: groups.filter((group) => !isGroupId(group)),
    Monitoring: { Enabled: given.InstanceMonitoring?.Enabled ?? true },
    IamInstanceProfile: profileOf(given.IamInstanceProfile),
    Placement: given.PlacementTenancy && { Tenancy: given.PlacementTenancy },
    InstanceMarketOptions: given.SpotPrice && {
      MarketType: "spot",
      SpotOptions: { MaxPrice: given.SpotPrice },
    },
  };
  const defined = Object.entries(members).filter(([, member]) => member !== undefined);
  const contents: LaunchContents = Object.fromEntries(defined);
  readConfigurations.set(settings, contents);
  return contents;
}

/**
 * Caches the conversion, which every description of an instance needs; launch configurations never
 * change.
 */
const readConfigurations = new WeakMap<LaunchTemplateContents, LaunchContents>();

interface ConfigurationSettings extends LaunchTemplateContents {
  readonly UserData?: string;
  readonly EbsOptimized?: boolean;
  readonly BlockDeviceMappings?: unknown;
  readonly MetadataOptions?: unknown;
  readonly SecurityGroups?: readonly string[];
  readonly InstanceMonitoring?: { readonly Enabled?: boolean };
  readonly IamInstanceProfile?: string;
  readonly PlacementTenancy?: string;
  readonly SpotPrice?: string;
}

function textUnlessEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}

function isGroupId(group: string): boolean {
  return group.startsWith("sg-");
}

/** A launch configuration names its instance profile by ARN or by name. */
function profileOf(profile: string | undefined) {
  if (profile === undefined || profile === "") return undefined;
  return profile.startsWith("arn:") ? { Arn: profile } : { Name: profile };
}

/** The groups that the launch named by id or name, at the instance or its network interface. */
export function groupsNamedIn(contents: LaunchContents): readonly string[] {
  const { SecurityGroupIds = [], SecurityGroups = [], NetworkInterfaces = [] } = contents;
  return [...SecurityGroupIds, ...SecurityGroups, ...(NetworkInterfaces[0]?.Groups ?? [])];
}
