/** What every protocol provides: reading a request and writing its answer. */

import type { FastifyRequest } from "fastify";
import type { ServiceError } from "../model/faults.ts";
import type { ServiceName } from "../model/shapes.ts";
import type { Route, RouteDefaults } from "./route.ts";

export interface Protocol {
  /** Throws ServiceError for a request that names no service or holds no readable parameters. */
  readonly read: (request: FastifyRequest) => Reading;
  /** The probable service of an unreadable request, which decides the form of its error. */
  readonly likelyService: (request: FastifyRequest) => ServiceName;
  /** All that the request says but who makes it, as text; no two different calls have the same. */
  readonly wordsOf: (request: FastifyRequest) => string;
  readonly writeAnswer: (written: Named, output: unknown) => WrittenAnswer;
  readonly writeError: (service: ServiceName, error: ServiceError, requestId: string) => Written;
}

/** A request whose service is known; operation and input are read on demand. */
interface Reading {
  readonly service: ServiceName;
  /** Throws ServiceError for an unknown operation or a missing signature. */
  readonly route: (defaults: RouteDefaults) => Route;
  /** The typed input of an operation that has shapes. Throws ServiceError. */
  readonly input: (operation: string) => unknown;
}

interface Named {
  readonly service: ServiceName;
  readonly operation: string;
}

/** An answer but for its request id, which XML has in its body. */
export interface WrittenAnswer {
  readonly headers: Written["headers"];
  readonly before: Written["body"];
  /** What follows the request id; undefined where the body has none. */
  readonly after: string | undefined;
}

export interface Written {
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}
