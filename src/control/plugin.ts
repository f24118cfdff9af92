/** Fastify plugin of the control API under /_asg-local/: bodies, errors, routes. Knows no AWS. */
import type { FastifyInstance, FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { cut } from "../domain/visible.ts";
import { serveConsole } from "./console-page.ts";
import { keptSnapshots } from "./kept-snapshots.ts";
import type { ControlOptions } from "./options.ts";
import { plannerInThread } from "./plan-thread.ts";
import { noteRefusal, refusalIn, registerRoute } from "./route.ts";
import { controlPaths, controlRoutes } from "./routes.ts";

const controlPath = "/_asg-local";

/** No page from elsewhere may show an answer as its own picture, script or window. */
const ownPagesOnly = {
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
} as const;

export function controlPlugin(
  given: Omit<ControlOptions, "planner" | "streams" | "kept">,
): FastifyPluginCallback {
  return (app, _, done) => {
    const planner = plannerInThread();
    const streams = { process: given.pacer.wall().toString(36), open: 0 };
    const options: ControlOptions = { ...given, planner, streams, kept: keptSnapshots() };
    app.addHook("preClose", planner.close);
    acceptJson(app);
    reportAnswers(app, options);
    app.addHook("onSend", (_request, reply, payload, next) => {
      // Virtual time, as the answers of AWS's services have it (G-297).
      reply.header("date", new Date(options.pacer.now()).toUTCString());
      reply.headers(ownPagesOnly);
      next(null, payload);
    });
    app.setErrorHandler((error, request, reply) => answerError(request, reply, error));
    app.register(
      (control, __, registered) => {
        control.setNotFoundHandler((request, reply) => {
          const error = `no control path ${request.method} ${request.url}`;
          reply.code(404).send({ error, paths: controlPaths });
        });
        if (options.hasConsole) serveConsole(control);
        registered();
      },
      { prefix: controlPath },
    );
    for (const route of controlRoutes) registerRoute(app, route, options);
    done();
  };
}

/**
 * Reads every body as JSON, because `curl -d` declares a form. The server's guard, and not the
 * content type, keeps web pages out.
 */
function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, parsed) =>
    parsed(null, body),
  );
}

/** Limits the logged path: an invented one may be as long as a request. */
const longestAction = 200;

/** Reads are not reported: a health check every few seconds would bury everything else. */
function reportAnswers(app: FastifyInstance, { onAnswer }: ControlOptions): void {
  if (onAnswer === undefined) return;
  app.addHook("onResponse", (request, reply, next) => {
    const { method, url } = request;
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    next();
    if (method === "GET") return;
    const path = request.is404 ? undefined : request.routeOptions.url;
    const route = path && `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`;
    const action = cut(`${method} ${url}`, longestAction);
    const message = refusalIn(reply);
    const userAgent = request.headers["user-agent"];
    onAnswer({
      action,
      route,
      status,
      milliseconds,
      userAgent,
      ...(message !== undefined && { message }),
    });
  });
}

/**
 * Below 500 the request is at fault and 503 means shutdown; anything else is a bug and its stack is
 * logged.
 */
function answerError(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const { message, statusCode = 500 } = error as Error & { readonly statusCode?: number };
  if (statusCode >= 500 && statusCode !== 503) request.log.error(error);
  noteRefusal(reply, message);
  reply.code(statusCode).send({ error: message });
}
