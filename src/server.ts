/** Builds the HTTP server: AWS's protocols at /, the control API beside them; nothing else. */
import { type FastifyBaseLogger, type FastifyInstance, fastify } from "fastify";
import { type About, controlPlugin } from "./control/plugin.ts";
import { countRequest, emptyRequestCounts } from "./control/request-counts.ts";
import type { Emulator } from "./emulator.ts";
import { afterWallTime, type Pacer } from "./pacer.ts";
import { type WireOptions, wireFrameworkErrors, wirePlugin } from "./wire/plugin.ts";

export interface ServerOptions {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly about: About;
  /** Without it nothing is logged. */
  readonly logger?: FastifyBaseLogger | undefined;
  readonly allowUnsigned: boolean;
  /** Names beside the local ones that the control API answers to, lower case. */
  readonly allowedHosts: readonly string[];
  /** What POST reset does; the composition root knows how the world began. */
  readonly reset: () => void;
}

export function buildServer(options: ServerOptions): FastifyInstance {
  const { emulator, pacer, about, logger, allowedHosts, reset } = options;
  const requests = emptyRequestCounts();
  const onAnswer = (answer: Answer) => {
    countRequest(requests, answer);
    if (logger !== undefined) log(logger, answer);
  };
  const wire: WireOptions = {
    call: (call) => emulator.call(call),
    interfere: (call) => emulator.interfere(call),
    later: afterWallTime,
    nextRequestId: () => emulator.nextRequestId(),
    defaultAccount: about.account,
    defaultRegion: about.region,
    allowUnsigned: options.allowUnsigned,
    onAnswer,
  };
  const server = fastify({
    // Fastify itself tells errors only: the line a request is ours.
    ...(logger === undefined
      ? { logger: false }
      : { loggerInstance: logger.child({}, { level: "error" }) }),
    // A client's idle connection must not keep the process from stopping.
    forceCloseConnections: true,
    frameworkErrors: wireFrameworkErrors(wire),
  });
  server.register(wirePlugin(wire));
  server.register(
    controlPlugin({ emulator, pacer, about, allowedHosts, reset, requests, onAnswer }),
  );
  return server;
}

/** What both plugins tell about a request that was answered. */
interface Answer {
  readonly service?: string;
  readonly action?: string;
  readonly group?: string;
  readonly status: number;
  readonly code?: string;
  readonly milliseconds: number;
}

/** One line a request: what was asked, of which group, how it ended and how long it took. */
function log(logger: FastifyBaseLogger, answer: Answer): void {
  const { service, action, group, status, code } = answer;
  const milliseconds = Math.round(answer.milliseconds * 100) / 100;
  logger.info({ service, action, group, outcome: code ?? status, milliseconds });
}
