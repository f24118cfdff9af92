/** Defines a route of the control API, and how all routes read input and answer. */
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import { present } from "../domain/assert.ts";
import { visible } from "../domain/visible.ts";
import { type Parsed, parsedBody } from "./json-body.ts";
import type { ControlOptions } from "./options.ts";

/** One path with its method; all lists of paths are generated from these records. */
export interface ControlRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The whole path; parameters stand in braces. */
  readonly path: string;
  /** One sentence for the OpenAPI document and README. */
  readonly summary: string;
  /**
   * Where the input is read from; `nothing` ignores it, so health checks may add parameters. A
   * route with `bytes` reads the body itself.
   */
  readonly takes: "nothing" | "query" | "body" | "bytes";
  /** Found by `lazily`. */
  readonly contract: () => Promise<RouteContract>;
  /** Answered even while the world or the disk is busy; such a route changes nothing. */
  readonly needsNoTurn?: true;
  /** The largest body in bytes, where a megabyte is not enough. */
  readonly bodyLimit?: number;
  readonly answer: (request: RouteRequest, options: ControlOptions) => Answering;
}

export interface RouteContract {
  /** The schema of the query or of the body. */
  readonly input?: z.ZodType;
  /** Where a mistake is in what was sent, if the schema looks at another form of it. */
  readonly placeOf?: (path: readonly PropertyKey[], given: unknown) => readonly PropertyKey[];
  /** The schema of the answer, or the type of an answer that is no JSON. */
  readonly answer: z.ZodType | string;
  /** What headers of the answer mean. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Examples of accepted input, listed in refusals. */
  readonly accepted: readonly string[];
}

/**
 * Finds contracts by name in a module that is loaded with the first request that has input, because
 * zod would slow the start.
 */
export function lazily<Contracts extends Readonly<Record<string, RouteContract>>>(
  load: () => Promise<Contracts>,
): (name: keyof Contracts & string) => ControlRoute["contract"] {
  return (name) => async () => {
    const contracts: Readonly<Record<string, RouteContract>> = await load();
    return present(contracts[name], name);
  };
}

export interface RouteRequest {
  /**
   * The query or body as parsed by the contract's schema, or the body's bytes; undefined when the
   * route takes nothing.
   */
  readonly input: unknown;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The values of the path's parameters. */
  readonly names: Readonly<Record<string, string>>;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The content type, unless it is JSON. */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is made while other requests run. */
interface LaterAnswer {
  readonly later: Promise<ControlAnswer>;
}

type Answered = ControlAnswer | LaterAnswer;
type Answering = Answered | Promise<Answered>;

export function answered(body: object): ControlAnswer {
  return { status: 200, body };
}

/**
 * Lines that people may read in a terminal: names from outside cannot break a line or control the
 * terminal.
 */
export function answeredLines(lines: readonly string[], contentType: string): ControlAnswer {
  const body = lines.map((line) => `${visible(line)}\n`).join("");
  return { status: 200, body, contentType };
}

/** JSON that is already serialised, in parts if it is long; it escapes hidden characters itself. */
export function answeredJson(written: string | readonly Buffer[]): ControlAnswer {
  const body = typeof written === "string" ? written : Readable.from(written);
  return { status: 200, body, contentType: "application/json; charset=utf-8" };
}

/** Server-sent events, whose data is JSON. */
export function answeredStream(body: Readable): ControlAnswer {
  return { status: 200, body, contentType: "text/event-stream" };
}

/** A refusal; status 400 gets examples of accepted input when it is sent. */
export function refused(error: string, status: 400 | 404 | 409 | 429 = 400): ControlAnswer {
  return { status, body: { error } };
}

/** A route's name in lists, such as `GET /_asg-local/clock`. */
export function nameOf({ method, path }: ControlRoute): string {
  return `${method} ${path}`;
}

/** Registers a route: its handler gets only input that its schema accepts, anything else is 400. */
export function registerRoute(
  app: FastifyInstance,
  route: ControlRoute,
  options: ControlOptions,
): void {
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    config: { needsNoTurn: route.needsNoTurn },
    handler: async (request, reply) => {
      const answer = () => runRoute(route, request, options);
      // The input is read within the turn, so that requests are served in order of arrival.
      const answered = await (route.needsNoTurn ? answer() : options.turns.take(answer));
      return send(reply, route, "later" in answered ? await answered.later : answered);
    },
  });
}

async function runRoute(
  route: ControlRoute,
  request: FastifyRequest,
  options: ControlOptions,
): Promise<Answered> {
  const names = request.params as RouteRequest["names"];
  const input = await readInput(route, request);
  if ("error" in input) return refused(input.error);
  return route.answer({ input: input.value, headers: request.headers, names }, options);
}

async function readInput(route: ControlRoute, request: FastifyRequest): Promise<Parsed> {
  if (route.takes === "nothing") return { value: undefined };
  if (route.takes === "bytes") return { value: request.body ?? Buffer.alloc(0) };
  const { input, placeOf = (path) => path } = await route.contract();
  if (input === undefined) return { value: undefined };
  const given = route.takes === "query" ? { value: request.query } : parsedBody(request.body);
  if ("error" in given) return given;
  const result = input.safeParse(given.value);
  if (result.success) return { value: result.data };
  const issues = result.error.issues.map((one) => ({
    ...one,
    path: [...placeOf(one.path, given.value)],
  }));
  return { error: issues.map((issue) => problemText(issue)).join("; ") };
}

type Issue = z.core.$ZodIssue;

/** Explains a union by the alternative that matches the kind of the given value. */
function problemText(issue: Issue, parents: readonly PropertyKey[] = []): string {
  const path = [...parents, ...issue.path];
  // A union with a message of its own is explained by that.
  const isUnexplained = issue.code === "invalid_union" && issue.message === "Invalid input";
  const inner = isUnexplained ? closest(issue.errors) : undefined;
  if (inner !== undefined) return inner.map((inner) => problemText(inner, path)).join("; ");
  return path.length === 0 ? issue.message : `${path.join(".")}: ${issue.message}`;
}

function closest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const isOfKind = (issues: readonly Issue[]) =>
    issues.every(({ code, path }) => path.length > 0 || !kindMistakes.has(code));
  const ofKind = alternatives.filter(isOfKind);
  return ofKind.find(knowsAllMembers) ?? ofKind[0] ?? alternatives.at(-1);
}

/** Of records, the one meant is that which has the given members. */
function knowsAllMembers(issues: readonly Issue[]): boolean {
  return issues.every(({ code, path }) => code !== "unrecognized_keys" || path.length > 0);
}

const kindMistakes: ReadonlySet<Issue["code"]> = new Set(["invalid_type", "invalid_value"]);

async function send(reply: FastifyReply, route: ControlRoute, answer: ControlAnswer) {
  const { status, body, contentType, headers } = answer;
  if (contentType !== undefined) reply.type(contentType);
  if (headers !== undefined) reply.headers(headers);
  if (status >= 400) noteRefusal(reply, (body as { readonly error: string }).error);
  // A refusal of AWS is no matter of the form.
  if (status !== 400 || isOfAws(body)) return reply.code(status).send(body);
  const { accepted } = await route.contract();
  return reply.code(status).send({ ...(body as object), accepted });
}

function isOfAws(body: unknown): boolean {
  return typeof body === "object" && body !== null && "code" in body;
}

/** Why requests were refused, for the list of them. */
const refusals = new WeakMap<FastifyReply, string>();

export function noteRefusal(reply: FastifyReply, why: string): void {
  refusals.set(reply, why);
}

export function refusalIn(reply: FastifyReply): string | undefined {
  return refusals.get(reply);
}
