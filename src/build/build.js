/**
 * Builds what is run and published into dist. With `--if-older` it does so only when something that
 * the build is made of has changed since: edited, pulled, installed, renamed or deleted.
 */
import { execSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { delimiter, resolve } from "node:path";

/** Written when a build has come to its end; its time is that of the build's begin. */
const mark = "dist/built";

const madeOf = [
  "src",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "node_modules/.package-lock.json",
];

/** A folder counts too: a file that went away changes the time of its folder only. */
const changedSince = (time) => (path) => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  if (stat.mtimeMs >= time) return true;
  if (!stat.isDirectory()) return false;
  return readdirSync(path).some((name) => changedSince(time)(`${path}/${name}`));
};

const isUpToDate = () => existsSync(mark) && !madeOf.some(changedSince(statSync(mark).mtimeMs));

function build() {
  const begin = new Date();
  const env = {
    ...process.env,
    PATH: [resolve("node_modules/.bin"), process.env.PATH].join(delimiter),
  };
  const run = (command, stdout) => execSync(command, { env, stdio: ["ignore", stdout, "inherit"] });
  for (const path of [mark, "dist/declarations", "dist/types"])
    rmSync(path, { recursive: true, force: true });
  run("tsc --emitDeclarationOnly --outDir dist/declarations", "inherit");
  run("rolldown -c src/build/rolldown.config.js", "ignore");
  writeFileSync(mark, "");
  utimesSync(mark, begin, begin);
}

if (!process.argv.includes("--if-older") || !isUpToDate()) build();
