/** Installs the guard before every route of a server, and answers allowed web pages with CORS. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Guard, GuardOptions } from "./guard.ts";

/** Call this before registering any route: hooks apply only to later routes. */
export function guardAllDoors(
  server: FastifyInstance,
  guard: Guard,
  { allowedOrigins }: Pick<GuardOptions, "allowedOrigins">,
): void {
  server.addHook("onRequest", (request, reply, next) => {
    const refusal = guard(request);
    if (refusal !== undefined) return next(refusal);
    const { origin } = request.headers;
    if (origin === undefined || !allowedOrigins.includes(origin)) return next();
    letRead(reply, origin);
    if (isPreflight(request)) answerPreflight(request, reply);
    else next();
  });
}

/** Sent without credentials, so that `*` exposes every header of the answer to the page. */
function letRead(reply: FastifyReply, origin: string): void {
  reply.header("access-control-allow-origin", origin).header("vary", "Origin");
  reply.header("access-control-expose-headers", "*");
}

/** A browser's preflight, sent before any request that a form could not send. */
function isPreflight({ method, headers }: FastifyRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

function answerPreflight({ headers }: FastifyRequest, reply: FastifyReply): void {
  const wanted = headers["access-control-request-headers"];
  if (wanted !== undefined) reply.header("access-control-allow-headers", wanted);
  reply.header("access-control-allow-methods", "GET, HEAD, POST, PUT, DELETE");
  reply.code(204).send();
}
