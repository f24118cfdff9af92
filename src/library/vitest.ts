/** The entry for Vitest: tests that are given an emulator. */
import { type TestAPI, test } from "vitest";
import { type RunningEmulator, startEmulator } from "./start-emulator.ts";
import type { StartEmulatorOptions } from "./start-options.ts";

export type { RunningEmulator, StartEmulatorOptions };

export interface EmulatorTestOptions extends StartEmulatorOptions {
  /**
   * Each test has an emulator of its own by default. The tests of a file can share one; its clock,
   * world and faults begin anew with each of them.
   */
  readonly scope?: "test" | "file" | undefined;
}

/** What each test is given; it can be extended further. */
export interface EmulatorContext {
  readonly emulator: RunningEmulator;
}

/** Vitest's `test` with an emulator, which is started when a test asks for it. */
export function emulatorTest({
  scope = "test",
  ...options
}: EmulatorTestOptions = {}): TestAPI<EmulatorContext> {
  return scope === "file" ? testOfSharedEmulator(options) : testOfOwnEmulator(options);
}

// Vitest reads off a fixture's first parameter what the fixture needs, and wants it destructured.
interface Needed extends EmulatorContext {
  readonly emulatorOptions: StartEmulatorOptions;
}

function testOfOwnEmulator(emulatorOptions: StartEmulatorOptions): TestAPI<EmulatorContext> {
  return test.extend<Needed>({
    emulatorOptions,
    emulator: async ({ emulatorOptions: options }, use) => whileRunning(options, use),
  });
}

function testOfSharedEmulator(options: StartEmulatorOptions): TestAPI<EmulatorContext> {
  const ofFile = { scope: "file" } as const;
  return test.extend<Needed & { readonly sharedEmulator: RunningEmulator }>({
    emulatorOptions: [options, ofFile],
    sharedEmulator: [
      async ({ emulatorOptions }, use) => whileRunning(emulatorOptions, use),
      ofFile,
    ],
    emulator: async ({ sharedEmulator }, use) => {
      await sharedEmulator.control.reset();
      await use(sharedEmulator);
    },
  });
}

async function whileRunning(
  options: StartEmulatorOptions,
  use: (emulator: RunningEmulator) => Promise<void>,
): Promise<void> {
  await using emulator = await startEmulator(options);
  await use(emulator);
}
