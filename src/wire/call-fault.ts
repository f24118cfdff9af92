/** Carries out what is to go wrong with a call: its refusal, a late answer, a closed connection. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../model/faults.ts";
import { internalFailure } from "./refusals.ts";

/** What somebody wants to go wrong with one call. */
export interface CallFault {
  readonly error?: { readonly code: string; readonly status: number; readonly message: string };
  /** Of real time. */
  readonly latencyMilliseconds?: number;
  /** The connection is closed without an answer: before the call happens, or after it did. */
  readonly dropConnection?: "before" | "after";
}

/** Throws instead of the call, where that is not to happen. */
export function refuseByFault(callFault: CallFault | undefined): void {
  if (callFault === undefined) return;
  const { error, dropConnection } = callFault;
  if (error !== undefined) throw new ServiceError(error.code, error.message, error.status);
  // Nobody reads this one: the connection is closed in place of an answer.
  if (dropConnection === "before") throw internalFailure();
}

interface Answering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Runs it later, in real time, while other requests are answered. */
  readonly later: ((milliseconds: number, run: () => void) => void) | undefined;
}

/** Answers now; late, or not at all, only where a fault wants it. */
export function answerInTime(
  { request, reply, later }: Answering,
  callFault: CallFault | undefined,
  answer: () => void,
): void {
  if (callFault === undefined) return answer();
  const { latencyMilliseconds = 0, dropConnection } = callFault;
  const end = () => {
    // The caller may have given up waiting.
    if (request.raw.socket.destroyed) return;
    if (dropConnection === undefined) return answer();
    reply.hijack();
    request.raw.socket.destroy();
  };
  if (latencyMilliseconds === 0 || later === undefined) end();
  else later(latencyMilliseconds, end);
}
