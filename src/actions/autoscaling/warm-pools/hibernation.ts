/**
 * Decides whether instances of a launch source can hibernate, which needs an encrypted root volume.
 */
import type { LaunchSource } from "../../../domain/launch-source.ts";
import type { Region } from "../../../domain/world.ts";
import { launchContents } from "./launch-contents.ts";

/** The AMI chooses the root device; here the first one named counts as root (G-173). */
export function canHibernate(region: Region, source: LaunchSource): boolean {
  const [root] = launchContents(region, source).BlockDeviceMappings ?? [];
  return root?.Ebs?.Encrypted === true;
}
