/** The rules of undo in docs/undo-rules.md: each is in a test's title, and no title has another. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textsIn } from "./rule-titles.ts";

const repository = join(import.meta.dirname, "../..");
const page = readFileSync(join(repository, "docs/undo-rules.md"), "utf8");
const rows = [...page.matchAll(/^\| (U-\d{3}) \| (.*) \|$/gm)];
const rules = rows.map(([, rule = ""]) => rule);
const limits = rows.filter(([, , says = ""]) => says.startsWith("A limit:"));

const inTitles = new Set(
  readdirSync(join(repository, "test"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".test.ts") && !name.endsWith("/undo-rules.test.ts"))
    .flatMap((name) => textsIn(readFileSync(join(repository, "test", name), "utf8")))
    .flatMap((title) => title.match(/\bU-\d{3}\b/g) ?? []),
);

test("every rule is listed once, and a title names it unless it is a limit", () => {
  expect(new Set(rules).size).toBe(rules.length);
  const unproven = rules.filter((rule) => !inTitles.has(rule));
  expect(unproven).toEqual(limits.map(([, rule]) => rule));
});

test("no title names another", () => {
  expect([...inTitles].filter((rule) => !rules.includes(rule))).toEqual([]);
});
