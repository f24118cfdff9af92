/**
 * Refuses a launch with a security group or key pair that was deleted here. Any other id or name is
 * taken as given, because templates often name what is in the caller's own account at AWS.
 */
import { groupsNamedIn, type LaunchContents } from "./launch-contents.ts";
import { storedOf } from "./network-records.ts";
import { keyPairTexts } from "./texts/key-pair-texts.ts";
import type { LaunchError } from "./texts/launch-errors.ts";
import { networkTexts } from "./texts/network-texts.ts";
import type { Region } from "./world.ts";

/** The record that remembers a deleted key pair, which launches name by its name. */
export function deletedKeyId(name: string): string {
  return `deleted-key/${name}`;
}

/** The first group or key that is gone; undefined when there is none. */
export function goneName(region: Region, contents: LaunchContents): LaunchError | undefined {
  const isDeleted = (id: string) => region.ec2Records.get(id)?.kind === "deleted";
  const group = groupsNamedIn(contents).find(isDeleted);
  if (group !== undefined) {
    return { code: "InvalidGroup.NotFound", message: networkTexts.unknownGroup(group) };
  }
  const { KeyName: key } = contents;
  if (key === undefined || !isDeleted(deletedKeyId(key))) return undefined;
  if (storedOf(region, "keyPair").some(({ name }) => name === key)) return undefined;
  return { code: "InvalidKeyPair.NotFound", message: keyPairTexts.unknown(key) };
}
