/**
 * A refresh of 10,000 instances of which each event is sent somewhere that answers at once, while
 * virtual time stands: by a function in this process, in tens to a bus, one by one to a webhook.
 */
import { startEmulator } from "../../src/library/start-emulator.ts";
import { fleetWorld } from "../support/fleet-world.ts";
import { startBareFastify, stop, withFile } from "./processes.ts";
import type { BenchmarkCase, Row } from "./report.ts";

type Emulator = Awaited<ReturnType<typeof startEmulator>>;

interface Receiver {
  readonly what: string;
  readonly aim: string;
  /** Makes it a target of the emulator; the endpoint takes what any target is sent. */
  readonly receive?: (emulator: Emulator, endpoint: string) => unknown;
}

const size = 10_000;
const aim = "under 3 s";

const receivers: readonly Receiver[] = [
  { what: "nobody", aim: "" },
  {
    what: "a handler in the process",
    aim,
    receive: (emulator) => emulator.on({ source: ["aws.autoscaling"] }, async () => undefined),
  },
  {
    what: "a bus of another emulator",
    aim,
    receive: ({ control }, endpoint) =>
      control.targets.add({ name: "bus", wait: true, eventBridge: { endpoint } }),
  },
  {
    what: "a webhook",
    aim,
    receive: ({ control }, url) => control.targets.add({ name: "hook", webhook: { url } }),
  },
];

export const events: BenchmarkCase = {
  name: "events",
  run: async () => {
    const entries = Array.from({ length: 10 }, (_, nth) => ({ EventId: `${nth}` }));
    const answer = JSON.stringify({ FailedEntryCount: 0, Entries: entries });
    const server = await startBareFastify(answer);
    const rows: Row[] = [];
    await withFile(fleetWorld(size), async (file) => {
      for (const receiver of receivers) rows.push(await rowOf(receiver, server.endpoint, file));
    });
    await stop(server);
    return rows;
  },
};

async function rowOf(
  { what, aim, receive }: Receiver,
  endpoint: string,
  world: string,
): Promise<Row> {
  await using emulator = await startEmulator({ world });
  await receive?.(emulator, endpoint);
  const { control } = emulator;
  await control.call({
    service: "autoscaling",
    operation: "StartInstanceRefresh",
    input: {
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
    },
  });
  const since = performance.now();
  await control.until("settled", { atMost: "30h" });
  const seconds = (performance.now() - since) / 1000;
  const failed = (await control.targets.list()).some((target) => target.failed > 0);
  if (failed) throw new Error(`${what} did not take every event`);
  return {
    what: `refresh of ${size} instances, its events for ${what}`,
    asgLocal: `${seconds.toFixed(2)} s`,
    bare: "",
    aim,
    value: seconds,
  };
}
