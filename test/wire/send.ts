/** Sends one request to a server that does not listen, and reads the answer independently. */

import { XMLParser } from "fast-xml-parser";
import type { InjectOptions } from "fastify";
import { expect } from "vitest";
import type { Answer, Call } from "../../src/wire/call.ts";
import type { WireOptions } from "../../src/wire/plugin.ts";
import { wireApp } from "./server.ts";

const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const reader = new XMLParser({ parseTagValue: false });

type Words = Readonly<Record<"Type" | "Code" | "Message", string>>;
interface ErrorDocument {
  readonly ErrorResponse?: { readonly Error: Words };
  readonly Response?: { readonly Errors: { readonly Error: Words } };
}

export interface Told {
  readonly status: number;
  readonly type?: string;
  readonly code?: string;
  readonly message?: string;
}

/** Sends one request; checks that the answer is XML with one request id, and reads the error. */
export async function send(request: InjectOptions, changed: Partial<WireOptions> = {}) {
  const calls: Call[] = [];
  const answers: Answer[] = [];
  const call = (received: Call) => {
    calls.push(received);
    return {};
  };
  const onAnswer = (answer: Answer) => answers.push(answer);
  const app = wireApp({ call, onAnswer, ...changed });
  const reply = await app.inject(request);
  await app.close();
  const header = reply.headers["x-amzn-requestid"];
  expect(reply.headers["content-type"]).toBe("text/xml");
  if (request.method !== "HEAD") expect(reply.body).toContain(`>${String(header)}</`);
  const read = reader.parse(reply.body) as ErrorDocument;
  const error = read.ErrorResponse?.Error ?? read.Response?.Errors?.Error;
  const told: Told = { status: reply.statusCode };
  const words = { type: error?.Type, code: error?.Code, message: error?.Message };
  return { told: { ...told, ...words }, body: reply.body, call: calls[0], calls, answers };
}

export const authorization = (credential: string) =>
  `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=00`;
export const scope = (service: string, key = "AKIAEXAMPLE", region = "eu-west-3") =>
  authorization(`${key}/20260101/${region}/${service}/aws4_request`);
export const post = (payload: string, headers: Record<string, string> = {}): InjectOptions => ({
  method: "POST",
  url: "/",
  headers: { ...form, ...headers },
  payload,
});
export const describeGroups = "Action=DescribeAutoScalingGroups&Version=2011-01-01";
/** The members that an SDK adds to the address of a request when it presigns it. */
export const presigned = (credential: string) =>
  new URLSearchParams({
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": credential,
    "X-Amz-Date": "20260101T000000Z",
    "X-Amz-Expires": "3600",
    "X-Amz-SignedHeaders": "host",
    "X-Amz-Signature": "0".repeat(64),
  }).toString();
