/**
 * Answers calls in AWS's protocols: route, decode, validate, call, encode. It awaits nothing,
 * except for a call that waits for its turn, its preparation or its own result.
 */

import type { FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { readModelFiles, serviceModel } from "../model/shapes.ts";
import { validate } from "../model/validate.ts";
import { acceptBodies } from "./bodies.ts";
import type { Answer, Call } from "./call.ts";
import { answerInTime, type CallFault, refuseByFault } from "./call-fault.ts";
import { type Exchange, type Known, nothingKnown, report, send, sendError } from "./exchange.ts";
import { greet, isVisit } from "./greeting.ts";
import { GuardRefusal } from "./guard.ts";
import { type KeptAnswer, type KeptAnswers, keepAnswers, wordsOf } from "./kept-answers.ts";
import type { Protocol, WrittenAnswer } from "./protocol.ts";
import { queryProtocol } from "./query-protocol.ts";
import { asServiceError, notFound } from "./refusals.ts";
import { rpcPath, rpcProtocolOf } from "./rpc-protocol.ts";
import { type SendBody, sendAtOnce, sendTogether } from "./send-together.ts";

export { sendTogether };

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
  /** By default each answer is sent at once. */
  readonly sendBody?: SendBody | undefined;
  /** Without it every answer is made anew. */
  readonly standing?: Standing | undefined;
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

/** Tells which outputs would be the same if they were asked for again. */
interface Standing {
  /** The same object until something changes. */
  readonly state: () => object;
  /** Whether the output that the last call gave is that of the same call as long as `state` is. */
  readonly stands: (output: unknown) => boolean;
}

/** A promise, if the work is not done when its function returns. */
type Working = Promise<unknown> | undefined;

type AnswerError = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

function exchangeOf(
  options: WireOptions,
  { request, reply }: Pick<Exchange, "request" | "reply">,
  requestId = options.nextRequestId(),
): Exchange {
  const { later, sendBody = sendAtOnce } = options;
  const [protocol, now] = [protocolOf(request), options.now()];
  return { request, reply, protocol, requestId, now, later, sendBody };
}

/** Headers choose the protocol; a request without them is a query. */
function protocolOf(request: FastifyRequest): Protocol {
  return rpcProtocolOf(request) ?? queryProtocol;
}

/**
 * Serves the AWS protocols at `/`, and RPC v2 at its own path. Every answer, errors included, is in
 * the protocol of its request, with the request id in `x-amzn-RequestId`; in XML it is in the body
 * too.
 */
export function wirePlugin(options: WireOptions): FastifyPluginCallback {
  return (server, _pluginOptions, done) => {
    readModelFiles();
    acceptBodies(server);
    const { standing } = options;
    const wire: Wire = { ...options, answers: standing && keepAnswers(standing.state) };
    server.route({
      method: ["GET", "POST"],
      url: "/",
      handler: (request, reply) =>
        request.method === "GET" && isVisit(request)
          ? greet(reply, options.visitorsGoTo)
          : answerCall(wire, request, reply),
    });
    server.post(rpcPath, (request, reply) => answerRpc(wire, request, reply));
    server.setNotFoundHandler((request, reply) => sendNotFound(options, request, reply));
    server.setErrorHandler((error, request, reply) => {
      const requestId = requestIdFor(error, options);
      const exchange = exchangeOf(options, { request, reply }, requestId);
      sendError(exchange, nothingKnown, asServiceError(error));
    });
    const { onAnswer } = options;
    if (onAnswer) {
      server.addHook("onResponse", (_request, reply, next) => {
        report(onAnswer, reply);
        next();
      });
    }
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

interface Wire extends WireOptions {
  readonly answers: KeptAnswers | undefined;
}

/** RPC v2's path accepts only requests whose headers say RPC v2. */
function answerRpc(wire: Wire, request: FastifyRequest, reply: FastifyReply): void {
  if (rpcProtocolOf(request) !== undefined) return answerCall(wire, request, reply);
  sendNotFound(wire, request, reply);
}

/** Handles one call. Unless it has to wait, it runs to its end before any other request. */
function answerCall(wire: Wire, request: FastifyRequest, reply: FastifyReply): void {
  const exchange = exchangeOf(wire, { request, reply });
  const { inTurn = (work) => work() } = wire;
  answeringErrors(exchange, nothingKnown, () =>
    inTurn(() => {
      const words = wire.answers && wordsOf(request, exchange.protocol);
      const kept = words === undefined ? undefined : wire.answers?.find(words);
      return kept === undefined ? makeAnswer(wire, exchange, words) : sendKept(exchange, kept);
    }),
  );
}

/** Within a turn: reads the call, runs it when what it waits for is there, and answers. */
function makeAnswer(wire: Wire, exchange: Exchange, words: string | undefined): Working {
  const read = readCall(wire, exchange);
  const { known } = read;
  return answeringErrors(exchange, known, () => {
    if ("error" in read) throw read.error;
    const { call } = read;
    const preparation = wire.prepare?.(call);
    if (preparation === undefined) return runCall(wire, exchange, { call, known, words });
    // Others have their turns in the meantime.
    const { inTurn = (work) => work() } = wire;
    void answeringErrors(exchange, known, async () => {
      const finish = await preparation;
      await inTurn(() => {
        finish();
        return runCall(wire, exchange, { call, known, words: undefined });
      });
    });
    return undefined;
  });
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
    const { service, operation, account, region, accessKeyId } = reading.route(options);
    known = { service, action: operation };
    const caller = { account, region, accessKeyId, requestId };
    const callFault = options.faultFor?.({ service, operation, caller });
    known = { service, action: operation, callFault };
    refuseByFault(callFault);
    const hasShapes = serviceModel(service).operations.has(operation);
    const input = hasShapes ? reading.input(operation) : {};
    const { AutoScalingGroupName: group } = input as { readonly AutoScalingGroupName?: unknown };
    if (typeof group === "string") known = { service, action: operation, callFault, group };
    if (hasShapes) validate(service, operation, input);
    return { known, call: { service, operation, input, caller } };
  } catch (error) {
    return { known, error };
  }
}

interface KnownCall {
  readonly call: Call;
  readonly known: Known;
  /** The words in which its answer may be asked for again. */
  readonly words: string | undefined;
}

function runCall(wire: Wire, exchange: Exchange, known: KnownCall): Working {
  const state = wire.standing?.state();
  const output = wire.call(known.call);
  if (output instanceof Promise) return output.then((value) => sendOutput(exchange, known, value));
  const written = sendOutput(exchange, known, output);
  if (state !== undefined && wire.standing?.stands(output) === true) {
    keepAnswer(wire, known, { written, state });
  }
  return undefined;
}

function sendOutput(exchange: Exchange, { call, known }: KnownCall, output: unknown) {
  const written = exchange.protocol.writeAnswer(call, output);
  const { before, after, headers } = written;
  const body = after === undefined ? before : `${before}${exchange.requestId}${after}`;
  const sending = { known, service: call.service, status: 200, written: { body, headers } };
  answerInTime(exchange, known.callFault, () => send(exchange, sending));
  return written;
}

function keepAnswer(
  { answers }: Wire,
  { call, known, words }: KnownCall,
  { written, state }: { readonly written: WrittenAnswer; readonly state: object },
): void {
  if (words === undefined) return;
  const { service, operation: action } = call;
  answers?.keep(words, state, { service, action, group: known.group, written });
}

function sendKept(exchange: Exchange, { written, ...known }: KeptAnswer): undefined {
  const { service } = known;
  send(exchange, { known, service, status: 200, written: written(exchange.requestId) });
}
