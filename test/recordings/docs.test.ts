/** The page about recordings lists what `npm run record` plays, with minutes and costs. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { scenarios } from "./scenarios.ts";

const page = readFileSync(new URL("../../docs/recordings.md", import.meta.url), "utf8");

test.each(scenarios)("docs/recordings.md tells of $name", ({ name, minutes, dollars }) => {
  const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
  expect(row).toMatch(new RegExp(`\\| ${minutes} \\| ${dollars} \\|$`));
});
