/** CreateKeyPair: creates a key from the seed; the private key is only in the answer. */
import type { Identifiers } from "../../../domain/identifiers.ts";
import { keyPairTexts } from "../../../domain/texts/key-pair-texts.ts";
import { networkTexts } from "../../../domain/texts/network-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { type ActionContext, type ActionResult, defineAction, type Foresee } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { newKeyName, newKeyPair, presentKeyPair } from "../key-pairs.ts";
import { specifiedTags } from "../tags.ts";
import { newSshKey, prepareRsaKey } from "./new-ssh-keys.ts";

type Request = Input<"ec2", "CreateKeyPair">;

export const createKeyPair = defineAction("ec2", "CreateKeyPair", run, prepare);

/** The source of the key: 43 base64 digits are a little more than 256 bits. */
const textFrom = (identifiers: Identifiers) => identifiers.token(43);

/** Finds the primes of an RSA key in advance, which takes up to half a second. */
function prepare({ KeyType = "rsa" }: Request, foresee: Foresee): Promise<void> | undefined {
  return KeyType === "rsa" ? prepareRsaKey(foresee(textFrom)) : undefined;
}

function run(input: Request, context: ActionContext): ActionResult<Output<"ec2", "CreateKeyPair">> {
  const name = newKeyName(input.KeyName, context.region);
  const type = input.KeyType ?? "rsa";
  const isKnown = type === "rsa" || type === "ed25519";
  if (!isKnown) throw ec2Error("InvalidParameterValue", keyPairTexts.invalidType(type));
  checkFormat(input.KeyFormat ?? "pem");
  const tags = specifiedTags(input.TagSpecifications, "key-pair");
  answerDryRun(input);
  const { pem, ...made } = newSshKey(type, textFrom(context.identifiers));
  const record = newKeyPair({ name, tags, ...made }, context);
  return {
    output: { ...presentKeyPair(record), KeyMaterial: pem },
    changes: [{ type: "Ec2RecordPut", record }],
  };
}

function checkFormat(format: string): void {
  if (format === "pem") return;
  if (format !== "ppk") throw ec2Error("InvalidParameterValue", keyPairTexts.invalidFormat(format));
  throw ec2Error("NotImplemented", networkTexts.notEmulated("the key format ppk"), 501);
}
