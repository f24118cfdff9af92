/** One call of an AWS service at another endpoint, and what its refusals say. */
import { signedHeaders } from "./authorization.ts";
import { type HttpAnswer, post } from "./http.ts";
import { SendError, type Service } from "./message.ts";

export interface AwsCall {
  readonly service: Service;
  readonly signingName: string;
  readonly region: string;
  readonly account: string;
  /** `/` if it is left out. */
  readonly path?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** The text of the answer. Throws SendError, for a refusal with its code and message. */
export async function awsCall(call: AwsCall): Promise<string> {
  const { service, path = "/", body, signal } = call;
  const headers = await signedHeaders({ ...call, path });
  const url = `${service.endpoint.replace(/\/+$/, "")}${path}`;
  const answer = await post({ url, headers, body, signal });
  if (answer.status >= 200 && answer.status < 300) return answer.text;
  const reason = `${url}: ${refusalIn(answer)}`;
  throw new SendError(reason, { isFinal: isForGood(answer.status) });
}

/** Throttling and what fails inside may go better next time. */
function isForGood(status: number): boolean {
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** Code and message of a refusal in JSON or XML, else the status. */
function refusalIn({ status, text }: HttpAnswer): string {
  const [, code = jsonMember(text, "__type")] = /<Code>([^<]*)<\/Code>/.exec(text) ?? [];
  const [, message = jsonMember(text, "message") ?? jsonMember(text, "Message")] =
    /<Message>([^<]*)<\/Message>/.exec(text) ?? [];
  const said = [code?.replace(/^.*#/, ""), message].filter((one) => one).join(": ");
  return said === "" ? `HTTP ${status}` : said;
}

function jsonMember(text: string, name: string): string | undefined {
  try {
    const found: unknown = Object(JSON.parse(text))[name];
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The parsed answer of a call in AWS JSON. Throws SendError. */
export async function awsJsonCall(
  call: Omit<AwsCall, "headers" | "body"> & {
    readonly target: string;
    readonly version: "1.0" | "1.1";
    readonly input: object;
  },
): Promise<Readonly<Record<string, unknown>>> {
  const { target, version, input } = call;
  const headers = { "content-type": `application/x-amz-json-${version}`, "x-amz-target": target };
  const text = await awsCall({ ...call, headers, body: JSON.stringify(input) });
  try {
    return Object(JSON.parse(text));
  } catch (error) {
    throw new SendError(`${call.service.endpoint}: the answer is no JSON`, { cause: error });
  }
}
