/** Runs the emulator until it is told to stop: listens, shows the banner, ends on signals. */
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { type Assembly, assemble } from "../assembly.ts";
import { buildServer } from "../server.ts";
import { banner } from "./banner.ts";
import { openLogger } from "./logger.ts";
import { Refusal } from "./refusal.ts";
import type { StartFlags } from "./start.ts";
import { version } from "./version.ts";

export async function serve(flags: StartFlags): Promise<void> {
  const { seed, account, region, allowUnsigned } = flags;
  const { emulator, pacer, settings, reset } = await assembled(flags);
  const about = { version, account, region, seed, timing: settings.timing.profile };
  const server = buildServer({
    ...{ emulator, pacer, about, allowUnsigned, reset },
    logger: await openLogger(flags.log),
    allowedHosts: [...flags.allowHost, flags.host.toLowerCase()],
  });
  const endpoint = await listen(server, flags);
  process.stdout.write(banner({ ...about, endpoint, clock: pacer.describe() }));
  stopOnSignals(server);
}

async function assembled(flags: StartFlags): Promise<Assembly> {
  try {
    return await assemble(flags);
  } catch (error) {
    const isAboutFile = error instanceof Error && error.name === "WorldFileError";
    throw isAboutFile ? new Refusal(error.message, 2) : error;
  }
}

/** The URL that clients on this machine use. */
async function listen(server: FastifyInstance, { host, port }: StartFlags): Promise<string> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    throw refusalToListen(error as NodeJS.ErrnoException, `${host} port ${port}`);
  }
  const { address, family, port: taken } = server.server.address() as AddressInfo;
  const isEverywhere = address === "0.0.0.0" || address === "::";
  const name = family === "IPv6" && !isEverywhere ? `[${address}]` : address;
  return `http://${isEverywhere ? "127.0.0.1" : name}:${taken}`;
}

/** An error of the operating system as a sentence; any other error is a bug and stays as it is. */
function refusalToListen(error: NodeJS.ErrnoException, where: string): Error {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `${where} is taken; --port 0 takes a free port`,
    EACCES: `${where} may not be used by this user; ports from 1024 up are free to all`,
    EADDRNOTAVAIL: `${where} is not an address of this machine`,
    ENOTFOUND: `${where} is not an address of this machine`,
  };
  const sentence = sentences[error.code ?? ""];
  return sentence === undefined ? error : new Refusal(sentence);
}

/** Ends at once: connections are closed, and no call is ever half done between two events. */
function stopOnSignals(server: FastifyInstance): void {
  const stop = () => {
    void server.close().then(() => process.exit(0));
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
