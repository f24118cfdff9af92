/** Finds, validates and shows key pairs. */
import type { KeyPair } from "../../domain/ec2-record.ts";
import { storedOf } from "../../domain/network-records.ts";
import { keyPairTexts } from "../../domain/texts/key-pair-texts.ts";
import type { Region } from "../../domain/world.ts";
import { ec2Error, type ServiceError } from "../../model/faults.ts";
import type { ActionContext } from "../action.ts";
import { openSshLine, type SshPublicKey } from "./ssh-public-keys.ts";
import { presentTags } from "./tags.ts";

export function unknownKeyPair(nameOrId: string): ServiceError {
  return ec2Error("InvalidKeyPair.NotFound", keyPairTexts.unknown(nameOrId));
}

export function keyPairsOf(region: Region): readonly KeyPair[] {
  return storedOf(region, "keyPair");
}

/** The name of a new key pair, which must be unused. */
export function newKeyName(name: string | undefined, region: Region): string {
  if (name === undefined || name === "") {
    throw ec2Error("MissingParameter", keyPairTexts.noName);
  }
  if (name.trim() !== name) {
    throw ec2Error("InvalidParameterValue", keyPairTexts.untrimmedName(name));
  }
  const isValid = /^[\x20-\x7e]{1,255}$/.test(name);
  if (!isValid) throw ec2Error("InvalidParameterValue", keyPairTexts.invalidName(name));
  if (keyPairsOf(region).some((other) => other.name === name)) {
    throw ec2Error("InvalidKeyPair.Duplicate", keyPairTexts.duplicate(name));
  }
  return name;
}

interface NewKeyPair extends Pick<KeyPair, "name" | "tags" | "fingerprint"> {
  readonly publicKey: SshPublicKey;
}

export function newKeyPair(
  { publicKey, ...members }: NewKeyPair,
  { identifiers, now }: Pick<ActionContext, "identifiers" | "now">,
): KeyPair {
  return {
    kind: "keyPair",
    id: identifiers.ec2Id("key"),
    ...members,
    type: publicKey.type,
    publicKey: openSshLine(publicKey),
    createdAt: now,
  };
}

/** The members that all answers about a key pair share. */
export function presentKeyPair({ id, name, fingerprint, tags }: KeyPair) {
  return {
    KeyPairId: id,
    KeyName: name,
    KeyFingerprint: fingerprint,
    Tags: presentTags(tags),
  };
}
