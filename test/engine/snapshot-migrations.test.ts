/** Snapshots of past formats become worlds of today; each format has its example in fixtures. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { migrateSnapshot, snapshotVersion } from "../../src/engine/snapshot/snapshot-migrations.ts";
import { inProcess } from "../support/in-process.ts";

const folder = "fixtures/snapshots";
const example = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));

test("each format has an example, the present one too", () => {
  const versions = readdirSync(folder).map((name) => example(name).version);
  const all = Array.from({ length: snapshotVersion }, (_, nth) => nth + 1);
  expect([...new Set(versions)].sort()).toEqual(all);
});

test.each(readdirSync(folder))("%s is restored, and its refresh ends", (name) => {
  const given = example(name);
  const text = JSON.stringify(given);
  const story = inProcess();
  story.emulator.restore(given);
  expect(JSON.stringify(given)).toBe(text);
  expect(story.refresh().status).toBe("InProgress");
  expect(story.emulator.snapshot().version).toBe(snapshotVersion);
  story.advance((given.now - Date.parse("2026-09-27T12:00:00Z")) / 1000 + 3600);
  expect(story.refresh().status).toBe("Successful");
});

test("subnets of the first snapshots become records, and no other member is lost", () => {
  const given = example("format-1-first.json");
  const region = given.world.regions.$map[0][1];
  region.subnets.$map.push(["subnet-1", { id: "subnet-1", vpcId: "vpc-1", extra: 1 }]);
  const migrated = JSON.parse(JSON.stringify(migrateSnapshot(given)));
  const { subnets: _, ...rest } = region;
  const found = migrated.world.regions.$map[0][1];
  expect(found).toMatchObject(rest);
  expect(found).not.toHaveProperty("subnets");
  expect(found.ec2Records.$map[0][1]).toMatchObject({ id: "subnet-1", kind: "subnet", extra: 1 });
});

test.each([
  [
    { version: snapshotVersion + 1, product: "9.9.9" },
    /version 4, of a newer asg-local \("9\.9\.9"\)/,
  ],
  [{ version: 0 }, /no version that is known; this asg-local reads versions 1 to 3/],
  [{ version: "1" }, /no version that is known/],
  [{ version: 1.5 }, /no version that is known/],
])("%o is refused in words", (members, message) => {
  const given = { ...example("format-2.json"), ...members };
  expect(() => migrateSnapshot(given)).toThrow(
    expect.objectContaining({ name: "SnapshotError", message: expect.stringMatching(message) }),
  );
});

test.each([[{ world: [] }], [{ world: { regions: 1 } }], [{ random: null }], [{ seed: {} }]])(
  "nonsense of format 1 is left to the checks: %o",
  (members) => {
    const { emulator } = inProcess();
    const given = { ...example("format-1.json"), ...members };
    expect(() => emulator.restore(given)).toThrow(/the snapshot is damaged: /);
  },
);
