/** Answers POST / and GET / in AWS's protocols: route, decode, validate, call, encode; no await. */

import type {
  FastifyInstance,
  FastifyPluginCallback,
  FastifyReply,
  FastifyRequest,
  FastifyServerOptions,
} from "fastify";
import { ServiceError } from "../model/faults.ts";
import { type ServiceName, serviceModel } from "../model/shapes.ts";
import { validate } from "../model/validate.ts";
import { decodeInput, type Parameters, parseParameters } from "./query.ts";
import {
  asServiceError,
  formType,
  internalFailure,
  notFound,
  unsupportedMediaType,
} from "./refusals.ts";
import { findRoute, readScope, serviceOf } from "./route.ts";
import { encodeAnswer, encodeError } from "./xml.ts";

export interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
}

/** One decoded and validated call; the input is AWS's shape of the operation. */
export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
}

/** What the log says about one answer; `code` only of an error. */
export interface Answer {
  readonly service: ServiceName;
  readonly action?: string;
  readonly group?: string;
  readonly status: number;
  readonly code?: string;
  readonly milliseconds: number;
}

export interface WireOptions {
  /**
   * Runs one call against the emulator and returns the operation's output; throws ServiceError.
   * An operation without shapes here (`otherOperations` of the model) comes with input `{}`.
   */
  readonly call: (call: Call) => unknown;
  readonly nextRequestId: () => string;
  readonly defaultAccount: string;
  readonly defaultRegion: string;
  readonly allowUnsigned: boolean;
  readonly onAnswer?: (answer: Answer) => void;
}

type FrameworkErrors = NonNullable<FastifyServerOptions["frameworkErrors"]>;

const bodyLimit = 1024 * 1024;

/** What is known about a request so far, for its answer and its log line. */
interface Progress {
  readonly requestId: string;
  service?: ServiceName;
  action?: string;
  group?: string;
}

/**
 * Serves the AWS protocols at `/`. Every answer, errors included, is `text/xml` in the protocol of
 * the request's service, with the request id in `x-amzn-RequestId` and in the body.
 */
export function wirePlugin(options: WireOptions): FastifyPluginCallback {
  return (server, _pluginOptions, done) => {
    acceptForms(server);
    server.route({
      method: ["GET", "POST"],
      url: "/",
      handler: (request, reply) => answerCall(options, request, reply),
    });
    server.setNotFoundHandler((request, reply) => {
      const progress = { requestId: options.nextRequestId() };
      sendError({ request, reply, progress }, notFound(request));
    });
    server.setErrorHandler((error, request, reply) => {
      const progress = { requestId: options.nextRequestId() };
      sendError({ request, reply, progress }, asServiceError(error));
    });
    const { onAnswer } = options;
    if (onAnswer) server.addHook("onResponse", async (_request, reply) => tell(onAnswer, reply));
    done();
  };
}

/**
 * Answers what Fastify refuses before routing, such as a path with broken percent-encoding; give
 * it to Fastify as `frameworkErrors`.
 */
export function wireFrameworkErrors(options: WireOptions): FrameworkErrors {
  return (error, request, reply) => {
    const progress = { requestId: options.nextRequestId() };
    sendError({ request, reply, progress }, asServiceError(error));
    // No route, hence no hook: the line is told here.
    if (options.onAnswer) tell(options.onAnswer, reply);
  };
}

function acceptForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const settings = { parseAs: "string", bodyLimit } as const;
  server.addContentTypeParser<string>(formType, settings, (_request, body, next) =>
    next(null, body),
  );
  server.addContentTypeParser<string>("*", settings, (request, body, next) => {
    const isForm = request.headers["content-type"] === undefined || body === "";
    next(isForm ? null : unsupportedMediaType(), body);
  });
}

/** The whole life of a call; it runs to its end without giving way to another request. */
function answerCall(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  const progress: Progress = { requestId: options.nextRequestId() };
  try {
    const xml = runCall(options, progress, request);
    send(reply, {
      progress,
      service: progress.service ?? "autoscaling",
      status: 200,
      xml,
    });
  } catch (error) {
    sendError({ request, reply, progress }, error);
  }
}

function runCall(options: WireOptions, progress: Progress, request: FastifyRequest): string {
  const parameters = parametersOf(request);
  const scope = readScope(request.headers.authorization, parameters);
  progress.service = serviceOf(scope, parameters);
  const { service, operation, account, region } = findRoute(scope, parameters, options);
  progress.action = operation;
  const hasShapes = serviceModel(service).operations.has(operation);
  const input = hasShapes ? decodeInput(service, operation, parameters) : {};
  const group = (input as { readonly AutoScalingGroupName?: unknown }).AutoScalingGroupName;
  if (typeof group === "string") progress.group = group;
  if (hasShapes) validate(service, operation, input);
  const caller = { account, region, requestId: progress.requestId };
  const output = options.call({ service, operation, input, caller });
  return encodeAnswer({ service, operation }, output, progress.requestId);
}

/** Parameters of the query string come before those of the body. */
function parametersOf({ url, body }: FastifyRequest): Parameters {
  const at = url.indexOf("?");
  const query = at < 0 ? "" : url.slice(at + 1);
  const form = typeof body === "string" ? body : "";
  return parseParameters(query && form ? `${query}&${form}` : query + form);
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly progress: Progress;
}

/** Any error as AWS would say it; what nobody expected is logged and becomes InternalFailure. */
function sendError(exchange: Exchange, error: unknown): void {
  const { request, reply, progress } = exchange;
  const isTold = error instanceof ServiceError;
  if (!isTold) request.log.error(error);
  const told = isTold ? error : internalFailure();
  const service = progress.service ?? likelyService(request);
  const xml = encodeError(service, told, progress.requestId);
  send(reply, { progress, service, status: told.status, code: told.code, xml });
}

/** The service of a request that could not be routed, so that its error has the right form. */
function likelyService(request: FastifyRequest): ServiceName {
  const parameters = readable(() => parametersOf(request)) ?? new Map<string, string>();
  const scope = readable(() => readScope(request.headers.authorization, parameters));
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

interface Sending {
  readonly progress: Progress;
  readonly service: ServiceName;
  readonly status: number;
  readonly code?: string;
  readonly xml: string;
}

const sendings = new WeakMap<FastifyReply, Sending>();

function send(reply: FastifyReply, sending: Sending): void {
  const { progress, status, xml } = sending;
  sendings.set(reply, sending);
  reply
    .code(status)
    .header("x-amzn-RequestId", progress.requestId)
    .header("content-type", "text/xml");
  reply.send(xml);
}

/** Fastify measures the time only when it is asked after the response. */
function tell(onAnswer: (answer: Answer) => void, reply: FastifyReply): void {
  const sending = sendings.get(reply);
  if (sending === undefined) return;
  const { progress, service, status, code } = sending;
  onAnswer({
    service,
    status,
    milliseconds: reply.elapsedTime,
    ...(progress.action === undefined ? {} : { action: progress.action }),
    ...(progress.group === undefined ? {} : { group: progress.group }),
    ...(code === undefined ? {} : { code }),
  });
}
