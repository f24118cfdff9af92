/** Sends one EC2 call to the other emulator and reads the answer. */
import { mirrorReasons } from "../domain/texts/mirror-texts.ts";
import { MirrorError } from "../domain/user-errors.ts";
import { serviceModel } from "../model/shapes.ts";
import { childrenOf, readElement, UnreadableError } from "./read-xml.ts";

/** A refusal by EC2 itself, with code and text. */
export class RefusedError extends Error {
  override name = "RefusedError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Question {
  readonly endpoint: string;
  readonly operation: "DescribeLaunchTemplateVersions";
  readonly parameters: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accessKeyId: string;
  /** Gives up when it is aborted. */
  readonly patience: Patience;
}

interface Patience {
  readonly signal: AbortSignal;
  readonly seconds: number;
}

/** Too large for an answer about three versions of a launch template. */
const mostBytes = 1024 * 1024;

/** Returns the typed output. Throws RefusedError for EC2's refusals, and MirrorError otherwise. */
export async function ask(question: Question): Promise<unknown> {
  const { operation, patience } = question;
  try {
    const answer = await fetch(question.endpoint, requestOf(question));
    const text = await limitedText(answer);
    if (answer.status !== 200) throw refusalIn(text, answer.status);
    const model = serviceModel("ec2");
    const root = `${operation}Response`;
    const shape = model.operations.get(operation)?.output ?? "";
    return readElement(model, shape, { element: childrenOf(text, root), path: root });
  } catch (error) {
    throw mirrorErrorFrom(error, patience);
  }
}

function requestOf({ operation, parameters, region, accessKeyId, patience }: Question) {
  const { apiVersion, signingName } = serviceModel("ec2");
  // Emulators take account, region and service from the signature and do not verify it.
  const scope = `${accessKeyId}/20260101/${region}/${signingName}/aws4_request`;
  const signature = `SignedHeaders=host, Signature=${"0".repeat(64)}`;
  return {
    method: "POST",
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, ${signature}` },
    body: new URLSearchParams({ Action: operation, Version: apiVersion, ...parameters }),
    // Redirects are not followed.
    redirect: "manual",
    signal: patience.signal,
  } as const;
}

async function limitedText(answer: Response): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw new MirrorError(mirrorReasons.tooLarge(mostBytes));
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** EC2's own refusal, if the text is one. */
function refusalIn(text: string, status: number): Error {
  const error = errorIn(text);
  const { Code: code, Message: message } = error;
  if (typeof code !== "string") return new MirrorError(mirrorReasons.refused(`HTTP ${status}`));
  return new RefusedError(code, typeof message === "string" ? message : `HTTP ${status}`);
}

interface ErrorMembers {
  readonly Code?: unknown;
  readonly Message?: unknown;
}

function errorIn(text: string): ErrorMembers {
  try {
    const { Errors } = childrenOf(text, "Response") as { Errors?: { Error?: ErrorMembers } };
    return Errors?.Error ?? {};
  } catch (error) {
    if (error instanceof UnreadableError) return {};
    throw error;
  }
}

function mirrorErrorFrom(error: unknown, { signal, seconds }: Patience): unknown {
  if (error instanceof RefusedError || error instanceof MirrorError) return error;
  if (error instanceof UnreadableError) {
    return new MirrorError(mirrorReasons.unreadable(error.message), { cause: error });
  }
  if (signal.aborted) return new MirrorError(mirrorReasons.tooSlow(seconds), { cause: error });
  if (!(error instanceof TypeError)) return error;
  // For a failed connection, fetch throws a TypeError with the cause inside.
  const { code } = Object(error.cause) as { readonly code?: unknown };
  const reason = mirrorReasons.unreachable(typeof code === "string" ? code : error.message);
  return new MirrorError(reason, { cause: error });
}
