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
  const refusal = refusalIn(text);
  if (refusal !== undefined) throw new ControlError(refusal.error, { ...refusal, status });
  throw new UnreachableError(`what answers at ${endpoint} is not asg-local (HTTP ${status})`);
}

export async function jsonOf<T>(endpoint: string, request: ControlRequest): Promise<T> {
  const text = await requestText(endpoint, request);
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new UnreachableError(`what answers at ${endpoint} is not asg-local`);
  }
}

/** Builds a path with a query; undefined members are omitted. */
export function pathWith(path: string, query: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const words = given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return words.length === 0 ? path : `${path}?${words.join("&")}`;
}

async function sendRequest(endpoint: string, { method, path, body }: ControlRequest) {
  const url = new URL(`/_asg-local/${path}`, endpoint);
  const sent = body === undefined ? {} : { body: jsonTextOf(body) };
  try {
    const answer = await fetch(url, { method, ...sent });
    return { status: answer.status, text: await answer.text() };
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
