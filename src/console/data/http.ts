/** Speaks with the emulator that serves the page, and with nobody else. */

/** What the emulator answered instead; the message is its sentence. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  /** AWS's error code, where a call of AWS was refused. */
  readonly code: string | undefined;

  constructor(status: number, message: string, code?: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Nobody answered at all. */
class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export const controlPath = "/_asg-local";

interface Asked {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** Sent as JSON. */
  readonly body?: object | undefined;
  /** The answer is not wanted any more. */
  readonly signal?: AbortSignal;
}

/** The answer's JSON; throws Refusal, or Unreachable when there was no answer. */
export async function ask<A>(path: string, asked: Asked = {}): Promise<A> {
  return JSON.parse(await askText(path, asked)) as A;
}

export async function askText(path: string, asked: Asked = {}): Promise<string> {
  const answer = await sent(path, asked);
  const text = await answer.text().catch(() => {
    throw new Unreachable("the answer broke off");
  });
  if (answer.ok) return text;
  throw refusalIn(answer.status, text);
}

async function sent(path: string, asked: Asked): Promise<Response> {
  const { body, signal = null } = asked;
  const { method = body === undefined ? "GET" : "POST" } = asked;
  const isRead = method === "GET";
  try {
    return await fetch(`${controlPath}${path}`, {
      method,
      // A page from elsewhere cannot send this header without asking first, which is refused.
      headers: isRead ? {} : { "x-asg-local": "console", "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      cache: "no-store",
      signal,
    });
  } catch {
    throw new Unreachable("the emulator does not answer");
  }
}

interface RefusedAnswer {
  readonly error?: string;
  readonly message?: string;
  readonly code?: string;
}

function refusalIn(status: number, text: string): Refusal {
  try {
    const { error, message, code } = JSON.parse(text) as RefusedAnswer;
    return new Refusal(status, error ?? message ?? text, code);
  } catch {
    return new Refusal(status, text || `status ${status}`);
  }
}

/** The sentence of anything that was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Refusal && error.code !== undefined) {
    return `${error.code}: ${error.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** `?account=…&region=…`, without the members that are not given. */
export function queryOf(members: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return given.length === 0 ? "" : `?${query}`;
}
