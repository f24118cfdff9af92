/** One project a test layer, so that a layer can be run alone: `npm test -- --project planner`. */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

const layersInProcess = [
  "architecture",
  "model",
  "wire",
  "planner",
  "domain",
  "engine",
  "actions",
  "world-file",
  "undo",
  "dry-run",
  "terraform",
  "timelines",
  "simulation",
  "durable",
  "delivery",
  "conformance",
  "recordings",
  "control",
  "library",
  "preview",
  "senders",
];
const layersOfTheProduct = ["cli"];
const layersOfThePackage = ["packaging"];
const buildFirst = [join(import.meta.dirname, "cli/build.ts")];
// Terraform polls in real time, and Ansible starts a process for each module.
const layersOfForeignClients = ["clients"];
/** In a browser, one file after the other: pages that share two processors miss their times. */
const layersOfThePage = ["console"];

const project = (name: string, testTimeout: number, globalSetup: string[] = []) => ({
  test: {
    name,
    root: import.meta.dirname,
    include: [`${name}/**/*.test.ts`],
    testTimeout,
    hookTimeout: testTimeout,
    globalSetup,
    maxWorkers: "100%",
  },
});

/**
 * The files of a layer that runs in this process share what they import: loading it anew for each
 * took longer than the tests. So no test leaves anything behind in a module.
 */
const withSharedModules = ({ test }: ReturnType<typeof project>) => ({
  test: { ...test, isolate: false },
});

/** Foreign clients mostly wait: two files at once, also on two processors, after all others. */
const twoAtOnce = ({ test }: ReturnType<typeof project>) => ({
  test: { ...test, maxWorkers: 2, sequence: { groupOrder: 1 } },
});

const oneAtOnce = ({ test }: ReturnType<typeof project>) => ({
  test: { ...test, maxWorkers: 1, sequence: { groupOrder: 2 } },
});

/** GitHub's checker of workflows imports JSON in a way that bundlers alone understand. */
const withBundledChecker = ({ test }: ReturnType<typeof project>) => ({
  // Its maps of the source lead nowhere, and Vite would say so for each of them.
  logLevel: "error" as const,
  test: { ...test, server: { deps: { inline: [/\/@actions\//] } } },
});

export default defineConfig({
  test: {
    // Measured on demand: npm run coverage.
    coverage: {
      provider: "v8",
      include: ["**/src/planner/**", "**/src/engine/**"],
      // The projects' root is the folder of the tests.
      allowExternal: true,
      reporter: ["text"],
    },
    projects: [
      ...layersInProcess.map((name) => withSharedModules(project(name, 60_000))),
      ...layersOfTheProduct.map((name) => project(name, 120_000, buildFirst)),
      ...layersOfThePackage.map((name) => withBundledChecker(project(name, 120_000, buildFirst))),
      ...layersOfThePage.map((name) => oneAtOnce(project(name, 120_000, buildFirst))),
      ...layersOfForeignClients.map((name) => twoAtOnce(project(name, 600_000, buildFirst))),
    ],
  },
});
