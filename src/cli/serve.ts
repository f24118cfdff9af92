/** Runs the emulator until it is stopped: listens, prints the banner, ends on signals. */
import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import { type Assembly, assemble } from "../assembly.ts";
import { consolePath } from "../control/console-page.ts";
import { WorldFileError } from "../domain/user-errors.ts";
import { version } from "../library/version.ts";
import { buildServer } from "../server.ts";
import { banner } from "./banner.ts";
import { endingOnFailure, type OpenedFolder, openKeptWorld } from "./kept-world.ts";
import { openLog } from "./logger.ts";
import { Refusal } from "./refusal.ts";
import { exportSnapshot, importSnapshot } from "./snapshot-file.ts";
import type { StartFlags } from "./start-flags.ts";
import { targetsOf } from "./start-targets.ts";
import { complain, flushed, show } from "./terminal.ts";

export async function serve(flags: StartFlags): Promise<void> {
  const { endpoint, about, pacer, data, console, close } = await startServer(flags);
  // Installed before the banner is visible, so that an immediate signal does not lose the export.
  stopOnSignals(close);
  show(...banner({ ...about, endpoint, data, console, clock: pacer.describe() }));
}

/** Everything except banner and exit, which `exec` handles differently. */
export async function startServer(flags: StartFlags) {
  const folder = await openKeptWorld(flags);
  try {
    return await openServerWith(flags, folder);
  } catch (error) {
    folder?.release();
    throw error;
  }
}

async function openServerWith(flags: StartFlags, folder: OpenedFolder | undefined) {
  const { account, region, allowUnsigned } = flags;
  const seed = folder?.seed ?? flags.seed;
  const assembly = await assembled({ ...flags, seed });
  const { emulator, pacer, reset } = assembly;
  const { import: path, isPaceGiven } = flags;
  if (path !== undefined) importSnapshot({ import: path, isPaceGiven }, assembly);
  const kept = await folder?.keep(assembly);
  const timing = emulator.world.settings.timing.profile;
  const about = { version, account, region, seed: emulator.seed(), timing };
  const log = await openLog(flags.log);
  const server = buildServer({
    emulator,
    pacer,
    about,
    allowUnsigned,
    reset,
    console: flags.console,
    logger: log?.logger,
    droppedLogLines: log?.dropped,
    allowedHosts: [...flags.allowHost, flags.host.toLowerCase()],
    allowedOrigins: flags.allowOrigin,
    ec2Endpoint: flags.ec2Endpoint,
    messageEndpoints: flags,
    targets: assembly.targets,
    wantedTargets: targetsOf(flags),
    targetStore: folder?.targets,
    whenOnDisk: kept && endingOnFailure(kept.whenOnDisk),
    whenStill: kept?.whenStill,
  });
  const close = async () => {
    await server.close();
    if (flags.exportOnExit !== undefined) exportSnapshot(flags.exportOnExit, assembly);
    await kept?.close();
  };
  const endpoint = await listen(server, flags);
  const console = flags.console ? `${endpoint}${consolePath}` : undefined;
  return { endpoint, about, pacer, data: folder?.sentence, console, close };
}

async function assembled(flags: StartFlags): Promise<Assembly> {
  try {
    return await assemble({ ...flags, product: version });
  } catch (error) {
    throw error instanceof WorldFileError ? new Refusal(error.message.split("\n"), 2) : error;
  }
}

/** Listens, and returns the URL for clients on this machine. */
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

/**
 * Explains an error of the operating system; any other error is a bug and is returned unchanged.
 */
function refusalToListen(error: NodeJS.ErrnoException, where: string): Error {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `${where} is taken; --port 0 takes a free port`,
    EACCES: `${where} may not be used by this user; ports from 1024 up are free to all`,
    EADDRNOTAVAIL: `${where} is not an address of this machine`,
    ENOTFOUND: `${where} is not an address of this machine`,
  };
  const isNoAddress = error.syscall === "getaddrinfo";
  const sentence = isNoAddress ? sentences.ENOTFOUND : sentences[error.code ?? ""];
  return sentence === undefined ? error : new Refusal(sentence);
}

/** Ends at once by closing connections; no call is ever interrupted halfway. */
function stopOnSignals(close: () => Promise<void>): void {
  const stop = () => {
    close()
      .then(flushed)
      .then(
        () => process.exit(0),
        (error: Error) => {
          complain(error.message);
          process.exit(1);
        },
      );
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
}
