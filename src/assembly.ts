/** Assembles an emulator, its clock and its initial world; knows no HTTP. */
import type { TargetDescription } from "./domain/target-description.ts";
import type { Instant } from "./domain/time.ts";
import { type TimingProfile, timings } from "./domain/timing.ts";
import { defaultMin100, type Settings } from "./domain/world.ts";
import { type Beginning, createEmulator, type Emulator } from "./emulator.ts";
import { createPacer, type Pacer } from "./pacer.ts";
import type { WorldSettings } from "./world-file/changes.ts";
import type { WorldSource } from "./world-file/read.ts";

export interface AssemblyOptions {
  readonly seed: string;
  /** Owner of the world where the world file names none. */
  readonly account: string;
  readonly region: string;
  readonly clock: "realtime" | "manual";
  readonly speed: number;
  /** The next six options override the world file, which overrides the defaults. */
  readonly startTime?: Instant | undefined;
  readonly timing?: TimingProfile | undefined;
  /** Overrides the timing profile. */
  readonly connectionDraining?: boolean | undefined;
  readonly min100?: Settings["min100"] | undefined;
  readonly strictImages?: boolean | undefined;
  readonly lateEvents?: boolean | undefined;
  /** Path of a world file, or the name of a world of the package. */
  readonly world?: string | undefined;
  /** The version of asg-local, written into snapshots. */
  readonly product?: string | undefined;
}

export interface Assembly {
  readonly emulator: Emulator;
  readonly pacer: Pacer;
  readonly settings: Settings;
  /** The targets of events that the world asks for. */
  readonly targets: readonly TargetDescription[];
  /**
   * Restores the initial clock and world, or begins with another world just this once; returns its
   * targets. Throws WorldFileError, and then nothing has changed.
   */
  readonly reset: (to?: AnotherWorld) => Promise<readonly TargetDescription[]>;
}

/** A world instead of that of the start: its content, or the name of one of the package. */
type AnotherWorld = Exclude<WorldSource, { readonly file: string }>;

/** Throws WorldFileError. */
export async function assemble(options: AssemblyOptions): Promise<Assembly> {
  const { seed, clock: mode, speed, product, world: file } = options;
  const first = await beginningOf(file === undefined ? undefined : { file }, options);
  const pacer = createPacer({ mode, speed, startTime: first.startTime });
  const emulator = createEmulator({ ...first.beginning, seed, now: pacer.now, product });
  const reset = async (to?: AnotherWorld) => {
    const { startTime, beginning, targets } =
      to === undefined ? first : await beginningOf(to, options);
    const { now, ...pace } = pacer.describe();
    pacer.reset(startTime);
    try {
      emulator.reset(beginning);
    } catch (error) {
      // The world's calls can be refused at this time; then world and pace stay as they were.
      pacer.jumpTo(now, pace);
      throw error;
    }
    return targets;
  };
  const { settings } = first.beginning;
  return { emulator, pacer, settings, targets: first.targets, reset };
}

interface FirstMoment {
  readonly startTime: Instant | undefined;
  readonly beginning: Beginning;
  readonly targets: readonly TargetDescription[];
}

/** Loads the reader of worlds, and zod with it, only when there is one to read. */
async function beginningOf(
  source: WorldSource | undefined,
  options: AssemblyOptions,
): Promise<FirstMoment> {
  if (source === undefined) {
    const settings = settingsOf({ behaviors: [] }, options);
    return { startTime: options.startTime, beginning: { settings }, targets: [] };
  }
  const { readWorld } = await import("./world-file/read.ts");
  const { worldChanges, worldSettings } = await import("./world-file/changes.ts");
  const { initialCalls } = await import("./world-file/initial-calls.ts");
  const { name, content } = readWorld(source, options);
  const ofFile = worldSettings(content);
  const settings = settingsOf(ofFile, options);
  return {
    startTime: options.startTime ?? ofFile.startTime,
    beginning: {
      settings,
      initialChanges: (context) => worldChanges(content, { ...context, timing: settings.timing }),
      initialCalls: initialCalls(content, name),
    },
    targets: content.targets,
  };
}

type GivenSettings = Partial<WorldSettings> & Pick<WorldSettings, "behaviors">;

function settingsOf(file: GivenSettings, options: AssemblyOptions): Settings {
  const profile = timings[options.timing ?? file.timing ?? "aws"];
  return {
    timing: {
      ...profile,
      connectionDraining:
        options.connectionDraining ?? file.connectionDraining ?? profile.connectionDraining,
    },
    min100: options.min100 ?? file.min100 ?? defaultMin100,
    behaviors: file.behaviors,
    strictImages: options.strictImages ?? file.strictImages ?? false,
    ...((options.lateEvents ?? file.lateEvents) === true && { lateEvents: true }),
  };
}
