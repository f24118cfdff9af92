/** Decides how bytes become a document and a document bytes: JSON as AWS writes it, and CBOR. */

import { type DecodeOptions, decode, type EncodeOptions, encode, Token, Type } from "cborg";

/** What tells one notation of documents from another. */
export interface Codec {
  readonly contentType: string;
  /** Throws whatever its parser throws at broken bytes. */
  readonly parse: (body: Uint8Array) => unknown;
  readonly print: (document: unknown) => Uint8Array;
  /** Undefined for what is no time. */
  readonly readTime: (value: unknown) => Date | undefined;
  readonly writeTime: (time: Date) => unknown;
  /** A number whose shape allows fractions, even when this one has none. */
  readonly writeFraction: (value: number) => unknown;
}

const readUtf8 = new TextDecoder("utf-8", { fatal: true });
const writeUtf8 = new TextEncoder();

/** AWS JSON: times are seconds since 1970, with a fraction where there is one. */
export function jsonCodec(version: "1.0" | "1.1"): Codec {
  return {
    contentType: `application/x-amz-json-${version}`,
    parse: (body) => JSON.parse(readUtf8.decode(body)),
    // As bytes, or Fastify would add a charset that AWS does not send.
    print: (document) => writeUtf8.encode(JSON.stringify(document)),
    readTime: timeOf,
    writeTime: (time) => time.getTime() / 1000,
    writeFraction: (value) => value,
  };
}

function timeOf(seconds: unknown): Date | undefined {
  const time = typeof seconds === "number" ? new Date(Math.round(seconds * 1000)) : undefined;
  return time === undefined || Number.isNaN(time.getTime()) ? undefined : time;
}

/** Stands for a number that is written as a float: strict readers tell 80 from 80.0. */
class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** The tag of a time; what it holds are seconds since 1970. */
const timeTag = 1;

const writing: EncodeOptions = {
  float64: true,
  typeEncoders: {
    Object: (value) => (value instanceof Float ? [new Token(Type.float, value.value)] : null),
    Date: (time: Date) => [
      new Token(Type.tag, timeTag),
      new Token(Type.float, time.getTime() / 1000),
    ],
  },
};

const reading: DecodeOptions = {
  tags: { [timeTag]: (content) => timeOf(Number(content())) },
};

/** The notation of Smithy RPC v2 CBOR. */
export const cborCodec: Codec = {
  contentType: "application/cbor",
  parse: (body) => decode(body, reading),
  print: (document) => encode(document, writing),
  readTime: (value) => (value instanceof Date ? value : undefined),
  writeTime: (time) => time,
  writeFraction: (value) => new Float(value),
};
