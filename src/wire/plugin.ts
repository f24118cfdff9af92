/**
 * Answers calls in AWS's protocols: route, decode, validate, call, encode; with no await, but for
 * a call that has to wait: for its turn, for what it needs first, or for its own result.
 */

import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../model/faults.ts";
import { type ServiceName, serviceModel } from "../model/shapes.ts";
import { validate } from "../model/validate.ts";
import { acceptBodies } from "./bodies.ts";
import type { Answer, Call } from "./call.ts";
import { answerInTime, type CallFault, refuseByFault } from "./call-fault.ts";
import { dateText } from "./date-text.ts";
import { greet, isVisit } from "./greeting.ts";
import { GuardRefusal } from "./guard.ts";
import type { Protocol, Written } from "./protocol.ts";
import { queryProtocol } from "./query-protocol.ts";
import { asServiceError, internalFailure, notFound } from "./refusals.ts";
import { rpcPath, rpcProtocolOf } from "./rpc-protocol.ts";

export interface WireOptions {
  /**
   * Runs one call against the emulator and returns the operation's output, or a promise of it;
   * throws ServiceError. An operation without shapes here (`otherOperations` of the model) comes
   * with input `{}`.
   */
  readonly call: (call: Call) => unknown;
  /** What is to go wrong with a call, if anything; asked once for each call, before it. */
  readonly faultFor?: (call: Omit<Call, "input">) => CallFault | undefined;
  /**
   * What the call has to wait for, if anything; others are answered in the meantime. What the
   * promise brings is done right before the call.
   */
  readonly prepare?: ((call: Call) => Promise<() => void> | undefined) | undefined;
  /** Does the work when those before it are done: at once, or later; the promise ends with it. */
  readonly inTurn?: (work: () => Working) => Working;
  /** Runs it later, in real time; needed only where `faultFor` makes answers late. */
  readonly later?: (milliseconds: number, run: () => void) => void;
  readonly nextRequestId: () => string;
  /** The time that the answer's `Date` header shows (G-297). */
  readonly now: () => number;
  readonly defaultAccount: string;
  readonly defaultRegion: string;
  readonly allowUnsigned: boolean;
  readonly onAnswer?: (answer: Answer) => void;
}

/** A promise of work that is not done when its function returns. */
type Working = Promise<unknown> | undefined;

type AnswerError = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

function beginning(options: WireOptions, requestId = options.nextRequestId()): Progress {
  return { requestId, now: options.now() };
}

/** What is known about a request so far, for its answer and its log line. */
interface Progress {
  callFault?: CallFault | undefined;
  readonly requestId: string;
  readonly now: number;
  service?: ServiceName;
  action?: string;
  group?: string;
}

/**
 * Serves the AWS protocols at `/`, and RPC v2 at its own path. Every answer, errors included, is in
 * the protocol of its request, with the request id in `x-amzn-RequestId`; in XML it is in the body
 * too.
 */
export function wirePlugin(options: WireOptions): FastifyPluginCallback {
  return (server, _pluginOptions, done) => {
    acceptBodies(server);
    server.route({
      method: ["GET", "POST"],
      url: "/",
      handler: (request, reply) =>
        request.method === "GET" && isVisit(request)
          ? greet(reply)
          : answerCall(options, request, reply),
    });
    server.post(rpcPath, (request, reply) => answerRpc(options, request, reply));
    server.setNotFoundHandler((request, reply) => sendNotFound(options, request, reply));
    server.setErrorHandler((error, request, reply) => {
      const progress = beginning(options, requestIdFor(error, options));
      sendError({ request, reply, progress }, asServiceError(error));
    });
    const { onAnswer } = options;
    if (onAnswer) server.addHook("onResponse", async (_request, reply) => report(onAnswer, reply));
    done();
  };
}

/**
 * Answers what Fastify refuses before routing, such as a path with broken percent-encoding; give
 * it to Fastify as `frameworkErrors`.
 */
export function wireFrameworkErrors(options: WireOptions): AnswerError {
  return (error, request, reply) => {
    const progress = beginning(options, requestIdFor(error, options));
    sendError({ request, reply, progress }, asServiceError(error));
    // No route, hence no hook: the line is told here.
    if (options.onAnswer) report(options.onAnswer, reply);
  };
}

/**
 * What no client of AWS sends, such as a browser's wish for an icon, is answered with an id that is
 * nobody's: to draw one would change the story.
 */
const noRequestId = "00000000-0000-0000-0000-000000000000";

function sendNotFound(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  const progress = beginning(options, noRequestId);
  sendError({ request, reply, progress }, notFound(request));
}

function requestIdFor(error: unknown, options: WireOptions): string {
  return error instanceof GuardRefusal ? noRequestId : options.nextRequestId();
}

/** Only what says that it is RPC v2 is at its path. */
function answerRpc(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  if (rpcProtocolOf(request) !== undefined) return answerCall(options, request, reply);
  sendNotFound(options, request, reply);
}

/**
 * The whole life of a call; unless it has to wait it runs to its end without giving way to another
 * request.
 */
function answerCall(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  const progress = beginning(options);
  const answering = () => {
    const { callFault } = progress;
    return { request, reply, callFault, later: options.later };
  };
  const fail = (error: unknown) =>
    answerInTime(answering(), () => sendError({ request, reply, progress }, error));
  const succeed = (call: Call, output: unknown) => {
    const protocol = protocolOf(request);
    const written = protocol.writeAnswer(call, output, progress.requestId);
    const sending = { progress, service: call.service, status: 200, written };
    answerInTime(answering(), () => send(reply, sending));
  };
  const run = (call: Call, finish?: () => void): Working => {
    finish?.();
    const output = options.call(call);
    if (output instanceof Promise) return output.then((later) => succeed(call, later)).catch(fail);
    succeed(call, output);
    return undefined;
  };
  const { inTurn = (work) => work() } = options;
  const begin = (): Working => {
    const call = readCall(options, progress, request);
    const preparation = options.prepare?.(call);
    if (preparation === undefined) return run(call);
    // Others have their turns in the meantime.
    void preparation.then((finish) => inTurn(() => run(call, finish))).catch(fail);
    return undefined;
  };
  try {
    inTurn(begin)?.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** The call of a request, decoded and validated. Throws ServiceError. */
function readCall(options: WireOptions, progress: Progress, request: FastifyRequest): Call {
  const reading = protocolOf(request).read(request);
  progress.service = reading.service;
  const { service, operation, ...place } = reading.route(options);
  progress.action = operation;
  const caller = { ...place, requestId: progress.requestId };
  progress.callFault = options.faultFor?.({ service, operation, caller });
  refuseByFault(progress.callFault);
  const hasShapes = serviceModel(service).operations.has(operation);
  const input = hasShapes ? reading.input(operation) : {};
  const group = (input as { readonly AutoScalingGroupName?: unknown }).AutoScalingGroupName;
  if (typeof group === "string") progress.group = group;
  if (hasShapes) validate(service, operation, input);
  return { service, operation, input, caller };
}

/** Headers choose the protocol; a request without them is a query. */
function protocolOf(request: FastifyRequest): Protocol {
  return rpcProtocolOf(request) ?? queryProtocol;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly progress: Progress;
}

/** Any error as AWS would say it; what nobody expected is logged and becomes InternalFailure. */
function sendError(exchange: Exchange, error: unknown): void {
  const { request, reply, progress } = exchange;
  const isExpected = error instanceof ServiceError;
  if (!isExpected) request.log.error(error);
  const shown = isExpected ? error : internalFailure();
  const protocol = protocolOf(request);
  const service = progress.service ?? protocol.likelyService(request);
  const written = protocol.writeError(service, shown, progress.requestId);
  send(reply, { progress, service, status: shown.status, code: shown.code, written });
}

interface Sending {
  readonly progress: Progress;
  readonly service: ServiceName;
  readonly status: number;
  readonly code?: string;
  readonly written: Written;
}

/** What a header cannot carry: Node would refuse the whole answer for it. */
const unwritable = /[^\x20-\x7e]/gu;

const sendings = new WeakMap<FastifyReply, Sending>();

function send(reply: FastifyReply, sending: Sending): void {
  const { progress, status, written } = sending;
  sendings.set(reply, sending);
  reply.code(status).header("x-amzn-RequestId", progress.requestId);
  reply.header("date", dateText(progress.now));
  for (const [name, value] of Object.entries(written.headers)) {
    reply.header(name, value.replaceAll(unwritable, "?"));
  }
  reply.send(written.body);
}

/** Fastify measures the time only when it is asked after the response. */
function report(onAnswer: (answer: Answer) => void, reply: FastifyReply): void {
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
    ...(progress.callFault?.error === undefined ? {} : { isByFault: true }),
  });
}
