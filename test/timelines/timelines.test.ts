/** Each fixtures/timelines/*.txt replayed on a fresh emulator; `vitest -u` writes them anew. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replay, titleOf } from "./language/timeline.ts";

const folder = join(import.meta.dirname, "../../fixtures/timelines");
const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));

for (const name of files.sort()) {
  const path = join(folder, name);
  const text = readFileSync(path, "utf8");
  test(titleOf(text), async () => {
    const replayed = replay(text, `fixtures/timelines/${name}`);
    await expect(replayed).toMatchFileSnapshot(path);
  });
}
