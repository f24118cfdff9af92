/** Key pairs through the real SDK: created, imported, told apart, tagged and deleted. */
import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import {
  CreateKeyPairCommand,
  type CreateKeyPairRequest,
  CreateTagsCommand,
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  DescribeTagsCommand,
  ImportKeyPairCommand,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { newName } from "../../support/fleet.ts";
import { inProcess } from "../../support/in-process.ts";
import { refusalOf } from "../../support/refusal.ts";

const { ec2, emulator } = await startEmulator();

/** A key of 2,048 bits and one of Ed25519, with what ssh-keygen and openssl say of them. */
const rsa = {
  line: [
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQClVoIKVUskNHdsfSaH78anuW2UT4GXJU5HyoLtgyIQ1SuD",
    "F8ZcT654CWZy0AwOB/xuFpPnm2IgD98FO7BfgqWbvjBJJ1hZYX8RHNQ70VCQ+7HVPHrHwP03J04rP0X6fX4D",
    "Q4p5ZDCOgxFbBeE/ptHSRgzRdMlHyQtBjOisTbMIdnXg4ZKVJ3BtxiSNuYMESMp2fnIY2NnO5/5I1/x2Uris",
    "gh/ddIK7UJ+py3kWvvHHpzrhKX8G5+NbNHFkqUzbPk6cinHQf5mERS1bBriXjre6UEsUfSgU8shIAqEr78bT",
    "SBaQIqY30skGapix5fRVz5CvnwiqQab2QdOe2OweeQOJ",
  ].join(""),
  file: [
    "---- BEGIN SSH2 PUBLIC KEY ----",
    'Comment: "a key of \\',
    'two lines"',
    "AAAAB3NzaC1yc2EAAAADAQABAAABAQClVoIKVUskNHdsfSaH78anuW2UT4GXJU5HyoLtgy",
    "IQ1SuDF8ZcT654CWZy0AwOB/xuFpPnm2IgD98FO7BfgqWbvjBJJ1hZYX8RHNQ70VCQ+7HV",
    "PHrHwP03J04rP0X6fX4DQ4p5ZDCOgxFbBeE/ptHSRgzRdMlHyQtBjOisTbMIdnXg4ZKVJ3",
    "BtxiSNuYMESMp2fnIY2NnO5/5I1/x2Urisgh/ddIK7UJ+py3kWvvHHpzrhKX8G5+NbNHFk",
    "qUzbPk6cinHQf5mERS1bBriXjre6UEsUfSgU8shIAqEr78bTSBaQIqY30skGapix5fRVz5",
    "CvnwiqQab2QdOe2OweeQOJ",
    "---- END SSH2 PUBLIC KEY ----",
  ].join("\n"),
  der: [
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApVaCClVLJDR3bH0mh+/Gp7ltlE+BlyVOR8qC7YMi",
    "ENUrgxfGXE+ueAlmctAMDgf8bhaT55tiIA/fBTuwX4Klm74wSSdYWWF/ERzUO9FQkPux1Tx6x8D9NydOKz9F",
    "+n1+A0OKeWQwjoMRWwXhP6bR0kYM0XTJR8kLQYzorE2zCHZ14OGSlSdwbcYkjbmDBEjKdn5yGNjZzuf+SNf8",
    "dlK4rIIf3XSCu1Cfqct5Fr7xx6c64Sl/BufjWzRxZKlM2z5OnIpx0H+ZhEUtWwa4l463ulBLFH0oFPLISAKh",
    "K+/G00gWkCKmN9LJBmqYseX0Vc+Qr58IqkGm9kHTntjsHnkDiQIDAQAB",
  ].join(""),
  fingerprint: "6c:80:3d:7d:df:b6:47:44:40:82:e6:c3:87:67:01:d0",
};
const ed25519 = {
  line: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILFQYbSef+bYGipMdZNXLHHJrSLy+WBgYYkoxbczXlS3",
  fingerprint: "MVadcLqMxwhrX/JWD/h5HF80yozpMHQC9XODxtSXzX4=",
};
const short = [
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAYQDggNpX729nbLfA5pbvz8RAzHegnzwaM3fUHCLKBbvbs+00",
  "PkwY2NGZ9dIW4Svm7+Y3fqO0kkdsPWPAdF8UUffDd0mC9rPeyHb7UQZZAJ3yGs4iny7UZF9snW2ZqcwLOXU=",
].join("");
const ecdsa = [
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBI1k0r7A49Fw",
  "5gBnOsQ9vXFT/b1y9tTnR6fR1YMB421PJhVzMweNyxQpcXFRUaJicn0/Rf1cbPtAaS2EuVw4gA8=",
].join("");

const bytes = (text: string) => new TextEncoder().encode(text);

const imported = (KeyName: string, text: string) =>
  ec2.send(new ImportKeyPairCommand({ KeyName, PublicKeyMaterial: bytes(text) }));
const created = (members: Partial<CreateKeyPairRequest> = {}) =>
  ec2.send(new CreateKeyPairCommand({ KeyName: newName("key"), ...members }));
const described = async (input: object) =>
  (await ec2.send(new DescribeKeyPairsCommand(input))).KeyPairs ?? [];
const deleted = (input: object) => ec2.send(new DeleteKeyPairCommand(input));

describe("an imported key pair", () => {
  test.each([
    ["an RSA key as OpenSSH writes it", "rsa", `${rsa.line} someone@example.com\n`, rsa],
    ["an RSA key as RFC 4716 writes it", "rsa", rsa.file, rsa],
    ["an RSA key as DER in base64", "rsa", rsa.der, rsa],
    ["a key of Ed25519", "ed25519", ed25519.line, ed25519],
  ])("is %s, with EC2's fingerprint of it", async (_, KeyType, text, { line, fingerprint }) => {
    const KeyName = newName("key");
    const answer = await imported(KeyName, text);
    expect(answer).toMatchObject({ KeyName, KeyFingerprint: fingerprint });
    expect(answer.KeyPairId).toMatch(/^key-[0-9a-f]{17}$/);
    expect(await described({ KeyNames: [KeyName], IncludePublicKey: true })).toEqual([
      {
        KeyName,
        KeyPairId: answer.KeyPairId,
        KeyFingerprint: fingerprint,
        KeyType,
        PublicKey: `${line} ${KeyName}`,
        CreateTime: expect.any(Date),
      },
    ]);
    const [pair] = await described({ KeyPairIds: [answer.KeyPairId] });
    expect(pair).not.toHaveProperty("PublicKey");
  });

  test.each([
    ["nothing", ""],
    ["another text", "not a key"],
    ["a key of another kind", ecdsa],
    ["a key that is too short", short],
    ["half a key", rsa.line.slice(0, 100)],
    ["a key under another's name", rsa.line.replace("ssh-rsa", "ssh-ed25519x")],
  ])("cannot be %s", async (_, text) => {
    const KeyName = newName("key");
    expect(await refusalOf(imported(KeyName, text))).toEqual({
      code: "InvalidKey.Format",
      message: "Key is not in valid OpenSSH public key format",
      status: 400,
    });
    expect(await described({ Filters: [{ Name: "key-name", Values: [KeyName] }] })).toEqual([]);
  });
});

describe("a created key pair", () => {
  test("is of RSA, and its fingerprint is that of the private key", async () => {
    const { KeyMaterial = "", KeyFingerprint, KeyName } = await created();
    expect(KeyMaterial).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/);
    const key = createPrivateKey(KeyMaterial);
    const der = key.export({ type: "pkcs8", format: "der" });
    const digits = createHash("sha1").update(der).digest("hex");
    expect(KeyFingerprint?.replaceAll(":", "")).toBe(digits);
    expect(KeyFingerprint).toMatch(/^([0-9a-f]{2}:){19}[0-9a-f]{2}$/);
    expect(key.asymmetricKeyDetails).toEqual({ modulusLength: 2048, publicExponent: 65537n });
    const [pair] = await described({ KeyNames: [KeyName], IncludePublicKey: true });
    expect(pair?.KeyType).toBe("rsa");
    const public64 = createPublicKey(key).export({ type: "spki", format: "der" });
    const again = await imported(newName("key"), public64.toString("base64"));
    const [copy] = await described({ KeyPairIds: [again.KeyPairId], IncludePublicKey: true });
    expect(copy?.PublicKey?.split(" ")[1]).toBe(pair?.PublicKey?.split(" ")[1]);
  });

  test("is of Ed25519 when asked, in OpenSSH's file", async () => {
    const { KeyMaterial = "", KeyFingerprint, KeyName } = await created({ KeyType: "ed25519" });
    expect(KeyMaterial).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    const [pair] = await described({ KeyNames: [KeyName], IncludePublicKey: true });
    expect(pair?.KeyType).toBe("ed25519");
    const publicKey = Buffer.from(pair?.PublicKey?.split(" ")[1] ?? "", "base64");
    expect(KeyFingerprint).toBe(createHash("sha256").update(publicKey).digest("base64"));
    const content = Buffer.from(KeyMaterial.replace(/-----.*-----/g, ""), "base64");
    expect(content.subarray(0, 15).toString()).toBe("openssh-key-v1\0");
    expect(content.includes(publicKey)).toBe(true);
  });

  test("follows from the seed", () => {
    const keyOf = (seed: string) =>
      inProcess({ seed }).call("ec2", "CreateKeyPair", { KeyName: "k", KeyType: "ed25519" });
    expect(keyOf("one")).toEqual(keyOf("one"));
    expect(keyOf("one").KeyMaterial).not.toBe(keyOf("two").KeyMaterial);
    const rsaOf = (seed: string) =>
      inProcess({ seed }).call("ec2", "CreateKeyPair", { KeyName: "k" });
    expect(rsaOf("one")).toEqual(rsaOf("one"));
  });

  test("is not kept: no snapshot holds a private key", async () => {
    const { KeyMaterial = "" } = await created({ KeyType: "ed25519" });
    const line = KeyMaterial.split("\n")[3] ?? "";
    expect(line).toHaveLength(70);
    expect(JSON.stringify(emulator.snapshot())).not.toContain(line);
  });

  test.each([
    ["an unknown type", { KeyType: "dsa" as "rsa" }, "InvalidParameterValue", 400],
    ["an unknown format", { KeyFormat: "der" as "pem" }, "InvalidParameterValue", 400],
    ["PuTTY's format", { KeyFormat: "ppk" as const }, "NotImplemented", 501],
    ["an empty name", { KeyName: "" }, "MissingParameter", 400],
    ["a name that is too long", { KeyName: "k".repeat(256) }, "InvalidParameterValue", 400],
    ["a name beyond ASCII", { KeyName: "schlüssel" }, "InvalidParameterValue", 400],
  ])("cannot have %s", async (_, members, code, status) => {
    expect(await refusalOf(created(members))).toMatchObject({ code, status });
  });
});

describe("key pairs", () => {
  test("have names of their own", async () => {
    const { KeyName = "" } = await created({ KeyType: "ed25519" });
    const refusal = {
      code: "InvalidKeyPair.Duplicate",
      message: `The keypair '${KeyName}' already exists.`,
      status: 400,
    };
    expect(await refusalOf(created({ KeyName }))).toEqual(refusal);
    expect(await refusalOf(imported(KeyName, ed25519.line))).toEqual(refusal);
  });

  test("are found by name, id, fingerprint and tags", async () => {
    const KeyName = newName("key");
    const Tags = [{ Key: "team", Value: newName("team") }];
    const TagSpecifications = [{ ResourceType: "key-pair" as const, Tags }];
    const PublicKeyMaterial = bytes(ed25519.line);
    const answer = await ec2.send(
      new ImportKeyPairCommand({ KeyName, PublicKeyMaterial, TagSpecifications }),
    );
    const { KeyPairId = "" } = answer;
    expect(answer.Tags).toEqual(Tags);
    const team = Tags[0]?.Value;
    for (const [Name, value] of [
      ["key-name", KeyName],
      ["key-pair-id", KeyPairId],
      ["tag:team", team],
    ]) {
      const found = await described({ Filters: [{ Name, Values: [value] }] });
      expect(found).toMatchObject([{ KeyName, KeyPairId, Tags }]);
    }
    for (const [Name, value] of [
      ["fingerprint", ed25519.fingerprint],
      ["tag-key", "team"],
    ]) {
      const found = await described({ Filters: [{ Name, Values: [value] }] });
      expect(found.map((pair) => pair.KeyName)).toContain(KeyName);
    }
    const unknown = described({ Filters: [{ Name: "state", Values: ["x"] }] });
    expect((await refusalOf(unknown)).code).toBe("InvalidParameterValue");
  });

  test("are tagged like other resources", async () => {
    const { KeyPairId = "" } = await created({ KeyType: "ed25519" });
    const Tags = [{ Key: "stage", Value: "test" }];
    await ec2.send(new CreateTagsCommand({ Resources: [KeyPairId], Tags }));
    expect(await described({ KeyPairIds: [KeyPairId] })).toMatchObject([{ Tags }]);
    const Filters = [{ Name: "resource-id", Values: [KeyPairId] }];
    const { Tags: shown } = await ec2.send(new DescribeTagsCommand({ Filters }));
    expect(shown).toMatchObject([{ ResourceType: "key-pair", Key: "stage", Value: "test" }]);
    const missing = new CreateTagsCommand({ Resources: ["key-0123456789abcdef0"], Tags });
    expect(await refusalOf(ec2.send(missing))).toMatchObject({ code: "InvalidKeyPair.NotFound" });
  });

  test("are deleted by name or id, and deleting what is not there succeeds", async () => {
    const [one, other] = [
      await created({ KeyType: "ed25519" }),
      await created({ KeyType: "ed25519" }),
    ];
    expect(await deleted({ KeyName: one.KeyName })).toMatchObject({
      Return: true,
      KeyPairId: one.KeyPairId,
    });
    expect(await deleted({ KeyPairId: other.KeyPairId })).toMatchObject({ Return: true });
    for (const gone of [
      { KeyNames: [one.KeyName ?? ""] },
      { KeyPairIds: [other.KeyPairId ?? ""] },
    ]) {
      const [nameOrId] = Object.values(gone).flat();
      expect(await refusalOf(described(gone))).toEqual({
        code: "InvalidKeyPair.NotFound",
        message: `The key pair '${nameOrId}' does not exist`,
        status: 400,
      });
    }
    expect(await deleted({ KeyName: one.KeyName })).toMatchObject({ Return: true });
    expect((await refusalOf(deleted({}))).code).toBe("MissingParameter");
  });

  test("that are to be deleted by name and id must have both", async () => {
    const { KeyName, KeyPairId } = await created({ KeyType: "ed25519" });
    await deleted({ KeyName, KeyPairId: "key-0123456789abcdef0" });
    expect(await described({ KeyNames: [KeyName] })).toHaveLength(1);
    await deleted({ KeyName, KeyPairId });
    expect(await described({ Filters: [{ Name: "key-name", Values: [KeyName] }] })).toEqual([]);
  });

  test("need not exist to be named by a launch", async () => {
    const launch = { ImageId: "ami-00000001", MinCount: 1, MaxCount: 1, KeyName: newName("none") };
    const { Instances = [] } = await ec2.send(new RunInstancesCommand(launch));
    expect(Instances).toMatchObject([{ KeyName: launch.KeyName }]);
  });

  test("do not come of dry runs (G-132)", async () => {
    const KeyName = newName("key");
    const PublicKeyMaterial = bytes(ed25519.line);
    for (const call of [
      ec2.send(new CreateKeyPairCommand({ KeyName, DryRun: true })),
      ec2.send(new ImportKeyPairCommand({ KeyName, PublicKeyMaterial, DryRun: true })),
      ec2.send(new DeleteKeyPairCommand({ KeyName, DryRun: true })),
      ec2.send(new DescribeKeyPairsCommand({ DryRun: true })),
    ]) {
      expect(await refusalOf(call)).toMatchObject({ code: "DryRunOperation", status: 412 });
    }
    expect(await described({ Filters: [{ Name: "key-name", Values: [KeyName] }] })).toEqual([]);
  });
});
