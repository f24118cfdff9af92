/** Protocols that name the operation in a header or path: AWS JSON and RPC v2 CBOR. */

import type { FastifyRequest } from "fastify";
import type { ServiceError } from "../model/faults.ts";
import { type ServiceModel, serviceModel } from "../model/shapes.ts";
import { type Codec, cborCodec, jsonCodec } from "./codec.ts";
import { readDocument, writeDocument } from "./document.ts";
import type { Protocol } from "./protocol.ts";
import { findNamedRoute, readScope, serviceOfTarget, unknownOperation } from "./route.ts";

/** The path of RPC v2 requests, and the only one besides `/`. */
export const rpcPath = "/service/:target/operation/:operation";

/** The protocol that a request's headers declare; undefined for a Query request. */
export function rpcProtocolOf({ headers }: FastifyRequest): Protocol | undefined {
  if (headers["smithy-protocol"] === "rpc-v2-cbor") return rpcV2Cbor;
  if (headers["x-amz-target"] === undefined) return undefined;
  const isNewer = headers["content-type"]?.startsWith(json11Codec.contentType) ?? false;
  return isNewer ? json11 : json10;
}

/** The service's target name and the operation, as the request names them. */
interface Target {
  readonly prefix: string;
  readonly operation: string;
}

/** `X-Amz-Target: GraniteServiceVersion20100801.PutMetricAlarm` */
function targetInHeader({ headers }: FastifyRequest): Target {
  const text = String(headers["x-amz-target"]);
  const dot = text.lastIndexOf(".");
  return { prefix: text.slice(0, Math.max(dot, 0)), operation: text.slice(dot + 1) };
}

/** `/service/GraniteServiceVersion20100801/operation/PutMetricAlarm` */
function targetInPath({ url }: FastifyRequest): Target {
  const [, prefix = "", operation = ""] =
    /^\/service\/([^/?]+)\/operation\/([^/?]+)/.exec(url) ?? [];
  return { prefix, operation };
}

interface Manner {
  readonly codec: Codec;
  readonly targetOf: (request: FastifyRequest) => Target;
  readonly headers: Readonly<Record<string, string>>;
}

const json11Codec = jsonCodec("1.1");
const json10 = rpcProtocol({ codec: jsonCodec("1.0"), targetOf: targetInHeader, headers: {} });
const json11 = rpcProtocol({ codec: json11Codec, targetOf: targetInHeader, headers: {} });
const rpcV2Cbor = rpcProtocol({
  codec: cborCodec,
  targetOf: targetInPath,
  headers: { "smithy-protocol": "rpc-v2-cbor" },
});

function rpcProtocol({ codec, targetOf, headers }: Manner): Protocol {
  const headersWith = (more: Readonly<Record<string, string>> = {}) => ({
    "content-type": codec.contentType,
    ...headers,
    ...more,
  });
  return {
    read: (request) => {
      const { prefix, operation } = targetOf(request);
      const service = serviceOfTarget(prefix);
      if (service === undefined) throw unknownOperation(`${prefix}.${operation}`);
      const scope = readScope(request.headers.authorization);
      return {
        service,
        route: (defaults) => findNamedRoute(scope, { service, operation }, defaults),
        input: (name) => {
          const model = serviceModel(service);
          const shape = model.operations.get(name)?.input;
          return readDocument({ model, codec }, shape, bytesOf(request.body));
        },
      };
    },
    wordsOf: (request) => {
      const { prefix, operation } = targetOf(request);
      const body = Buffer.from(bytesOf(request.body)).toString("latin1");
      return `${codec.contentType} ${prefix} ${operation} ${body}`;
    },
    likelyService: (request) => serviceOfTarget(targetOf(request).prefix) ?? "autoscaling",
    writeAnswer: ({ service, operation }, output) => {
      const model = serviceModel(service);
      const shape = model.operations.get(operation)?.output;
      const document = writeDocument({ model, codec }, shape, output);
      return { before: codec.print(document), after: undefined, headers: headersWith() };
    },
    writeError: (service, error) => {
      const model = serviceModel(service);
      const document = { __type: errorType(model, error), message: error.message };
      const more = model.isQueryCompatible ? queryError(error) : {};
      return { body: codec.print(document), headers: headersWith(more) };
    },
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === "string" ? body : "");
}

/**
 * The error's shape name, which may differ from its code (awsQueryCompatible), in AWS's namespace;
 * services that only ever spoke AWS JSON leave the namespace out.
 */
function errorType({ service, faults, protocol }: ServiceModel, { code }: ServiceError): string {
  if (protocol === "json") return code;
  const isNamedSo = faults.get(code)?.code === code;
  const name = isNamedSo ? code : [...faults].find(([, fault]) => fault.code === code)?.[0];
  return `com.amazonaws.${service}#${name ?? code}`;
}

/** The code that the query protocol uses, for clients written for that protocol. */
function queryError({ code, sender }: ServiceError): Readonly<Record<string, string>> {
  return { "x-amzn-query-error": `${code};${sender ? "Sender" : "Receiver"}` };
}
