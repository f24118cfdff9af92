/** Reads SSH public keys in the forms that EC2 imports, writes them, and computes fingerprints. */
import { Buffer } from "node:buffer";
import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

export type KeyType = "rsa" | "ed25519";

export interface SshPublicKey {
  readonly type: KeyType;
  readonly key: KeyObject;
  /** The key in SSH's own format (RFC 4253, RFC 8709). */
  readonly bytes: Buffer;
}

const smallestRsaBits = 1024;

/** Reads OpenSSH's line, a file of RFC 4716, or DER in base64; undefined for anything else. */
export function readPublicKey(material: Uint8Array): SshPublicKey | undefined {
  const text = Buffer.from(material).toString("latin1").trim();
  const base64 = base64OfLine(text) ?? base64OfFile(text);
  const key = base64 === undefined ? keyOfDer(text) : keyOfBytes(Buffer.from(base64, "base64"));
  return key === undefined ? undefined : publicKeyOf(key);
}

/** Undefined for keys of other kinds, and for RSA keys too short for EC2. */
export function publicKeyOf(key: KeyObject): SshPublicKey | undefined {
  const { n = "", e = "", x = "" } = key.export({ format: "jwk" });
  if (key.asymmetricKeyType === "ed25519") {
    return { type: "ed25519", key, bytes: joined(["ssh-ed25519", Buffer.from(x, "base64url")]) };
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== "rsa" || bits < smallestRsaBits) return undefined;
  return { type: "rsa", key, bytes: joined(["ssh-rsa", positive(e), positive(n)]) };
}

export function openSshLine({ type, bytes }: Pick<SshPublicKey, "type" | "bytes">): string {
  return `ssh-${type} ${bytes.toString("base64")}`;
}

/**
 * The fingerprint of an imported key:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html.
 */
export function fingerprintOf({ type, key, bytes }: SshPublicKey): string {
  if (type === "ed25519") return createHash("sha256").update(bytes).digest("base64");
  return colonHex(createHash("md5").update(key.export({ type: "spki", format: "der" })));
}

export function colonHex(hash: ReturnType<typeof createHash>): string {
  return (hash.digest("hex").match(/../g) ?? []).join(":");
}

/** Joins texts and bytes, each preceded by its length in four bytes. */
export function joined(parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, Buffer.from(part)];
    }),
  );
}

function base64OfLine(text: string): string | undefined {
  return /^ssh-(?:rsa|ed25519)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/.exec(text)?.[1];
}

const file = /^---- BEGIN SSH2 PUBLIC KEY ----\n([\s\S]+)\n---- END SSH2 PUBLIC KEY ----$/;

/** Skips headers, which have a colon and continue on the next line after a backslash. */
function base64OfFile(text: string): string | undefined {
  const lines = file.exec(text.replaceAll("\r\n", "\n"))?.[1]?.replaceAll("\\\n", "").split("\n");
  return lines?.filter((line) => !line.includes(":")).join("");
}

function keyOfDer(base64: string): KeyObject | undefined {
  const key = Buffer.from(base64, "base64");
  return keyIfValid(() => createPublicKey({ key, format: "der", type: "spki" }));
}

function keyOfBytes(bytes: Buffer): KeyObject | undefined {
  const [name, first, second] = split(bytes).map((part) => part.toString("base64url"));
  const algorithm = Buffer.from(name ?? "", "base64url").toString("latin1");
  const key: JsonWebKey =
    algorithm === "ssh-rsa"
      ? { kty: "RSA", e: first ?? "", n: second ?? "" }
      : { kty: "OKP", crv: "Ed25519", x: first ?? "" };
  if (algorithm !== "ssh-rsa" && algorithm !== "ssh-ed25519") return undefined;
  return keyIfValid(() => createPublicKey({ key, format: "jwk" }));
}

/** Undefined for what OpenSSL cannot read; its reasons mean nothing to EC2's callers. */
function keyIfValid(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The reverse of `joined`; an invalid length ends the list. */
function split(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    parts.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

/** SSH's numbers are signed, so one whose first bit is set gets a leading zero. */
function positive(base64url: string): Buffer {
  const number = Buffer.from(base64url, "base64url");
  const isNegative = ((number[0] ?? 0) & 0x80) !== 0;
  return isNegative ? Buffer.concat([Buffer.alloc(1), number]) : number;
}
