/** A small HTTP server that keeps what it is sent and answers as a test says. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Receiver {
  readonly endpoint: string;
  readonly received: Received[];
  /** What the next requests are answered with; 200 and an empty object at first. */
  answer: (request: Received, response: ServerResponse) => void;
}

/** Closes itself after all tests. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const one = { path: request.url ?? "", headers: request.headers, body };
      received.push(one);
      receiver.answer(one, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    endpoint: `http://127.0.0.1:${port}`,
    received,
    answer: (_, response) => response.end("{}"),
  };
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return receiver;
}

/** Answers with this status and JSON. */
export function answering(status: number, body: unknown): Receiver["answer"] {
  return (_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}
