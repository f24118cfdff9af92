/** Assembles an emulator, its clock and its initial world; knows no HTTP. */
import type { Instant } from "./domain/time.ts";
import { type TimingProfile, timings } from "./domain/timing.ts";
import { defaultMin100, type Settings } from "./domain/world.ts";
import { createEmulator, type Emulator, type EmulatorOptions } from "./emulator.ts";
import { createPacer, type Pacer } from "./pacer.ts";
import type { WorldSettings } from "./world-file/changes.ts";

export interface AssemblyOptions {
  readonly seed: string;
  /** Owner of the world where the world file names none. */
  readonly account: string;
  readonly region: string;
  readonly clock: "realtime" | "manual";
  readonly speed: number;
  /** The next five options override the world file, which overrides the defaults. */
  readonly startTime?: Instant | undefined;
  readonly timing?: TimingProfile | undefined;
  /** Overrides the timing profile. */
  readonly connectionDraining?: boolean | undefined;
  readonly min100?: Settings["min100"] | undefined;
  readonly strictImages?: boolean | undefined;
  /** Path of a world file. */
  readonly world?: string | undefined;
  /** The version of asg-local, written into snapshots. */
  readonly product?: string | undefined;
}

export interface Assembly {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly settings: Settings;
  /** Restores the initial clock and world. */
  readonly reset: () => void;
}

/** Throws WorldFileError. */
export async function assemble(options: AssemblyOptions): Promise<Assembly> {
  const { initialChangesFor, initialCalls, ...file } = await readWorld(options);
  const { seed, clock: mode, speed, product } = options;
  const profile = timings[options.timing ?? file.timing ?? "aws"];
  const settings: Settings = {
    timing: {
      ...profile,
      connectionDraining:
        options.connectionDraining ?? file.connectionDraining ?? profile.connectionDraining,
    },
    min100: options.min100 ?? file.min100 ?? defaultMin100,
    behaviors: file.behaviors,
    strictImages: options.strictImages ?? file.strictImages ?? false,
  };
  const pacer = createPacer({ mode, speed, startTime: options.startTime ?? file.startTime });
  const initialChanges = initialChangesFor(settings);
  const emulator = createEmulator({
    seed,
    settings,
    now: pacer.now,
    initialChanges,
    initialCalls,
    product,
  });
  const reset = () => {
    const { now, ...pace } = pacer.describe();
    pacer.reset();
    try {
      emulator.reset();
    } catch (error) {
      // The world file's calls can be refused at this time; then world and pace stay as they were.
      pacer.jumpTo(now, pace);
      throw error;
    }
  };
  return { emulator, pacer, settings, reset };
}

type InitialChanges = NonNullable<EmulatorOptions["initialChanges"]>;
interface WorldContents extends WorldSettings {
  readonly initialChangesFor: (settings: Settings) => InitialChanges;
  readonly initialCalls: EmulatorOptions["initialCalls"];
}

const emptyFile: WorldContents = {
  startTime: undefined,
  timing: undefined,
  connectionDraining: undefined,
  min100: undefined,
  strictImages: undefined,
  behaviors: [],
  initialChangesFor: () => () => [],
  initialCalls: undefined,
};

/** Loads the reader of world files, and zod with it, only when there is a file to read. */
async function readWorld({ world, account, region }: AssemblyOptions): Promise<WorldContents> {
  if (world === undefined) return emptyFile;
  const { readWorldFile } = await import("./world-file/read.ts");
  const { worldChanges, worldSettings } = await import("./world-file/changes.ts");
  const { initialCalls } = await import("./world-file/initial-calls.ts");
  const file = readWorldFile(world, { account, region });
  return {
    ...worldSettings(file),
    initialCalls: initialCalls(file, world),
    initialChangesFor:
      ({ timing }) =>
      (context) =>
        worldChanges(file, { ...context, timing }),
  };
}
