/** AWS Query and EC2 Query: parameters in a form or query string, XML as answer. */

import type { FastifyRequest } from "fastify";
import { ServiceError } from "../model/faults.ts";
import type { ServiceName } from "../model/shapes.ts";
import { presignedCredential } from "./presigned.ts";
import type { Protocol } from "./protocol.ts";
import { decodeInput, type Parameters, parseParameters } from "./query.ts";
import { findRoute, readScope, type Scope, serviceOf } from "./route.ts";
import { encodeAnswer, encodeError } from "./xml.ts";

const headers = { "content-type": "text/xml" };

export const queryProtocol: Protocol = {
  read: (request) => {
    const parameters = parametersOf(request);
    const scope = scopeOf(request, parameters);
    const service = serviceOf(scope, parameters);
    return {
      service,
      route: (defaults) => findRoute(scope, { service, parameters }, defaults),
      input: (operation) => decodeInput(service, operation, parameters),
    };
  },
  likelyService,
  wordsOf: ({ url, body }) => (typeof body === "string" ? `${url} ${body}` : url),
  writeAnswer: (named, output) => ({ ...encodeAnswer(named, output), headers }),
  writeError: (service, error, requestId) => ({
    body: encodeError(service, error, requestId),
    headers,
  }),
};

/** Parameters of the query string precede those of the body. */
function parametersOf({ url, body }: FastifyRequest): Parameters {
  const at = url.indexOf("?");
  const query = at < 0 ? "" : url.slice(at + 1);
  const form = typeof body === "string" ? body : "";
  return parseParameters(query && form ? `${query}&${form}` : query + form);
}

/** A GET has no form, so all its parameters are in its address. */
function scopeOf({ method, headers }: FastifyRequest, parameters: Parameters): Scope | undefined {
  return readScope(headers.authorization, presignedCredential(method, parameters));
}

function likelyService(request: FastifyRequest): ServiceName {
  const parameters = readable(() => parametersOf(request)) ?? new Map<string, string>();
  const scope = readable(() => scopeOf(request, parameters));
  return serviceOf(scope, parameters);
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}
