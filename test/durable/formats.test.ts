/** Folders of past formats, kept as they were written: each is opened, and goes on. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatVersions } from "../../src/durable/file-format.ts";
import { aSettledFleet } from "../support/in-process.ts";
import { newFolder, newWorld, open } from "./kept-story.ts";

const fixtures = join(import.meta.dirname, "../../fixtures/data");
const { settings } = aSettledFleet({ size: 1 }).emulator.world;

test("there is an example of each format up to the present one", () => {
  const { oldest, present } = formatVersions;
  const wanted = Array.from({ length: present - oldest + 1 }, (_, nth) => `format-${oldest + nth}`);
  expect(readdirSync(fixtures).sort()).toEqual(wanted);
});

test.each(readdirSync(fixtures))("%s is opened amid its refresh and written anew", async (name) => {
  const folder = newFolder();
  cpSync(join(fixtures, name), folder, { recursive: true });
  const world = newWorld(settings);
  const opened = open(folder);
  expect(opened.stored?.log.records).toBe(4);
  opened.restore(world);
  const [region] = [...world.emulator.world.regions.values()];
  const group = region?.groups.get("web");
  expect([group?.desiredCapacity, group?.refreshes.at(-1)?.status]).toEqual([11, "InProgress"]);
  await (await opened.keep(world)).close();
  const [snapshot = ""] = readdirSync(folder).filter((file) => file.startsWith("snapshot"));
  const [first = ""] = readFileSync(join(folder, snapshot), "utf8").split("\n");
  expect(JSON.parse(first.slice(18)).version).toBe(formatVersions.present);
});
