/** DeleteKeyPair: also succeeds for an unknown key; instances and templates keep its name. */
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
  return {
    output: { Return: true, KeyPairId: found.id },
    changes: [{ type: "Ec2RecordDeleted", id: found.id }],
  };
});
