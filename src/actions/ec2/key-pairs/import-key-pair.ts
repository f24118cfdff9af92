/** ImportKeyPair: stores the caller's RSA or Ed25519 public key under a name. */
import { keyPairTexts } from "../../../domain/texts/key-pair-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { newKeyName, newKeyPair, presentKeyPair } from "../key-pairs.ts";
import { fingerprintOf, readPublicKey } from "../ssh-public-keys.ts";
import { specifiedTags } from "../tags.ts";

export const importKeyPair = defineAction("ec2", "ImportKeyPair", (input, context) => {
  const name = newKeyName(input.KeyName, context.region);
  const publicKey = readPublicKey(input.PublicKeyMaterial ?? new Uint8Array());
  if (publicKey === undefined) throw ec2Error("InvalidKey.Format", keyPairTexts.notPublicKey);
  const tags = specifiedTags(input.TagSpecifications, "key-pair");
  answerDryRun(input);
  const fingerprint = fingerprintOf(publicKey);
  const record = newKeyPair({ name, tags, fingerprint, publicKey }, context);
  return { output: presentKeyPair(record), changes: [{ type: "Ec2RecordPut", record }] };
});
