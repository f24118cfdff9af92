/** Signs requests: for emulators with made-up keys, for AWS itself as its SDKs do. */
import { createHash, createHmac } from "node:crypto";
import { isHostOfAws } from "../domain/aws-host.ts";
import { SendError, type Service } from "./message.ts";

export interface Unsigned {
  readonly service: Service;
  readonly signingName: string;
  readonly region: string;
  readonly account: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The headers of the request with its signature. Throws SendError. */
export async function signedHeaders(request: Unsigned): Promise<Readonly<Record<string, string>>> {
  const { service, headers } = request;
  const { hostname } = new URL(service.endpoint);
  if (service.isAws === true) return signedForAws(request);
  if (isHostOfAws(hostname)) {
    const problem = `${hostname} is AWS itself, which has to be said: "aws": true`;
    throw new SendError(problem, { isFinal: true });
  }
  return { ...headers, authorization: madeUp(request) };
}

/** Emulators take account, region and service from it and do not verify it. */
function madeUp({ account, region, signingName }: Unsigned): string {
  const scope = `${account || "000000000000"}/20260101/${region}/${signingName}/aws4_request`;
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`;
}

/** Loaded by the first request to AWS only. */
async function signedForAws({ service, signingName, region, path, headers, body }: Unsigned) {
  const { SignatureV4 } = await import("@smithy/signature-v4");
  const { defaultProvider } = await import("@aws-sdk/credential-provider-node");
  const { protocol, hostname, port, host } = new URL(service.endpoint);
  const signer = new SignatureV4({
    service: signingName,
    region,
    credentials: defaultProvider(),
    sha256: Sha256,
  });
  const place = { protocol, hostname, path, ...(port && { port: Number(port) }) };
  const unsigned = { method: "POST", ...place, headers: { ...headers, host }, body };
  const signed = await signer.sign({ ...unsigned, query: {} });
  const { host: _, ...rest } = signed.headers;
  return rest;
}

/** The hash that the signer asks for, from Node.js. */
class Sha256 {
  readonly #hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
  }

  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }

  reset(): void {
    throw new Error("a hash is used once");
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
