/** Chance comes from the seed: the same again for the same purpose, and independent of others. */
import { describe, expect, test } from "vitest";
import { seededIdentifiers } from "../../src/engine/identifiers.ts";
import { nextBytes, nextUint32, seeded } from "../../src/engine/random.ts";

const draws = (seed: string, purpose: Parameters<typeof seeded>[1], count = 50) => {
  const state = seeded(seed, purpose);
  return Array.from({ length: count }, () => nextUint32(state));
};

describe("a generator", () => {
  test("begins the same for the same seed and purpose", () => {
    expect(draws("7", "uuid")).toEqual(draws("7", "uuid"));
  });

  test.each([
    ["another seed", "8", "uuid"],
    ["another purpose", "7", "instance"],
  ] as const)("differs for %s", (_, seed, purpose) => {
    expect(draws(seed, purpose)).not.toEqual(draws("7", "uuid"));
  });

  test("draws 32 bits, all of them used", () => {
    const values = draws("7", "uuid", 2000);
    expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32)).toBe(
      true,
    );
    expect(values.reduce((bits, value) => bits | value, 0) >>> 0).toBe(2 ** 32 - 1);
    expect(new Set(values).size).toBe(values.length);
  });

  test("goes on from a stored state", () => {
    const state = seeded("7", "uuid");
    nextUint32(state);
    const stored = structuredClone(state);
    expect([nextUint32(state), nextUint32(state)]).toEqual([
      nextUint32(stored),
      nextUint32(stored),
    ]);
  });

  test.each([0, 1, 3, 4, 17])("gives %i bytes", (count) => {
    expect(nextBytes(seeded("7", "uuid"), count)).toHaveLength(count);
  });
});

describe("identifiers", () => {
  const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const ids = () => seededIdentifiers("7");
  const forms: [string, (from: ReturnType<typeof ids>) => string, RegExp][] = [
    ["R-106 an instance", (from) => from.instanceId(), /^i-0[0-9a-f]{16}$/],
    ["G-137 a launch template", (from) => from.launchTemplateId(), /^lt-0[0-9a-f]{16}$/],
    ["a reservation", (from) => from.reservationId(), /^r-0[0-9a-f]{16}$/],
    ["R-034 G-088 a refresh or an activity", (from) => from.uuid(), version4],
    ["R-010 a request", (from) => from.requestId(), version4],
    ["a page token", (from) => from.token(40), /^[A-Za-z0-9+/]{40}$/],
  ];

  test.each(forms)("%s has AWS's form, 500 times without a repetition", (_, draw, form) => {
    const from = ids();
    const drawn = Array.from({ length: 500 }, () => draw(from));
    expect(drawn.filter((id) => !form.test(id))).toEqual([]);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  test.each(forms)("%s is the same whatever else is drawn before", (_, draw) => {
    const busy = ids();
    for (const [, other] of forms) if (other !== draw) for (let n = 0; n < 5; n++) other(busy);
    expect(draw(busy)).toBe(draw(ids()));
  });
});
