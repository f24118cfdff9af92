/**
 * How the command is bundled into dist/bundle. What every start needs is bundled with it, because
 * finding and opening hundreds of files takes half of the time to start; what only some commands
 * load stays where it is installed. AWS's models are read as files beside the code that asks for
 * them, so they are copied to both places.
 */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Loaded by single commands, or by Node itself beside the bundle: the log's pino has threads. */
const external = [
  "@aws-sdk/client-auto-scaling",
  "cli-table3",
  "fast-xml-parser",
  "log-update",
  "pino",
  "pino-pretty",
  "simple-ascii-chart",
];

/** The folder of the package that a bundled file is from; undefined for our own files. */
function packageOf(file) {
  if (!file.includes("node_modules")) return undefined;
  let folder = dirname(file);
  while (!isPackage(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** Some packages have further files of this name, without a version, that only say a type. */
function isPackage(file) {
  return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).version !== undefined;
}

/** Name, version and licence of a package, with the text that must come with each copy. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => /^licen[cs]e/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), "utf8").trim());
  return [`${name} ${version} (${license})`, ...texts].join("\n\n");
}

/** @type {import("rolldown").RolldownOptions} */
export default {
  input: "dist/main.js",
  external,
  platform: "node",
  // Whatever it has to say about the code is a mistake in it.
  onLog: (_level, { message }) => {
    throw new Error(message);
  },
  output: { dir: "dist/bundle", format: "esm", chunkFileNames: "[name].js" },
  plugins: [
    {
      name: "models-of-aws",
      writeBundle() {
        for (const place of ["dist/model/generated", "dist/bundle/generated"]) {
          cpSync("src/model/generated", place, { recursive: true });
        }
      },
    },
    {
      name: "licences",
      writeBundle(_options, bundle) {
        const files = Object.values(bundle).flatMap((part) => Object.keys(part.modules ?? {}));
        const folders = new Set(files.map(packageOf).filter((folder) => folder !== undefined));
        const licences = [...folders].sort().map(licenceOf);
        writeFileSync(
          "dist/bundle/licences.txt",
          `${licences.join(`\n\n${"-".repeat(80)}\n\n`)}\n`,
        );
      },
    },
  ],
};
