/**
 * Answers calls in AWS's protocols: route, decode, validate, call, encode. It awaits nothing,
 * except for a call that waits for its turn, its preparation or its own result.
 */

import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../model/faults.ts";
import { readModelFiles, type ServiceName, serviceModel } from "../model/shapes.ts";
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
  /** The injected fault of a call, if any; asked once for each call, before it. */
  readonly faultFor?: (call: Omit<Call, "input">) => CallFault | undefined;
  /**
   * What the call has to wait for, if anything; others are answered in the meantime. The function
   * that the promise yields is run right before the call.
   */
  readonly prepare?: ((call: Call) => Promise<() => void> | undefined) | undefined;
  /**
   * Runs the work after those queued before it, perhaps at once; the promise ends with the work.
   */
  readonly inTurn?: (work: () => Working) => Working;
  /** Runs a function later, in real time; needed only if `faultFor` delays answers. */
  readonly later?: (milliseconds: number, run: () => void) => void;
  readonly nextRequestId: () => string;
  /** The time that the answer's `Date` header shows (G-297). */
  readonly now: () => number;
  readonly defaultAccount: string;
  readonly defaultRegion: string;
  readonly allowUnsigned: boolean;
  /** The path of a page for people who open the address of the emulator, if there is one. */
  readonly visitorsGoTo?: string | undefined;
  readonly onAnswer?: (answer: Answer) => void;
}

/** A promise, if the work is not done when its function returns. */
type Working = Promise<unknown> | undefined;

type AnswerError = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

/** A request, and what every answer to it needs. */
interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly protocol: Protocol;
  readonly requestId: string;
  readonly now: number;
  readonly later: WireOptions["later"];
}

function exchangeOf(
  options: WireOptions,
  { request, reply }: Pick<Exchange, "request" | "reply">,
  requestId = options.nextRequestId(),
): Exchange {
  const { later } = options;
  return { request, reply, protocol: protocolOf(request), requestId, now: options.now(), later };
}

/** Headers choose the protocol; a request without them is a query. */
function protocolOf(request: FastifyRequest): Protocol {
  return rpcProtocolOf(request) ?? queryProtocol;
}

/** What is known of a request, for its answer and its log line. */
interface Known {
  readonly service?: ServiceName;
  readonly action?: string;
  readonly group?: string;
  readonly callFault?: CallFault | undefined;
}

const nothingKnown: Known = {};

/**
 * Serves the AWS protocols at `/`, and RPC v2 at its own path. Every answer, errors included, is in
 * the protocol of its request, with the request id in `x-amzn-RequestId`; in XML it is in the body
 * too.
 */
export function wirePlugin(options: WireOptions): FastifyPluginCallback {
  return (server, _pluginOptions, done) => {
    readModelFiles();
    acceptBodies(server);
    server.route({
      method: ["GET", "POST"],
      url: "/",
      handler: (request, reply) =>
        request.method === "GET" && isVisit(request)
          ? greet(reply, options.visitorsGoTo)
          : answerCall(options, request, reply),
    });
    server.post(rpcPath, (request, reply) => answerRpc(options, request, reply));
    server.setNotFoundHandler((request, reply) => sendNotFound(options, request, reply));
    server.setErrorHandler((error, request, reply) => {
      const requestId = requestIdFor(error, options);
      const exchange = exchangeOf(options, { request, reply }, requestId);
      sendError(exchange, nothingKnown, asServiceError(error));
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
    const exchange = exchangeOf(options, { request, reply }, requestIdFor(error, options));
    sendError(exchange, nothingKnown, asServiceError(error));
    // No route, hence no hook: the line is told here.
    if (options.onAnswer) report(options.onAnswer, reply);
  };
}

/**
 * The id for requests that no AWS client sends, such as a browser asking for an icon: drawing one
 * would shift later ids.
 */
const noRequestId = "00000000-0000-0000-0000-000000000000";

function sendNotFound(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  const exchange = exchangeOf(options, { request, reply }, noRequestId);
  sendError(exchange, nothingKnown, notFound(request));
}

function requestIdFor(error: unknown, options: WireOptions): string {
  return error instanceof GuardRefusal ? noRequestId : options.nextRequestId();
}

/** RPC v2's path accepts only requests whose headers say RPC v2. */
function answerRpc(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  if (rpcProtocolOf(request) !== undefined) return answerCall(options, request, reply);
  sendNotFound(options, request, reply);
}

/** Handles one call. Unless it has to wait, it runs to its end before any other request. */
function answerCall(options: WireOptions, request: FastifyRequest, reply: FastifyReply): void {
  const exchange = exchangeOf(options, { request, reply });
  const { inTurn = (work) => work() } = options;
  answeringErrors(exchange, nothingKnown, () =>
    inTurn(() => {
      const { known, ...read } = readCall(options, exchange);
      return answeringErrors(exchange, known, () => {
        if ("error" in read) throw read.error;
        const { call } = read;
        const preparation = options.prepare?.(call);
        if (preparation === undefined) return runCall(options, exchange, { call, known });
        // Others have their turns in the meantime.
        void answeringErrors(exchange, known, async () => {
          const finish = await preparation;
          await inTurn(() => {
            finish();
            return runCall(options, exchange, { call, known });
          });
        });
        return undefined;
      });
    }),
  );
}

/** Does the work; an error that it throws, at once or later, becomes the answer. */
function answeringErrors(exchange: Exchange, known: Known, work: () => Working): Working {
  const answer = (error: unknown) => sendError(exchange, known, error);
  try {
    return work()?.catch(answer);
  } catch (error) {
    answer(error);
    return undefined;
  }
}

/** The call of a request, decoded and validated; or why there is none, and what is known of it. */
type ReadCall = { readonly known: Known } & ({ readonly call: Call } | { readonly error: unknown });

function readCall(options: WireOptions, { request, protocol, requestId }: Exchange): ReadCall {
  let known = nothingKnown;
  try {
    const reading = protocol.read(request);
    known = { service: reading.service };
    const { service, operation, ...place } = reading.route(options);
    known = { service, action: operation };
    const caller = { ...place, requestId };
    known = { ...known, callFault: options.faultFor?.({ service, operation, caller }) };
    refuseByFault(known.callFault);
    const hasShapes = serviceModel(service).operations.has(operation);
    const input = hasShapes ? reading.input(operation) : {};
    const { AutoScalingGroupName: group } = input as { readonly AutoScalingGroupName?: unknown };
    if (typeof group === "string") known = { ...known, group };
    if (hasShapes) validate(service, operation, input);
    return { known, call: { service, operation, input, caller } };
  } catch (error) {
    return { known, error };
  }
}

interface KnownCall {
  readonly call: Call;
  readonly known: Known;
}

function runCall(options: WireOptions, exchange: Exchange, { call, known }: KnownCall): Working {
  const output = options.call(call);
  const succeed = (value: unknown) => sendOutput(exchange, { call, known }, value);
  if (output instanceof Promise) return output.then(succeed);
  succeed(output);
  return undefined;
}

function sendOutput(exchange: Exchange, { call, known }: KnownCall, output: unknown): void {
  const written = exchange.protocol.writeAnswer(call, output, exchange.requestId);
  const sending = { known, service: call.service, status: 200, written };
  answerInTime(exchange, known.callFault, () => send(exchange, sending));
}

/** Any error as AWS would say it; what nobody expected is logged and becomes InternalFailure. */
function sendError(exchange: Exchange, known: Known, error: unknown): void {
  const { request, protocol, requestId } = exchange;
  answerInTime(exchange, known.callFault, () => {
    const isExpected = error instanceof ServiceError;
    if (!isExpected) request.log.error(error);
    const shown = isExpected ? error : internalFailure();
    const service = known.service ?? protocol.likelyService(request);
    const written = protocol.writeError(service, shown, requestId);
    const { status, code, message } = shown;
    send(exchange, { known, service, status, code, message, written });
  });
}

interface Sending {
  readonly known: Known;
  readonly service: ServiceName;
  readonly status: number;
  readonly code?: string;
  readonly message?: string;
  readonly written: Written;
}

/** Characters not allowed in a header: Node would refuse the whole answer. */
const unwritable = /[^\x20-\x7e]/gu;

const sendings = new WeakMap<FastifyReply, Sending>();

function send({ reply, requestId, now }: Exchange, sending: Sending): void {
  const { status, written } = sending;
  sendings.set(reply, sending);
  reply.code(status).header("x-amzn-RequestId", requestId);
  reply.header("date", dateText(now));
  for (const [name, value] of Object.entries(written.headers)) {
    reply.header(name, value.replaceAll(unwritable, "?"));
  }
  reply.send(written.body);
}

/** `elapsedTime` is final only in `onResponse`. */
function report(onAnswer: (answer: Answer) => void, reply: FastifyReply): void {
  const sending = sendings.get(reply);
  if (sending === undefined) return;
  const { known, service, status, code, message } = sending;
  onAnswer({
    service,
    status,
    milliseconds: reply.elapsedTime,
    ...(known.action === undefined ? {} : { action: known.action }),
    ...(known.group === undefined ? {} : { group: known.group }),
    ...(code === undefined ? {} : { code, message: message ?? "" }),
    userAgent: reply.request.headers["user-agent"],
    ...(known.callFault?.error === undefined ? {} : { isByFault: true }),
  });
}
