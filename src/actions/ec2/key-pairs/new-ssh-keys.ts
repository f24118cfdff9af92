/** Derives SSH key pairs from texts drawn from the seed. They work, but protect nothing. */
import { Buffer } from "node:buffer";
import {
  checkPrime,
  checkPrimeSync,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
} from "node:crypto";
import {
  colonHex,
  fingerprintOf,
  joined,
  type KeyType,
  publicKeyOf,
  type SshPublicKey,
} from "../ssh-public-keys.ts";

export interface NewSshKey {
  readonly publicKey: SshPublicKey;
  readonly fingerprint: string;
  /** The private key, as a client stores it in its `.pem` file. */
  readonly pem: string;
}

/** Derives a key; the same text always gives the same one. */
export function newSshKey(type: KeyType, text: string): NewSshKey {
  const privateKey = type === "rsa" ? newRsaKey(text) : newEd25519Key(text);
  const publicKey = publicKeyOf(createPublicKey(privateKey));
  if (publicKey === undefined) throw new Error(`a new ${type} key is none of EC2's`);
  if (type === "ed25519") {
    const pem = openSshPem(privateKey, publicKey);
    return { publicKey, fingerprint: fingerprintOf(publicKey), pem };
  }
  const der = privateKey.export({ type: "pkcs8", format: "der" });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  return { publicKey, fingerprint: colonHex(createHash("sha1").update(der)), pem };
}

/** Derives bytes from the text, different ones for each purpose. */
function bytesOf(text: string, purpose: string, count: number): Buffer {
  return createHash("shake256", { outputLength: count }).update(`${purpose} ${text}`).digest();
}

/** The PKCS #8 prefix of a private Ed25519 key's 32 bytes (RFC 8410). */
const ed25519Prefix = Buffer.from("302e020100300506032b657004220420", "hex");

function newEd25519Key(text: string): KeyObject {
  const key = Buffer.concat([ed25519Prefix, bytesOf(text, "ed25519", 32)]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

const exponent = 65537n;
/** Bits of each prime; two make a key of 2,048 bits, as in EC2. */
const primeBits = 1024;

function newRsaKey(text: string): KeyObject {
  const { p, q } = found.get(text) ?? { p: primeOf(text, "p"), q: primeOf(text, "q") };
  found.delete(text);
  const d = inverse(exponent, (p - 1n) * (q - 1n));
  const numbers = {
    n: p * q,
    e: exponent,
    d,
    p,
    q,
    dp: d % (p - 1n),
    dq: d % (q - 1n),
    qi: inverse(q, p),
  };
  const members = Object.entries(numbers).map(([name, value]) => [name, base64urlOf(value)]);
  return createPrivateKey({ key: { kty: "RSA", ...Object.fromEntries(members) }, format: "jwk" });
}

/** Primes by text, kept until their key is created. */
const found = new Map<string, { readonly p: bigint; readonly q: bigint }>();

/**
 * Finds the primes of the text's RSA key in other threads, so that creating the key is then quick.
 */
export async function prepareRsaKey(text: string): Promise<void> {
  const [p, q] = await Promise.all([primeFoundFor(text, "p"), primeFoundFor(text, "q")]);
  found.set(text, { p, q });
}

/** The first prime at or after a number derived from the text. */
function primeOf(text: string, purpose: string): bigint {
  let candidate = firstCandidate(text, purpose);
  while (!isFit(candidate) || !checkPrimeSync(candidate)) candidate += 2n;
  return candidate;
}

/** The same prime, found by another thread. */
async function primeFoundFor(text: string, purpose: string): Promise<bigint> {
  let candidate = firstCandidate(text, purpose);
  while (!isFit(candidate) || !(await isPrime(candidate))) candidate += 2n;
  return candidate;
}

/** Sets the two highest bits, so that the product of two primes has full length. */
function firstCandidate(text: string, purpose: string): bigint {
  const start = BigInt(`0x${bytesOf(text, purpose, primeBits / 8).toString("hex")}`);
  return start | (3n << BigInt(primeBits - 2)) | 1n;
}

/** The prime minus one must be coprime to the exponent. */
function isFit(candidate: bigint): boolean {
  return candidate % exponent !== 1n;
}

function isPrime(candidate: bigint): Promise<boolean> {
  return new Promise((resolve, reject) => {
    checkPrime(candidate, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/**
 * The modular inverse by Euclid's algorithm: `inverse(3n, 7n)` is 5n, as 15 is 1 more than twice 7.
 */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value % modulus];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, nextFactor] = [nextFactor, factor - times * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

function base64urlOf(value: bigint): string {
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, "hex").toString("base64url");
}

const blockSize = 8;
const columns = 70;

/** OpenSSH's private key file, EC2's form for this type; without password. */
function openSshPem(privateKey: KeyObject, { bytes }: SshPublicKey): string {
  const { d = "", x = "" } = privateKey.export({ format: "jwk" });
  const [secret, point] = [Buffer.from(d, "base64url"), Buffer.from(x, "base64url")];
  // checkint pair of the OpenSSH format; equal when the key is not encrypted.
  const checks = Buffer.alloc(8);
  const key = joined(["ssh-ed25519", point, Buffer.concat([secret, point]), ""]);
  const padding = (2 * blockSize - ((checks.length + key.length) % blockSize)) % blockSize;
  const filling = Buffer.from(Array.from({ length: padding }, (_, index) => index + 1));
  const content = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    joined(["none", "none", ""]),
    Buffer.from([0, 0, 0, 1]),
    joined([bytes, Buffer.concat([checks, key, filling])]),
  ]);
  const lines = content.toString("base64").match(new RegExp(`.{1,${columns}}`, "g")) ?? [];
  const [begin, end] = ["BEGIN", "END"].map((word) => `-----${word} OPENSSH PRIVATE KEY-----`);
  return `${[begin, ...lines, end].join("\n")}\n`;
}
