/** Rows of EC2's key pairs. */
import { expect } from "vitest";
import { newName } from "../../../support/fleet.ts";
import { type Refused, type Table, unknownId } from "./rows.ts";
import { digits, tag, tagged, textIn } from "./scenes.ts";
import type { Stage } from "./stage.ts";

async function keyPair(stage: Stage): Promise<string> {
  const KeyName = newName("key");
  await stage.send("ec2", "CreateKeyPair", { KeyName, KeyType: "ed25519", ...tagged("key-pair") });
  return KeyName;
}

/** The public half of a key that was made, as an SSH client would send it. */
async function publicKey(stage: Stage): Promise<Uint8Array> {
  const input = { KeyNames: [await keyPair(stage)], IncludePublicKey: true };
  const answer = await stage.send("ec2", "DescribeKeyPairs", input);
  return new TextEncoder().encode(textIn(answer, "KeyPairs", 0, "PublicKey"));
}

const named = async (stage: Stage) => ({ KeyName: await keyPair(stage) });
const taken = (more: (stage: Stage) => Promise<object>): Refused => ({
  says: "a name that is taken",
  input: async (stage) => ({ ...(await more(stage)), ...(await named(stage)) }),
  code: "InvalidKeyPair.Duplicate",
  about: "already exists",
});

export const keyTable: Table = {
  CreateKeyPair: {
    accepted: [
      {
        says: "with tags",
        input: () => ({ KeyName: newName("key"), KeyType: "ed25519", ...tagged("key-pair") }),
        answer: (answer) =>
          expect(answer).toMatchObject({
            KeyMaterial: expect.stringContaining("PRIVATE KEY"),
            Tags: [tag],
          }),
      },
    ],
    refused: [
      taken(async () => ({})),
      {
        says: "the format of PuTTY",
        input: () => ({ KeyName: newName("key"), KeyFormat: "ppk" }),
        code: "NotImplemented",
        about: "ppk",
        status: 501,
      },
    ],
  },
  DeleteKeyPair: {
    accepted: [
      {
        says: "by name",
        input: named,
        answer: (answer) => expect(answer).toMatchObject({ Return: true }),
      },
      {
        says: "without effect when it is not there, as AWS documents",
        input: () => ({ KeyName: "nobody" }),
      },
    ],
    refused: [
      {
        says: "neither name nor id",
        input: () => ({}),
        code: "MissingParameter",
        about: "KeyName or KeyPairId",
      },
    ],
  },
  DescribeKeyPairs: {
    accepted: [
      {
        says: "by name",
        input: async (stage) => ({ KeyNames: [await keyPair(stage)] }),
        answer: ({ KeyPairs }) =>
          expect(KeyPairs).toMatchObject([{ KeyType: "ed25519", Tags: [tag] }]),
      },
    ],
    refused: [
      unknownId("InvalidKeyPair.NotFound", { KeyNames: ["nobody"] }, {}),
      unknownId("InvalidKeyPair.NotFound", { KeyPairIds: [`key-${digits}`] }, {}),
    ],
  },
  ImportKeyPair: {
    accepted: [
      {
        says: "of OpenSSH",
        input: async (stage) => ({
          KeyName: newName("key"),
          PublicKeyMaterial: await publicKey(stage),
          ...tagged("key-pair"),
        }),
        answer: ({ Tags }) => expect(Tags).toEqual([tag]),
      },
    ],
    refused: [
      taken(async (stage) => ({ PublicKeyMaterial: await publicKey(stage) })),
      {
        says: "what is no key",
        input: () => ({
          KeyName: newName("key"),
          PublicKeyMaterial: new TextEncoder().encode("ssh-rsa"),
        }),
        code: "InvalidKey.Format",
        about: "OpenSSH public key format",
      },
    ],
  },
};
