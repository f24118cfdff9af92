/**
 * docs/contributing.md leads where it says: every file that it names is there, and whoever begins
 * as a row says is led by the compiler to the files in bold, and to none that no row names.
 */
import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "../..");
const page = readFileSync(join(repository, "docs/contributing.md"), "utf8");
const [, table = ""] = page.split("\n## I want to add\n");
const rows = [...table.matchAll(/^\| (?!What |---)(.*?) \| (.*) \| (.*) \|$/gm)].map(
  ([, what = "", ofProduct = "", ofTests = ""]) => ({ what, ofProduct, ofTests }),
);
const pathsIn = (text: string) =>
  [...text.matchAll(/`((?:src|test|docs|fixtures)\/[\w./-]+)`/g)].map(([, path = ""]) => path);

test("the rows are those that people ask for", () => {
  expect(rows.map(({ what }) => what)).toEqual([
    "A preference of StartInstanceRefresh",
    "An EC2 operation",
    "A reason text",
    "A kind of fault",
    "A start option",
    "A control endpoint",
    "A rule of AWS",
  ]);
});

test("the files that the page names are there", () => {
  expect(pathsIn(page).filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

test("every folder of src is in the table of folders", () => {
  const folders = pathsIn(page.split("\n## One request\n")[0] ?? "");
  const parts = ["domain", "planner", "engine", "actions", "model", "wire", "control", "cli"];
  const others = [
    "preview",
    "dry-run",
    "terraform",
    "mirror",
    "durable",
    "delivery",
    "library",
    "client",
    "world-file",
    "turns",
  ];
  const all = [...parts, ...others, "schemas", "senders", "build"].map((name) => `src/${name}`);
  expect(folders.filter((path) => path.startsWith("src/")).sort()).toEqual(all.sort());
});

/** Where each row begins: its first file, and there what is put in front of what. */
const firstSteps = [
  ["A preference of StartInstanceRefresh", "  readonly skipMatching:", "  readonly a: boolean;\n"],
  ["A reason text", '  | { readonly kind: "rollbackByUser" }', '  | { readonly kind: "b" }\n'],
  ["A kind of fault", "LaunchFault | ZoneFault", '(FaultLimits & { readonly kind: "c" }) | '],
  ["A start option", "  readonly region?:", "  readonly d?: boolean;\n"],
] as const;

// All at once, because it takes long.
test("whoever begins is led on by the compiler", { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-contributing-"));
  for (const name of ["src", "package.json", "tsconfig.json"]) {
    cpSync(join(repository, name), join(folder, name), { recursive: true });
  }
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  const ofProduct = firstSteps.map(
    ([what]) => rows.find((row) => row.what === what)?.ofProduct ?? "",
  );
  for (const [nth, [, place, added]] of firstSteps.entries()) {
    const [first = ""] = pathsIn(ofProduct[nth] ?? "");
    const text = readFileSync(join(folder, first), "utf8");
    expect([first, text.split(place).length]).toEqual([first, 2]);
    writeFileSync(join(folder, first), text.replace(place, `${added}${place}`));
  }
  const complaints = await filesWithErrors(folder);
  rmSync(folder, { recursive: true });
  const bold = [...ofProduct.join().matchAll(/\*\*`([^`]+)`\*\*/g)].map(([, path]) => path);
  expect(bold.filter((path) => path !== undefined && !complaints.includes(path))).toEqual([]);
  const named = ofProduct.flatMap(pathsIn);
  expect(complaints.filter((path) => !named.includes(path))).toEqual([]);
});

async function filesWithErrors(cwd: string): Promise<readonly string[]> {
  const tsc = join(repository, "node_modules/typescript/bin/tsc");
  const told = await run(process.execPath, [tsc, "--noEmit", "--pretty", "false"], { cwd }).catch(
    (error: { readonly stdout: string }) => error,
  );
  const files = [...told.stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(
    ([, path = ""]) => path,
  );
  return [...new Set(files)].sort();
}
