/** One HTTP request to the other side: no redirect, no environment's proxy, no long answer. */
import { SendError } from "./message.ts";

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Gives up when it is aborted. */
  readonly signal: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Enough for an error with its reason; the rest of an answer is not read. */
const mostBytes = 64 * 1024;

/** Throws SendError when there is no answer. */
export async function post({ url, headers, body, signal }: HttpRequest): Promise<HttpAnswer> {
  try {
    const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
    return { status: answer.status, text: await beginningOf(answer) };
  } catch (error) {
    throw new SendError(`${url}: ${reasonOf(error, signal)}`, { cause: error });
  }
}

async function beginningOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes > mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString();
}

/** For a failed connection, fetch throws a TypeError with the cause inside. */
function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return "no answer in time";
  if (!(error instanceof TypeError)) throw error;
  const { code } = Object(error.cause) as { readonly code?: unknown };
  return typeof code === "string" ? code : error.message;
}
