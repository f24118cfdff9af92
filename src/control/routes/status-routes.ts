/** Routes about the emulator as a whole: health, info and reset. */

import { WorldFileError } from "../../domain/user-errors.ts";
import { serviceNames } from "../../model/shapes.ts";
import { consolePath } from "../console-page.ts";
import type { AnotherWorldGiven } from "../contracts.ts";
import type { AnotherWorld, ControlOptions } from "../options.ts";
import { countWorld, showClock } from "../present.ts";
import { showDeliveries } from "../present-deliveries.ts";
import { answered, type ControlAnswer, type ControlRoute, lazily, refused } from "../route.ts";

const contract = lazily(() => import("../contracts.ts"));

export const statusRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/health",
    summary: "Is the process there?",
    takes: "nothing",
    needsNoTurn: true,
    contract: contract("health"),
    answer: (_request, { about }) => answered({ status: "ok", version: about.version }),
  },
  {
    method: "GET",
    path: "/_asg-local/ready",
    summary: "Is it of use? Fails when the world has stopped after a bug of ours.",
    takes: "nothing",
    needsNoTurn: true,
    contract: contract("health"),
    answer: (_request, { turns, about }) => {
      turns.catchUpSome();
      return answered({ status: "ready", version: about.version });
    },
  },
  {
    method: "GET",
    path: "/_asg-local/info",
    summary: "How it was started, what time it is and how much there is.",
    takes: "nothing",
    contract: contract("information"),
    answer: (_request, options) => {
      options.emulator.catchUp();
      const { emulator, about } = options;
      // A restored snapshot has its own timing.
      const { profile: timing, ...timings } = emulator.world.settings.timing;
      const restored = { seed: emulator.seed(), timing, timings };
      const page = options.hasConsole ? consolePath : null;
      const world = { ...restored, ...counted(options), ...showDeliveries(options) };
      const { allowUnsigned } = options;
      return answered({ ...about, ...world, console: page, allowUnsigned });
    },
  },
  {
    method: "POST",
    path: "/_asg-local/reset",
    summary: "Puts clock and world back to the beginning, or begins with another world.",
    takes: "body",
    contract: contract("reset"),
    answer: ({ input }, options) => resetWorld(options, worldIn(input as AnotherWorldGiven)),
  },
  {
    method: "POST",
    path: "/moto-api/reset",
    summary: "The same without another world, for suites that were written for moto.",
    takes: "nothing",
    contract: contract("motoReset"),
    answer: (_request, options) => resetWorld(options),
  },
  {
    method: "GET",
    path: "/_localstack/health",
    summary: "What tools made for LocalStack look for.",
    takes: "nothing",
    needsNoTurn: true,
    contract: contract("localStackHealth"),
    answer: (_request, { about }) => {
      const services = Object.fromEntries(serviceNames.map((name) => [name, "running"]));
      return answered({ services, edition: "asg-local", version: about.version });
    },
  },
];

function worldIn({ world, example }: AnotherWorldGiven = {}): AnotherWorld | undefined {
  if (world !== undefined) return { world };
  return example === undefined ? undefined : { example };
}

/** What is wrong with a world that was sent is a mistake of the request. */
async function resetWorld(options: ControlOptions, to?: AnotherWorld): Promise<ControlAnswer> {
  try {
    for (const target of await options.reset(to)) options.deliveries.addDescribed(target);
  } catch (error) {
    if (!(error instanceof WorldFileError)) throw error;
    return refused(error.message.replaceAll("\n", "; "), to === undefined ? 409 : 400);
  }
  return answered({ reset: true, ...counted(options) });
}

function counted({ emulator, pacer }: ControlOptions) {
  return { clock: showClock(pacer.describe()), counts: countWorld(emulator.world) };
}
