/** Whom the commands ask: a flag, then the variables in their order, then this machine; or AWS. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { endpointOf } from "../../src/cli/endpoint.ts";
import { type Product, repository, runProduct, startProduct } from "./product.ts";

const own = "ASG_LOCAL_ENDPOINT";
const ofService = "AWS_ENDPOINT_URL_AUTO_SCALING";
const ofAll = "AWS_ENDPOINT_URL";

afterEach(() => vi.unstubAllEnvs());

test.each([
  [{}, {}, "http://127.0.0.1:4577"],
  [{}, { [ofAll]: "http://a:1" }, "http://a:1"],
  [{}, { [ofAll]: "http://a:1", [ofService]: "http://b:2" }, "http://b:2"],
  [{}, { [ofAll]: "http://a:1", [ofService]: "http://b:2", [own]: "http://c:3" }, "http://c:3"],
  [{}, { [own]: "", [ofAll]: "http://a:1" }, "http://a:1"],
  [{ endpoint: "http://d:4" }, { [own]: "http://c:3" }, "http://d:4"],
])("with flags %j and variables %j", (flags, variables, endpoint) => {
  for (const name of [own, ofService, ofAll]) vi.stubEnv(name, "");
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  expect(endpointOf(flags)).toBe(endpoint);
});

describe("against a product", () => {
  let product: Product;
  const folder = mkdtempSync(join(tmpdir(), "asg-local-endpoint-"));
  const configuration = join(folder, "config");

  beforeAll(async () => {
    const world = join(repository, "fixtures/worlds/web-fleet.json");
    product = await startProduct(["--clock", "manual", "--world", world, "--log", "silent"]);
    writeFileSync(configuration, `[default]\nendpoint_url = ${product.endpoint}\n`);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await product.stop();
  });

  test.each([["clock"], ["journal"], ["fault", "list"], ["wait", "nowhere"]])(
    "%s %s asks where AWS_ENDPOINT_URL says",
    async (...words) => {
      const { stderr } = await runProduct(words, { [ofAll]: product.endpoint });
      const expected = words.includes("wait") ? `(asked ${product.endpoint})` : "";
      expect(stderr).toContain(expected);
      expect(stderr).not.toContain("nothing answers");
    },
  );

  test("a variable that holds no URL is named, with exit code 2", async () => {
    const run = await runProduct(["clock"], { [ofAll]: "localhost:4577" });
    expect(run).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "asg-local: AWS_ENDPOINT_URL must be a URL, such as http://127.0.0.1:4577; " +
        "it is localhost:4577\n",
    });
  });

  test("what the emulator refuses names whom was asked", async () => {
    const { stderr } = await runProduct(["advance", "900d", "--endpoint", product.endpoint]);
    expect(stderr).toMatch(/^asg-local: [^\n]+\n$/);
    expect(stderr).toContain(`(asked ${product.endpoint})`);
  });

  test("with --aws the SDK decides where AWS is, whatever the variables say", async () => {
    // A profile leads the SDK here, so that nothing is sent to AWS.
    const { code, stderr } = await runProduct(["wait", "nowhere", "--aws"], {
      AWS_CONFIG_FILE: configuration,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      [own]: "http://127.0.0.1:1",
      [ofService]: "http://127.0.0.1:1",
      [ofAll]: "http://127.0.0.1:1",
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^asg-local: AutoScalingGroup name not found [^\n]*\(asked AWS\)\n$/);
  });
});
