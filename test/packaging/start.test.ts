/** What every start loads: nothing that only some commands or answers need. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "../cli/product.ts";

const bundle = join(repository, "dist/bundle");

/** The bundled files and packages that loading these files loads, but not what they load later. */
function loadedBy(files: readonly string[], loaded = new Set<string>()): ReadonlySet<string> {
  for (const file of files) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    if (!file.startsWith("./")) continue;
    const text = readFileSync(join(bundle, file), "utf8");
    const imported = text.matchAll(/^(?:import|export)\b[^;"]*"([^"]+)";$/gm);
    loadedBy(
      [...imported].map(([, name = ""]) => name),
      loaded,
    );
  }
  return loaded;
}

/** The command line, and what `start` imports when it runs. */
function loadedByStart(): ReadonlySet<string> {
  const main = readFileSync(join(bundle, "main.js"), "utf8");
  const [serve = "none"] = /\.\/serve\d*\.js/.exec(main) ?? [];
  return loadedBy(["./main.js", serve]);
}

test("start loads the server, and neither the SDK nor the contracts of the control API", () => {
  const loaded = [...loadedByStart()];
  expect(loaded).toEqual(expect.arrayContaining(["./server.js", "./emulator.js", "pino"]));
  const inVain = /^@aws-sdk|^@smithy|^\.\/(console-files|contracts|undo|openapi|plan)/;
  expect(loaded.filter((name) => inVain.test(name))).toEqual([]);
});

test("undo does load the SDK, so that the one above can fail", () => {
  expect([...loadedBy(["./undo-answers.js"])]).toContain("@aws-sdk/client-auto-scaling");
});
