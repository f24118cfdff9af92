/**
 * DeleteKeyPair: also succeeds for an unknown key. Instances and templates keep its name, and
 * launches with it fail.
 */
import { deletedKeyId } from "../../../domain/launch-names.ts";
import { keyPairTexts } from "../../../domain/texts/key-pair-texts.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { keyPairsOf } from "../key-pairs.ts";

export const deleteKeyPair = defineAction("ec2", "DeleteKeyPair", (input, { region }) => {
  const { KeyName, KeyPairId } = input;
  if (KeyName === undefined && KeyPairId === undefined) {
    throw ec2Error("MissingParameter", keyPairTexts.noNameOrId);
  }
  answerDryRun(input);
  const found = keyPairsOf(region).find(
    ({ id, name }) => (KeyName ?? name) === name && (KeyPairId ?? id) === id,
  );
  if (found === undefined) return { output: { Return: true } };
  const remembered = { kind: "deleted", id: deletedKeyId(found.name), tags: [] } as const;
  return {
    output: { Return: true, KeyPairId: found.id },
    changes: [
      { type: "Ec2RecordDeleted", id: found.id },
      { type: "Ec2RecordPut", record: remembered },
    ],
  };
});
