/** Fastify plugin of the control API under /_asg-local/: health, clock, reset. Knows no AWS. */
import type { FastifyInstance, FastifyPluginCallback, FastifyReply, FastifyRequest } from "fastify";
import { isoMillisecond } from "../domain/time.ts";
import type { Emulator } from "../emulator.ts";
import type { Pacer } from "../pacer.ts";
import { groupRoutes } from "./group-routes.ts";
import { refusalOf } from "./guard.ts";
import { countWorld, showClock, showEvent } from "./present.ts";

export interface ControlOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  /** What `info` tells beside the clock and the counts. */
  readonly about: About;
  /** Names beside the local ones that `Host` may have, lower case. */
  readonly allowedHosts: readonly string[];
  /** Puts clock and world back to how they were when the process started. */
  readonly reset: () => void;
  /** Told of each request that may have changed something. */
  readonly onAnswer?: ((answer: Answer) => void) | undefined;
}

export interface Answer {
  /** Method and path. */
  readonly action: string;
  readonly status: number;
  readonly milliseconds: number;
}

export interface About {
  readonly version: string;
  readonly account: string;
  readonly region: string;
  readonly seed: string;
  readonly timing: string;
}

export const controlPath = "/_asg-local";

/** Every path, as the answer to an unknown one lists them. */
export const controlPaths: readonly string[] = [
  `GET ${controlPath}/health`,
  `GET ${controlPath}/ready`,
  `GET ${controlPath}/info`,
  `GET ${controlPath}/clock`,
  `POST ${controlPath}/clock`,
  `POST ${controlPath}/reset`,
  `GET ${controlPath}/journal`,
  `GET ${controlPath}/groups/{name}/decisions`,
  "GET /_localstack/health",
];

export function controlPlugin(options: ControlOptions): FastifyPluginCallback {
  return (app, _, done) => {
    acceptLocalJson(app, options.allowedHosts);
    reportAnswers(app, options);
    app.setErrorHandler((error, request, reply) => answerError(request, reply, error));
    app.register(
      (control, __, registered) => {
        control.setNotFoundHandler((request, reply) => {
          const error = `no control path ${request.method} ${request.url}`;
          reply.code(404).send({ error, paths: controlPaths });
        });
        statusRoutes(control, options);
        clockRoutes(control, options);
        journalRoute(control, options);
        groupRoutes(control, options);
        registered();
      },
      { prefix: controlPath },
    );
    // What tools made for LocalStack look for.
    app.get("/_localstack/health", () => ({
      services: { autoscaling: "running", ec2: "running" },
      edition: "asg-local",
      version: options.about.version,
    }));
    done();
  };
}

/**
 * A body is JSON here whatever its type says, because `curl -d` names a form. So the guard and not
 * the type keeps web pages out.
 */
function acceptLocalJson(app: FastifyInstance, allowedHosts: readonly string[]): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, parsed) =>
    parsed(null, body),
  );
  app.addHook("onRequest", (request, reply, next) => {
    const refusal = refusalOf(request.headers, allowedHosts);
    if (refusal === undefined) next();
    else reply.code(403).send({ error: refusal });
  });
}

/** Reads are not told: a health check every few seconds would bury everything else. */
function reportAnswers(app: FastifyInstance, { onAnswer }: ControlOptions): void {
  if (onAnswer === undefined) return;
  app.addHook("onResponse", (request, reply, next) => {
    const { method, url } = request;
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    if (method !== "GET") onAnswer({ action: `${method} ${url}`, status, milliseconds });
    next();
  });
}

function statusRoutes(app: FastifyInstance, options: ControlOptions): void {
  const { emulator, pacer, about } = options;
  const counted = () => ({
    clock: showClock(pacer.describe()),
    counts: countWorld(emulator.world),
  });
  app.get("/health", () => ({ status: "ok", version: about.version }));
  app.get("/ready", () => {
    // Fails when the world stopped after a bug of ours: alive, but of no use until a reset.
    emulator.catchUp();
    return { status: "ready", version: about.version };
  });
  app.get("/info", () => {
    emulator.catchUp();
    return { ...about, ...counted() };
  });
  app.post("/reset", () => {
    options.reset();
    return { reset: true, ...counted() };
  });
}

function clockRoutes(app: FastifyInstance, options: ControlOptions): void {
  const { emulator, pacer } = options;
  app.get("/clock", () => {
    emulator.catchUp();
    const dueAt = emulator.nextDueAt();
    const nextDueAt = dueAt === undefined ? null : isoMillisecond(dueAt);
    return { ...showClock(pacer.describe()), nextDueAt };
  });
  app.post("/clock", async (request, reply) => {
    // Loaded with the first such request: zod would add a third to the start-up time.
    const { changeClock } = await import("./change-clock.ts");
    const { status, ...answer } = changeClock(request.body, options);
    return reply.code(status).send(answer);
  });
}

/** Lines of JSON, oldest first: all that is kept, or after a sequence, or of one group. */
function journalRoute(app: FastifyInstance, { emulator }: ControlOptions): void {
  app.get("/journal", (request, reply) => {
    const { since = "0", group, ...others } = request.query as Readonly<Record<string, string>>;
    const isUnderstood = /^\d{1,15}$/.test(since) && Object.keys(others).length === 0;
    if (!isUnderstood) {
      const error = "since is the sequence of a line, group the name of a group; nothing else";
      return reply.code(400).send({ error, accepted: ["?since=120", "?group=web"] });
    }
    emulator.catchUp();
    const lines = emulator
      .journalAfter(Number(since))
      .map(showEvent)
      .filter((event) => group === undefined || event.group === group)
      .map((event) => `${JSON.stringify(event)}\n`);
    return reply.type("application/x-ndjson").send(lines.join(""));
  });
}

/** Below 500 the request is to blame; anything else is a bug, and its stack goes to the log. */
function answerError(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  const { message, statusCode = 500 } = error as Error & { readonly statusCode?: number };
  if (statusCode >= 500) request.log.error(error);
  reply.code(statusCode).send({ error: message });
}
