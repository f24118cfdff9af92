/** A server between undo and an emulator that notes the name of each call of AWS's services. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

export interface RecordedCalls {
  readonly endpoint: string;
  /** The calls since this was last read, such as `DescribeAutoScalingGroups`, or the path. */
  readonly calls: () => readonly string[];
  readonly close: () => Promise<void>;
}

export async function recordCalls(endpoint: string): Promise<RecordedCalls> {
  const noted: string[] = [];
  const server = createServer(async (request, reply) => {
    const body = await buffer(request);
    noted.push(new URLSearchParams(body.toString()).get("Action") ?? String(request.url));
    const { host: _, connection: __, ...headers } = request.headers;
    const answer = await fetch(new URL(request.url ?? "/", endpoint), {
      method: request.method ?? "GET",
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body.length > 0 && { body }),
    });
    const date = answer.headers.get("date");
    reply.writeHead(answer.status, { "content-type": "text/xml", ...(date && { date }) });
    reply.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    calls: () => noted.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
