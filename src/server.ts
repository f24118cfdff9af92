/** Builds the HTTP server: a guard in front, AWS's protocols at / and the control API. */
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  fastify,
} from "fastify";
import { consolePath } from "./control/console-page.ts";
import type { About, ControlOptions } from "./control/options.ts";
import { controlPlugin } from "./control/plugin.ts";
import {
  type CountedRequest,
  countRequest,
  emptyRequestCounts,
  unknownAction,
} from "./control/request-counts.ts";
import { requestLog } from "./control/request-log.ts";
import { type Deliveries, type DeliveriesOptions, deliveriesOf } from "./delivery/deliveries.ts";
import { silentLog } from "./delivery/delivery-log.ts";
import { type HookTrial, hookTrialOf } from "./delivery/hook-trial.ts";
import { type MessageEndpoints, senderOf } from "./delivery/message-endpoints.ts";
import type { TargetDescription } from "./domain/target-description.ts";
import type { Emulator } from "./emulator.ts";
import { mirrorOf } from "./mirror/mirror.ts";
import { afterThisRound, afterWallTime, type Pacer } from "./pacer.ts";
import type { WhenOnDisk } from "./turns/event-reader.ts";
import { type Turns, turnsOf } from "./turns/turns.ts";
import { directCall } from "./wire/direct-call.ts";
import { type Guard, guardOf } from "./wire/guard.ts";
import { guardAllDoors } from "./wire/guard-hook.ts";
import { sendTogether, type WireOptions, wireFrameworkErrors, wirePlugin } from "./wire/plugin.ts";

export interface ServerOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly about: About;
  /** Without it nothing is logged. */
  readonly logger?: FastifyBaseLogger | undefined;
  /** How many lines of that log were dropped because nobody read them. */
  readonly droppedLogLines?: (() => number) | undefined;
  readonly allowUnsigned: boolean;
  /** Host names that requests may address besides the local ones, in lower case. */
  readonly allowedHosts: readonly string[];
  /** Origins of web pages that may call and read answers; by default only the server's own. */
  readonly allowedOrigins?: readonly string[] | undefined;
  /** Whether the page of the console is served, which it is by default. */
  readonly console?: boolean | undefined;
  readonly patience?: Patience | undefined;
  /** Endpoint of another emulator that is asked for launch templates unknown here. */
  readonly ec2Endpoint?: string | undefined;
  /** Where messages of rules, notifications and lifecycle hooks are sent; by default nowhere. */
  readonly messageEndpoints?: MessageEndpoints | undefined;
  /** Who is sent events from the start on, as the world says, and as a user does. */
  readonly targets?: readonly TargetDescription[] | undefined;
  readonly wantedTargets?: readonly TargetDescription[] | undefined;
  /** Keeps targets over a restart; by default nothing does. */
  readonly targetStore?: DeliveriesOptions["store"];
  /** Calls back when everything so far is on disk; without it nothing waits for a disk. */
  readonly whenOnDisk?: ((callBack: (failure?: Error) => void) => void) | undefined;
  /** Calls back when a request may read and change the world; by default that is at once. */
  readonly whenStill?: ((callBack: () => void) => void) | undefined;
  /** Handles POST reset; the caller knows how the world began. */
  readonly reset: ControlOptions["reset"];
}

/** How long a request may take to arrive, in milliseconds; answers may take any time. */
interface Patience {
  readonly headers: number;
  readonly request: number;
  /** How often connections are checked. */
  readonly every: number;
}

/** Node's defaults; Fastify would switch the second one off. */
const usualPatience: Patience = { headers: 60_000, request: 300_000, every: 30_000 };

export function buildServer(options: ServerOptions): FastifyInstance {
  return serverOf(options).server;
}

/** The server, and the deliveries of what happens in its world. */
interface ServerParts {
  readonly server: FastifyInstance;
  readonly deliveries: Deliveries;
}

export function serverOf(options: ServerOptions): ServerParts {
  const { emulator, pacer, about, logger, reset } = options;
  const { allowedHosts, allowedOrigins = [] } = options;
  const requests = emptyRequestCounts();
  const latest = requestLog();
  const onAnswer = (answer: Answer, counted: CountedRequest = answer) => {
    countRequest(requests, counted);
    latest.add(answer, pacer);
    if (logger !== undefined) log(logger, answer);
  };
  const { whenOnDisk = atOnce, whenStill } = options;
  const turns = turnsOf(emulator, pacer, whenStill);
  const { deliveries, hookTrial } = deliveriesIn(options, turns);
  const wire = wireOf(options, { turns, onAnswer, hookTrial });
  const guard = guardOf({ allowedHosts, allowedOrigins });
  const server = newServer(options, wire, guard);
  guardAllDoors(server, guard, { allowedOrigins });
  if (options.whenOnDisk !== undefined) answerWhenOnDisk(server, options.whenOnDisk);
  server.addHook("preClose", turns.stop);
  server.register(wirePlugin(wire));
  const droppedLogLines = options.droppedLogLines ?? (() => 0);
  server.register(
    controlPlugin({
      emulator,
      pacer,
      turns,
      about,
      reset,
      callAws: (call) => directCall(wire, call),
      requests,
      latest,
      hasConsole: options.console ?? true,
      allowUnsigned: options.allowUnsigned,
      droppedLogLines,
      deliveries,
      whenOnDisk,
      onAnswer: ({ route = unknownAction, ...answer }) =>
        onAnswer(answer, { ...answer, action: route }),
    }),
  );
  return { server, deliveries };
}

interface WireParts {
  readonly turns: Turns;
  readonly onAnswer: (answer: Answer) => void;
  readonly hookTrial: HookTrial | undefined;
}

/** AWS's protocols over the emulator, whose calls have turns. */
function wireOf(
  { emulator, pacer, about, ec2Endpoint, allowUnsigned, whenOnDisk, console: page }: ServerOptions,
  { turns, onAnswer, hookTrial }: WireParts,
): WireOptions {
  return {
    inTurn: turns.take,
    call: callIn(emulator, turns, hookTrial),
    faultFor: (call) => emulator.faultFor(call),
    prepare: ec2Endpoint === undefined ? undefined : mirrorOf(emulator, ec2Endpoint),
    later: afterWallTime,
    // Answers that wait for the disk come together anyway, and it begins with the first of them.
    sendBody: whenOnDisk === undefined ? sendTogether(afterThisRound) : undefined,
    standing: emulator,
    nextRequestId: () => emulator.nextRequestId(),
    now: () => pacer.now(),
    defaultAccount: about.account,
    defaultRegion: about.region,
    allowUnsigned,
    visitorsGoTo: page === false ? undefined : consolePath,
    onAnswer,
  };
}

/** Who is sent events and messages, and how a hook's target is tried out. */
function deliveriesIn(options: ServerOptions, turns: Turns) {
  const { emulator, pacer, whenOnDisk = atOnce, messageEndpoints = {} } = options;
  const { targets = [], wantedTargets = [], targetStore: store } = options;
  const log = options.logger ?? silentLog;
  const sender = senderOf(messageEndpoints, log);
  const common = { emulator, turns, whenOnDisk, log };
  const first = { ofWorld: targets, wanted: wantedTargets };
  const deliveries = deliveriesOf({ ...common, sender, store, targets: first });
  const now = () => pacer.now();
  return { deliveries, hookTrial: sender && hookTrialOf(sender, { emulator, turns, now }) };
}

/** Runs a call within its turn, after what has to be done before it. */
function callIn(emulator: Emulator, turns: Turns, hookTrial?: HookTrial): WireOptions["call"] {
  return (call) => {
    const ready = emulator.prepare(call) ?? hookTrial?.(call);
    const run = () => {
      const output = emulator.call(call, turns.isSliceOver());
      return turns.endInstant()?.then(() => output) ?? output;
    };
    return ready === undefined ? run() : ready.then(run);
  };
}

/** Without a disk nothing waits for it. */
const atOnce: WhenOnDisk = (callBack) => callBack();

/** The server before routes and hooks are added. */
function newServer(options: ServerOptions, wire: WireOptions, guard: Guard): FastifyInstance {
  const { logger, patience = usualPatience } = options;
  const answerError = wireFrameworkErrors(wire);
  return fastify({
    // Fastify logs errors only; we write the line for each request.
    ...(logger === undefined
      ? { logger: false }
      : { loggerInstance: logger.child({}, { level: "error" }) }),
    // A client's idle connection must not keep the process from stopping.
    forceCloseConnections: true,
    requestTimeout: patience.request,
    http: { headersTimeout: patience.headers, connectionsCheckingInterval: patience.every },
    // Requests that Fastify cannot route run no hooks.
    frameworkErrors: (error, request, reply) =>
      answerError(guard(request) ?? error, request, reply),
  });
}

/**
 * Answers wait for the disk, reads too: a reader must not act on what a crash would undo. If
 * writing fails, the answer becomes an error in the form of its protocol, and that one does not
 * wait.
 */
function answerWhenOnDisk(
  server: FastifyInstance,
  whenOnDisk: NonNullable<ServerOptions["whenOnDisk"]>,
): void {
  const refused = new WeakSet<FastifyReply>();
  server.addHook("onSend", (request, reply, payload, done) => {
    if (refused.has(reply) || needsNoTurn(request)) return done(null, payload);
    whenOnDisk((failure) => {
      if (failure === undefined) return done(null, payload);
      refused.add(reply);
      done(failure);
    });
  });
}

/** Health checks and the like are answered even while the world or the disk is busy. */
function needsNoTurn({ routeOptions }: FastifyRequest): boolean {
  return (routeOptions.config as { readonly needsNoTurn?: boolean }).needsNoTurn === true;
}

/** What both plugins report about an answered request. */
interface Answer {
  readonly service?: string | undefined;
  readonly action?: string | undefined;
  readonly group?: string | undefined;
  readonly status: number;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly milliseconds: number;
}

/** Logs one line per request: operation, group, outcome and duration. */
function log(logger: FastifyBaseLogger, answer: Answer): void {
  const { service, action, group, status, code } = answer;
  const milliseconds = Math.round(answer.milliseconds * 100) / 100;
  logger.info({ service, action, group, outcome: code ?? status, milliseconds });
}
