/** The entry for Vitest, used as its users do: an emulator a test, or one a file that is reset. */
import { join } from "node:path";
import { afterAll, describe, expect, expectTypeOf, test } from "vitest";
import type { RunningEmulator } from "../../src/library/start-emulator.ts";
import { emulatorTest } from "../../src/library/vitest.ts";

const world = join(import.meta.dirname, "../../fixtures/worlds/web-fleet.json");
const startTime = "2026-03-01T12:00:00Z";
const begin = "2026-03-01T12:00:00.000Z";

/** Leaves much behind: time, faults, and a clock that runs. */
async function use({ control }: RunningEmulator): Promise<void> {
  expect(await control.clock()).toMatchObject({ now: begin, mode: "manual" });
  expect((await control.groups()).map(({ name }) => name)).toEqual(["web"]);
  expect(await control.faults.list()).toEqual([]);
  await control.faults.add({ kind: "zone", availabilityZone: "us-east-1a" });
  await control.advance("1h");
}

describe("without more words each test has an emulator of its own", () => {
  const own = emulatorTest({ world, startTime });
  const endpoints: string[] = [];

  own.for(["one", "another"])("%s", async (_, { emulator }) => {
    expectTypeOf(emulator).toEqualTypeOf<RunningEmulator>();
    await use(emulator);
    endpoints.push(emulator.endpoint);
  });

  test("they were two, and are closed", async () => {
    expect(endpoints).toHaveLength(2);
    for (const endpoint of endpoints) await expect(fetch(endpoint)).rejects.toThrow();
  });
});

// What has the scope of a file is defined outside of any describe, as Vitest wants it.
const shared = emulatorTest({ world, startTime, scope: "file" });

describe("with the scope of a file all tests share one, which begins anew", () => {
  const endpoints = new Set<string>();

  shared.for(["one", "another", "a third"])("%s", async (_, { emulator }) => {
    await use(emulator);
    endpoints.add(emulator.endpoint);
  });

  afterAll(() => expect(endpoints.size).toBe(1));
});

describe("it can be extended", () => {
  const more = emulatorTest({ world, startTime }).extend<{ readonly group: string }>({
    group: async ({ emulator }, give) => give((await emulator.control.groups())[0]?.name ?? ""),
  });

  more("by what needs the emulator", ({ group }) => expect(group).toBe("web"));
});

describe("a wrong option", () => {
  // The fixture fails, and the test with it.
  const wrong = emulatorTest({ world, timing: "slow" as "fast" });
  wrong.fails("fails the test that asks for the emulator", async ({ emulator }) =>
    emulator.close(),
  );
});
