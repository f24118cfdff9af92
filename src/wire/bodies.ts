/** Decides which request bodies are accepted: forms as text, documents as bytes. */

import { gunzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { ServiceError } from "../model/faults.ts";
import { formType, tooLarge, unsupportedMediaType } from "./refusals.ts";

const bodyLimit = 1024 * 1024;

const documentTypes = [
  "application/x-amz-json-1.0",
  "application/x-amz-json-1.1",
  "application/cbor",
];

/** Accepts forms, documents and empty bodies, and refuses anything else. */
export function acceptBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const asBytes = { parseAs: "buffer", bodyLimit } as const;
  server.addContentTypeParser<Buffer>(formType, asBytes, ({ headers }, body, next) => {
    unpack(body, headers["content-encoding"], (error, form) => next(error, form?.toString("utf8")));
  });
  server.addContentTypeParser<Buffer>(documentTypes, asBytes, ({ headers }, body, next) => {
    unpack(body, headers["content-encoding"], next);
  });
  const asText = { parseAs: "string", bodyLimit } as const;
  server.addContentTypeParser<string>("*", asText, (request, body, next) => {
    const isForm = request.headers["content-type"] === undefined || body === "";
    next(isForm ? null : unsupportedMediaType(), body);
  });
}

/**
 * Unpacks the larger calls of PutMetricData, which SDKs compress; the size limit holds unpacked
 * too.
 */
function unpack(
  body: Buffer,
  encoding: string | undefined,
  next: (error: Error | null, body?: Buffer) => void,
): void {
  if (encoding !== "gzip") return next(null, body);
  try {
    next(null, gunzipSync(body, { maxOutputLength: bodyLimit }));
  } catch (error) {
    const isTooLarge = Object(error).code === "ERR_BUFFER_TOO_LARGE";
    const message = "The body is not packed with gzip.";
    next(isTooLarge ? tooLarge() : new ServiceError("SerializationException", message));
  }
}
