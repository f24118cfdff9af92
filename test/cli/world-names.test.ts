/** Worlds by name, the world that `init` writes, and another world in place of the first. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, expect, test } from "vitest";
import { readWorld } from "../../src/world-file/read.ts";
import { type Product, runProduct, startProduct } from "./product.ts";

const folder = mkdtempSync(join(tmpdir(), "asg-local-names-"));
const started: Product[] = [];
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  await Promise.all(started.splice(0).map((product) => product.stop("SIGKILL")));
});

async function start(...flags: string[]): Promise<Product> {
  const product = await startProduct([...flags, "--log", "silent", "--clock", "manual"]);
  started.push(product);
  return product;
}

async function statusOf({ endpoint }: Product): Promise<string> {
  const { stdout } = await runProduct(["status"], { ASG_LOCAL_ENDPOINT: endpoint });
  return stdout;
}

const place = { account: "000000000000", region: "us-east-1" };

test("--world takes the name of a world that comes along, and exec does too", async () => {
  expect(await statusOf(await start("--world", "web-fleet"))).toContain("web: 12 desired");
  const { code, stdout } = await runProduct(["exec", "--world", "shop", "--", "echo", "done"]);
  expect([code, stdout]).toEqual([0, "done\n"]);
});

test.each([
  [
    "webfleet",
    'no world "webfleet"; there are empty, history, shop, single-instance, web-fleet; did',
  ],
  ["./web-fleet", "./web-fleet: cannot be read (ENOENT)"],
  ["web-fleet.json", "web-fleet.json: cannot be read (ENOENT)"],
])("--world %s is refused with exit code 2", async (world, text) => {
  const { code, stderr } = await runProduct(["--world", world]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(text)]);
});

test("init writes a world that can be read, once, and with --force again", async () => {
  const file = join(folder, "new.jsonc");
  expect(await runProduct(["init", file])).toEqual({
    code: 0,
    stdout: `wrote ${file}; asg-local --world ${file} starts with it\n`,
    stderr: "",
  });
  const { regions } = readWorld({ file }, place).content;
  expect(regions[0]?.groups[0]).toMatchObject({ name: "web", desiredCapacity: 4 });
  expect(await statusOf(await start("--world", file))).toContain("web: 4 desired, 2 to 8");
  writeFileSync(file, "mine");
  const again = await runProduct(["init", file]);
  expect([again.code, again.stderr]).toEqual([
    1,
    `asg-local: ${file}: is there already; --force replaces it\n`,
  ]);
  expect(readFileSync(file, "utf8")).toBe("mine");
  expect((await runProduct(["init", file, "--force"])).code).toBe(0);
  expect(readFileSync(file, "utf8")).toContain('"launchTemplates"');
});

test("init says why it cannot write, and names the schema where it comes along", async () => {
  const nowhere = await runProduct(["init", join(folder, "no/such/world.jsonc")]);
  expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("(ENOENT)")]);
  expect(existsSync(join(folder, "no"))).toBe(false);
  const { writeNewWorld } = await import("../../src/cli/new-world.ts");
  const above = join(import.meta.dirname, "../../asg-local-test-world.jsonc");
  try {
    writeNewWorld(above, { force: false });
    expect(readFileSync(above, "utf8")).toContain(
      '"$schema": "./fixtures/worlds/generated/world.schema.json",',
    );
    expect(readWorld({ file: above }, place).content.regions).toHaveLength(1);
  } finally {
    rmSync(above, { force: true });
  }
});

test("another world outlives a kill in durable mode, and not the next reset", async () => {
  const data = join(folder, "data");
  mkdirSync(data);
  const flags = ["--data", data, "--world", "single-instance"];
  const first = await start(...flags);
  const asked = { ASG_LOCAL_ENDPOINT: first.endpoint };
  const { code, stdout } = await runProduct(["reset", "--world", "web-fleet"], asked);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^begins with web-fleet; /)]);
  started.splice(0);
  await first.stop("SIGKILL");
  const second = await start(...flags);
  expect(await statusOf(second)).toContain("web: 12 desired");
  await runProduct(["reset"], { ASG_LOCAL_ENDPOINT: second.endpoint });
  expect(await statusOf(second)).toContain("1 desired");
});
