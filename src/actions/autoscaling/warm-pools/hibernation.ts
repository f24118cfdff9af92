/** Decides whether instances of a launch source can hibernate: their root volume is encrypted. */
import type { LaunchSource } from "../../../domain/launch-source.ts";
import type { Region } from "../../../domain/world.ts";
import { launchContents } from "./launch-contents.ts";

/** Which device is the root is the AMI's choice; the first one named counts as it (G-173). */
export function canHibernate(region: Region, source: LaunchSource): boolean {
  const [root] = launchContents(region, source).BlockDeviceMappings ?? [];
  return root?.Ebs?.Encrypted === true;
}
