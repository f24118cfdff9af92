/**
 * A snapshot that is spoiled at random is refused and changes nothing, or the world made of it
 * lives: it goes on for a day and answers every describe. `SPOILED_CASES=5000 SPOILED_SEED=a` asks
 * for more or other cases; each is told by its seed and number.
 */
import { expect, test } from "vitest";
import { richWorlds } from "../support/rich-worlds.ts";
import { diceOf, host, judge, spoil } from "./spoiled.ts";

const seed = process.env.SPOILED_SEED ?? "spoiled";
const cases = Number(process.env.SPOILED_CASES ?? 120);
const timeout = 60_000 + cases * 1000;

const worlds = Object.entries(richWorlds).map(([name, make]) => ({ name, make }));

test("unspoiled snapshots of rich worlds live", { timeout }, () => {
  for (const { name, make } of worlds) {
    const taken = JSON.parse(JSON.stringify(make().emulator.snapshot()));
    expect({ name, ...judge(host(), taken) }).toEqual({ name, isAccepted: true, complaints: [] });
  }
});

test(`${cases} spoiled snapshots are refused or live, seed ${seed}`, { timeout }, () => {
  const texts = worlds.map(({ make }) => JSON.stringify(make().emulator.snapshot()));
  const told: string[] = [];
  let there = host();
  let accepted = 0;
  for (let nth = 0; nth < cases; nth += 1) {
    const spoiled = JSON.parse(texts[nth % texts.length] ?? "");
    const how = spoil(spoiled, diceOf(seed, nth));
    const { isAccepted, complaints } = judge(there, spoiled);
    if (isAccepted) accepted += 1;
    if (complaints.length === 0) continue;
    told.push(`seed ${seed}, case ${nth} (${how.join("; ")}): ${complaints.join("; ")}`);
    there = host();
  }
  expect(told).toEqual([]);
  // Were all refused, or all accepted, then nothing would have been tried.
  expect(accepted).toBeGreaterThan(cases / 20);
  expect(accepted).toBeLessThan(cases);
});
