/** DescribeKeyPairs: created and imported key pairs; launches may name others too. */
import type { KeyPair } from "../../../domain/ec2-record.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered, tagReaders } from "../filters.ts";
import { keyPairsOf, presentKeyPair, unknownKeyPair } from "../key-pairs.ts";
import { ec2Time } from "../time.ts";

export const describeKeyPairs = defineAction("ec2", "DescribeKeyPairs", (input, { region }) => {
  answerDryRun(input);
  const all = keyPairsOf(region);
  const selected = [
    ...(input.KeyNames ?? []).map((asked) => existing(asked, ({ name }) => name)),
    ...(input.KeyPairIds ?? []).map((asked) => existing(asked, ({ id }) => id)),
  ];
  const pairs = filtered(selected.length === 0 ? all : [...new Set(selected)], input.Filters, {
    fingerprint: ({ fingerprint }) => [fingerprint],
    "key-name": ({ name }) => [name],
    "key-pair-id": ({ id }) => [id],
    ...tagReaders(input.Filters, ({ tags }: KeyPair) => tags),
  });
  const withPublicKey = input.IncludePublicKey === true;
  return { output: { KeyPairs: pairs.map((pair) => present(pair, withPublicKey)) } };

  function existing(asked: string, wordOf: (pair: KeyPair) => string): KeyPair {
    const pair = all.find((one) => wordOf(one) === asked);
    if (pair === undefined) throw unknownKeyPair(asked);
    return pair;
  }
});

function present(pair: KeyPair, withPublicKey: boolean) {
  const { name, type, publicKey, createdAt } = pair;
  return {
    ...presentKeyPair(pair),
    KeyType: type,
    CreateTime: ec2Time(createdAt),
    // EC2 replaces the comment by the name.
    ...(withPublicKey ? { PublicKey: `${publicKey} ${name}` } : {}),
  };
}
