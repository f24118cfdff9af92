/**
 * How everything that runs is bundled into dist/bundle, and the types of each entry of the package
 * into one file in dist/types. What every start needs is bundled with our own code, because finding
 * and opening hundreds of files takes half of the time to start. The dependencies that package.json
 * names stay where they are installed: single commands load them, and pino has threads of its own.
 */
import { cpSync, readFileSync } from "node:fs";
import { licensePlugin } from "rolldown-license-plugin";
import { dts } from "rolldown-plugin-dts";
import { foldFacades } from "./fold-facades.js";
import { pageFiles } from "./page-files.js";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const external = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });

/** What package.json exports as dist/bundle/NAME.js is src/library/NAME.ts. */
const entries = Object.values(manifest.exports).flatMap(
  ({ default: path = "" }) => /([^/]+)\.js$/.exec(path)?.[1] ?? [],
);

/** Whatever it has to say about the code is a mistake in it. */
const onLog = (_level, { message }) => {
  throw new Error(message);
};

/** What all may need: it needs nothing but the domain itself, so little is loaded in vain. */
const foundation = [
  "actions/refusals",
  "client/.*",
  "control/(console-page|duration|json-body|present|request-counts|snapshot-thread|threads)",
  "library/(environment|other-emulator|version|web-origin)",
  "model/(faults|malformed-names|shapes)",
  "pacer",
  "schemas/(aws-input|json-file)",
  "senders/aws-host",
  "turns/slices",
];

/** What most commands print with. */
const lines = [
  "clock-text",
  "endpoint",
  "journal-lines",
  "kept-world",
  "refresh-text",
  "refusal",
  "span-text",
  "terminal",
];

/** Modules that would else be dozens of tiny files, because many commands share some of them. */
const groups = [
  { name: "domain", test: /\/src\/domain\// },
  { name: "foundation", test: new RegExp(`/src/(${foundation.join("|")})\\.ts$`) },
  { name: "undo", test: /\/src\/undo\// },
  {
    name: "lines",
    test: new RegExp(`/src/cli/(${lines.join("|")})\\.ts$`),
  },
  { name: "zod", test: /\/node_modules\/zod\// },
  { name: "contracts", test: /\/src\/control\/(contracts|schema)/ },
];

/** Name, version and licence of each package, with the text that must come with each copy. */
function licencesOf(packages) {
  const licences = packages.map(({ name, version, license, licenseText }) => {
    const text = licenseText === "" ? textByName(name, license) : licenseText.trim();
    return `${name} ${version} (${license})\n\n${text}`;
  });
  return `${licences.join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

/** The words of the MIT licence are the same for all, but for who holds the copyright. */
function textByName(name, license) {
  if (license !== "MIT") throw new Error(`${name} (${license}) comes without its licence's text`);
  const { author } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const holder = (author.name ?? author).replace(/ *<.*>/, "");
  return readFileSync("LICENSE", "utf8")
    .replace(/^Copyright .*$/m, `Copyright (c) ${holder}`)
    .trim();
}

const licences = licensePlugin({
  done: (packages, bundle) => {
    bundle.emitFile({ type: "asset", fileName: "licences.txt", source: licencesOf(packages) });
  },
});

const modelsOfAws = {
  name: "models-of-aws",
  writeBundle: () => cpSync("src/model/generated", "dist/bundle/generated", { recursive: true }),
};

/** All in one folder: threads and models are found beside, package.json two levels up. */
const programs = {
  input: {
    main: "src/main.ts",
    ...Object.fromEntries(entries.map((name) => [name, `src/library/${name}.ts`])),
    "advice-worker": "src/preview/advice-worker.ts",
    "plan-worker": "src/preview/plan-worker.ts",
    "snapshot-worker": "src/control/snapshot-worker.ts",
  },
  external,
  platform: "node",
  transform: { target: "es2023" },
  onLog,
  output: {
    dir: "dist/bundle",
    cleanDir: true,
    format: "esm",
    chunkFileNames: "[name].js",
    codeSplitting: { groups },
  },
  plugins: [licences, modelsOfAws, foldFacades],
};

/** The console: what a browser loads, in a folder that is served as it is. */
const page = {
  input: { console: "src/console/main.tsx" },
  platform: "browser",
  tsconfig: "src/console/tsconfig.json",
  transform: { target: "es2023" },
  onLog,
  output: {
    dir: "dist/console",
    cleanDir: true,
    format: "esm",
    minify: true,
    entryFileNames: "assets/[name]-[hash].js",
    assetFileNames: "assets/[name]-[hash][extname]",
  },
  plugins: [licences, pageFiles],
};

/** Bundling drops references to TypeScript's own libraries, so they are written again. */
const typesOf = (name) => {
  const declarations = `dist/declarations/library/${name}.d.ts`;
  return {
    input: { [name]: declarations },
    external,
    onLog,
    output: {
      dir: "dist/types",
      format: "esm",
      postBanner: () => /^(\/\/\/ .*\n)*/.exec(readFileSync(declarations, "utf8"))[0].trimEnd(),
    },
    plugins: [dts({ dtsInput: true })],
  };
};

/** @type {import("rolldown").RolldownOptions[]} */
export default [programs, page, ...entries.map(typesOf)];
