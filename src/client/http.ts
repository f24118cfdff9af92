/** Sends one JSON request to the control API and turns refusals into errors. */
import { ControlError, UnreachableError } from "../domain/user-errors.ts";

export interface ControlRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** The path below /_asg-local/, with the query. */
  readonly path: string;
  readonly body?: unknown;
}

/** The text of the answer. Throws ControlError and UnreachableError. */
export async function requestText(endpoint: string, request: ControlRequest): Promise<string> {
  const { status, text } = await sendRequest(endpoint, request);
  if (status < 300) return text;
  throw refusalOf(endpoint, { status, text });
}

function refusalOf(endpoint: string, { status, text }: { status: number; text: string }): Error {
  const refusal = refusalIn(text);
  if (refusal !== undefined) return new ControlError(refusal.error, { ...refusal, status });
  return new UnreachableError(`what answers at ${endpoint} is not asg-local (HTTP ${status})`);
}

export async function jsonOf<T>(endpoint: string, request: ControlRequest): Promise<T> {
  const text = await requestText(endpoint, request);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new UnreachableError(`what answers at ${endpoint} is not asg-local`);
  }
}

/**
 * The text of an answer that comes bit by bit, until it ends; leaving the loop over it ends the
 * request. Throws like `requestText`, and UnreachableError where it breaks off.
 */
export async function* streamedText(endpoint: string, path: string): AsyncGenerator<string> {
  const leaving = new AbortController();
  try {
    const headers = { accept: "text/event-stream" };
    const { signal } = leaving;
    const answer = await reach(endpoint, path, { headers, signal });
    if (answer.status >= 300 || answer.body === null) {
      throw refusalOf(endpoint, { status: answer.status, text: await answer.text() });
    }
    const decoder = new TextDecoder();
    try {
      for await (const bytes of answer.body) yield decoder.decode(bytes, { stream: true });
    } catch (cause) {
      throw new UnreachableError(`what answered at ${endpoint} broke off`, { cause });
    }
  } finally {
    leaving.abort();
  }
}

/** Builds a path with a query; undefined members are omitted. */
export function pathWith(path: string, query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const words = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return words.length === 0 ? path : `${path}?${words.join("&")}`;
}

async function sendRequest(endpoint: string, { method, path, body }: ControlRequest) {
  const sent = body === undefined ? {} : { body: jsonTextOf(body) };
  const answer = await reach(endpoint, path, { method, ...sent });
  try {
    return { status: answer.status, text: await answer.text() };
  } catch (cause) {
    throw new UnreachableError(`nothing answers at ${endpoint}`, { cause });
  }
}

async function reach(endpoint: string, path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(`/_asg-local/${path}`, endpoint), request);
  } catch (cause) {
    throw new UnreachableError(`nothing answers at ${endpoint}`, { cause });
  }
}

/** Too deep or circular values cannot be sent. Throws ControlError. */
function jsonTextOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    const message = `what is sent cannot be written as JSON: ${(cause as Error).message}`;
    throw new ControlError(message, { status: 400, accepted: [] });
  }
}

interface Refusal {
  readonly error: string;
  readonly accepted: readonly string[];
}

/** Undefined for what asg-local would not say. */
function refusalIn(text: string): Refusal | undefined {
  const { error, accepted = [] }: Partial<Refusal> = membersIn(text);
  return typeof error === "string" ? { error, accepted } : undefined;
}

/** None in what is no JSON object. */
function membersIn(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
