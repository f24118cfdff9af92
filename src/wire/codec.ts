/** Converts between bytes and documents, in AWS's JSON and in CBOR. */

import { type DecodeOptions, decode, type EncodeOptions, encode, Token, Type } from "cborg";

/** What distinguishes one notation of documents from another. */
export interface Codec {
  readonly contentType: string;
  /** Throws any error of its parser on malformed bytes. */
  readonly parse: (body: Uint8Array) => unknown;
  readonly print: (document: unknown) => Uint8Array;
  /** Undefined for a value that is no time. */
  readonly readTime: (value: unknown) => Date | undefined;
  readonly writeTime: (time: Date) => unknown;
  /** Writes a number whose shape allows fractions, even if this one has none. */
  readonly writeFraction: (value: number) => unknown;
}

const readUtf8 = new TextDecoder("utf-8", { fatal: true });
const writeUtf8 = new TextEncoder();

/** AWS JSON, where times are seconds since 1970, possibly fractional. */
export function jsonCodec(version: "1.0" | "1.1"): Codec {
  return {
    contentType: `application/x-amz-json-${version}`,
    parse: (body) => JSON.parse(readUtf8.decode(body)),
    // As bytes, since Fastify would add a charset to a string, which AWS does not send.
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

/** Marks a number to be written as a float: strict readers distinguish 80 from 80.0. */
class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** CBOR's tag for a time in seconds since 1970. */
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
