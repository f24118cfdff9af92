/** Creates launch configurations: ARN and the defaults that AWS fills in. */
import type { LaunchConfiguration, LaunchTemplateContents } from "./launch-template.ts";
import type { Instant } from "./time.ts";

/** AWS shows omitted members as empty text and lists. */
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
