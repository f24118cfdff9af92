/** Decides which request bodies are read, and how: forms as text, documents as bytes. */

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

/** Forms and documents are read, anything else is refused; a call may also have no body. */
export function acceptBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const asText = { parseAs: "string", bodyLimit } as const;
  server.addContentTypeParser<string>(formType, asText, (_request, body, next) => next(null, body));
  server.addContentTypeParser<Buffer>(
    documentTypes,
    { parseAs: "buffer", bodyLimit },
    ({ headers }, body, next) => {
      try {
        next(null, unpacked(body, headers["content-encoding"]));
      } catch (error) {
        next(error as Error, undefined);
      }
    },
  );
  server.addContentTypeParser<string>("*", asText, (request, body, next) => {
    const isForm = request.headers["content-type"] === undefined || body === "";
    next(isForm ? null : unsupportedMediaType(), body);
  });
}

/** The SDKs pack the larger calls of PutMetricData; unpacked, the same limit holds. */
function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding !== "gzip") return body;
  try {
    return gunzipSync(body, { maxOutputLength: bodyLimit });
  } catch (error) {
    if (Object(error).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
    throw new ServiceError("SerializationException", "The body is not packed with gzip.");
  }
}
