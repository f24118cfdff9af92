/** A port that leads to a server as it is, and tells how that server answered what came through. */

import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

export interface Tap {
  readonly port: number;
  /** The HTTP statuses of the answers since the last call. */
  readonly statuses: () => readonly number[];
  readonly close: () => void;
}

const page =
  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<body>A page.</body>";

/**
 * At `/page` it answers itself, so that a name which leads here first shows a stranger's page and
 * then the server: that is all that DNS rebinding does.
 */
export async function openTap(serverPort: number): Promise<Tap> {
  let answers = "";
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    keep(client);
    client.once("data", (first) => {
      if (first.toString("latin1").startsWith("GET /page ")) return client.end(page);
      const behind = connect(serverPort, "127.0.0.1");
      keep(behind);
      behind.write(first);
      behind.on("data", (data) => {
        answers += data.toString("latin1");
      });
      client.pipe(behind).pipe(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    statuses: () => {
      const found = [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, code]) => Number(code));
      answers = "";
      return found;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
