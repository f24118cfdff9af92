/** Applies an injected fault to a call: an error, a late answer or a closed connection. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { ServiceError } from "../model/faults.ts";
import { internalFailure } from "./refusals.ts";

/** The injected fault of one call. */
export interface CallFault {
  readonly error?: { readonly code: string; readonly status: number; readonly message: string };
  /** In real time. */
  readonly latencyMilliseconds?: number;
  /** Closes the connection without an answer, before or after running the call. */
  readonly dropConnection?: "before" | "after";
}

/** Throws if the fault prevents the call. */
export function refuseByFault(callFault: CallFault | undefined): void {
  if (callFault === undefined) return;
  const { error, dropConnection } = callFault;
  if (error !== undefined) throw new ServiceError(error.code, error.message, error.status);
  // Nobody sees this error, because the connection is closed instead.
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
