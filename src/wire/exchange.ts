/** A request with its answer: what is known of it, how it is sent, and how it is reported. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../model/faults.ts";
import type { ServiceName } from "../model/shapes.ts";
import type { Answer } from "./call.ts";
import { answerInTime, type CallFault } from "./call-fault.ts";
import { dateText } from "./date-text.ts";
import type { Protocol, Written } from "./protocol.ts";
import { internalFailure } from "./refusals.ts";
import type { SendBody } from "./send-together.ts";

/** A request, and what every answer to it needs. */
export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly protocol: Protocol;
  readonly requestId: string;
  readonly now: number;
  readonly later: ((milliseconds: number, run: () => void) => void) | undefined;
  readonly sendBody: SendBody;
}

/** What is known of a request, for its answer and its log line. */
export interface Known {
  readonly service?: ServiceName;
  readonly action?: string;
  readonly group?: string | undefined;
  readonly callFault?: CallFault | undefined;
}

export const nothingKnown: Known = {};

/** Any error as AWS would say it; what nobody expected is logged and becomes InternalFailure. */
export function sendError(exchange: Exchange, known: Known, error: unknown): void {
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

export function send({ reply, requestId, now, sendBody }: Exchange, sending: Sending): void {
  const { status, written } = sending;
  sendings.set(reply, sending);
  reply.code(status).header("x-amzn-RequestId", requestId);
  reply.header("date", dateText(now));
  for (const [name, value] of Object.entries(written.headers)) {
    reply.header(name, value.replaceAll(unwritable, "?"));
  }
  sendBody(reply, written.body);
}

/** `elapsedTime` is final only in `onResponse`. */
export function report(onAnswer: (answer: Answer) => void, reply: FastifyReply): void {
  const sending = sendings.get(reply);
  if (sending === undefined) return;
  const { known, service, status, code, message } = sending;
  const { action, group, callFault } = known;
  onAnswer({
    service,
    action,
    group,
    status,
    code,
    message,
    milliseconds: reply.elapsedTime,
    userAgent: reply.request.headers["user-agent"],
    isByFault: callFault?.error !== undefined,
  });
}
