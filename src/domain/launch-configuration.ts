/** How a launch configuration begins: its ARN and what AWS fills in. */
import type { LaunchConfiguration, LaunchTemplateContents } from "./launch-template.ts";
import type { Instant } from "./time.ts";

/** What AWS shows of members that were left out: empty text and lists, not nothing. */
const defaults = {
  KeyName: "",
  SecurityGroups: [],
  ClassicLinkVPCSecurityGroups: [],
  UserData: "",
  KernelId: "",
  RamdiskId: "",
  BlockDeviceMappings: [],
  InstanceMonitoring: { Enabled: true },
  EbsOptimized: false,
} as const;

export function newLaunchConfiguration(
  place: { readonly account: string; readonly region: string },
  given: {
    readonly name: string;
    readonly uuid: string;
    readonly createdAt: Instant;
    readonly members: LaunchTemplateContents;
  },
): LaunchConfiguration {
  const { name, uuid, createdAt, members } = given;
  const arn =
    `arn:aws:autoscaling:${place.region}:${place.account}:launchConfiguration:${uuid}:` +
    `launchConfigurationName/${name}`;
  return { name, arn, createdAt, settings: { ...defaults, ...members } };
}
