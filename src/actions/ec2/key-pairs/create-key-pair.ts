/** CreateKeyPair: a key that follows from the seed; the private one is in the answer only. */
import { keyPairTexts } from "../../../domain/texts/key-pair-texts.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { newKeyName, newKeyPair, presentKeyPair } from "../key-pairs.ts";
import { specifiedTags } from "../tags.ts";
import { newSshKey } from "./new-ssh-keys.ts";

/** 43 digits of base64 are a little more than 256 bits. */
const drawnDigits = 43;

export const createKeyPair = defineAction("ec2", "CreateKeyPair", (input, context) => {
  const name = newKeyName(input.KeyName, context.region);
  const type = input.KeyType ?? "rsa";
  const isKnown = type === "rsa" || type === "ed25519";
  if (!isKnown) throw ec2Error("InvalidParameterValue", keyPairTexts.invalidType(type));
  checkFormat(input.KeyFormat ?? "pem");
  const tags = specifiedTags(input.TagSpecifications, "key-pair");
  answerDryRun(input);
  const { pem, ...made } = newSshKey(type, context.identifiers.token(drawnDigits));
  const record = newKeyPair({ name, tags, ...made }, context);
  return {
    output: { ...presentKeyPair(record), KeyMaterial: pem },
    changes: [{ type: "Ec2RecordPut", record }],
  };
});

function checkFormat(format: string): void {
  if (format === "pem") return;
  if (format !== "ppk") throw ec2Error("InvalidParameterValue", keyPairTexts.invalidFormat(format));
  throw ec2Error("NotImplemented", networkTexts.notEmulated("the key format ppk"), 501);
}
