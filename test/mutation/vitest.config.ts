/** Mutation testing of the planner, on demand: `npm run mutate`. */
import { basename, join } from "node:path";
import { defineConfig } from "vitest/config";
import { plannerFiles, plannerFolder } from "./planner-files.ts";

const files = plannerFiles();

const withMutants = {
  name: "with-mutants",
  enforce: "pre" as const,
  resolveId(source: string, importer: string | undefined) {
    const isTest = /\/test\/(planner|engine)\//.test(importer ?? "");
    return source === "vitest" && isTest ? join(import.meta.dirname, "collect.ts") : null;
  },
  transform(_: string, id: string) {
    if (!id.startsWith(plannerFolder)) return null;
    const file = files.find(({ name }) => name === basename(id));
    return file === undefined ? null : { code: file.code, map: null };
  },
};

export default defineConfig({
  plugins: [withMutants],
  test: {
    root: import.meta.dirname,
    include: ["mutate.ts"],
    testTimeout: 3_600_000,
    disableConsoleIntercept: true,
  },
});
