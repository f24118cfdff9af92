/** The operations of EC2's key pairs, in alphabetical order. */
import type { Action } from "./action.ts";
import { createKeyPair } from "./ec2/create-key-pair.ts";
import { deleteKeyPair } from "./ec2/delete-key-pair.ts";
import { describeKeyPairs } from "./ec2/describe-key-pairs.ts";
import { importKeyPair } from "./ec2/import-key-pair.ts";

export const keyPairActions: readonly Action[] = [
  createKeyPair,
  deleteKeyPair,
  describeKeyPairs,
  importKeyPair,
];
