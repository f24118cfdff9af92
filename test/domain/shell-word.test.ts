/** Words that a real shell gives back as they were. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { shellWord } from "../../src/domain/shell-word.ts";

test.each([
  "web",
  "",
  "two words",
  "it's",
  '$(touch x) `id` "$HOME" \\',
  "a;b&c|d>e",
  "line\nbreak",
  '{"MinHealthyPercentage":90}',
])("%j is one word of a shell", (text) => {
  const printed = execFileSync("sh", ["-c", `printf %s ${shellWord(text)}`], { encoding: "utf8" });
  expect(printed).toBe(text);
});

test("what needs no quotes gets none", () => {
  expect(shellWord("arn:aws:sns:us-east-1:000000000000:topic")).not.toContain("'");
});
