/** `journal --follow` over restarts of the emulator: all is told, and once. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connect } from "../../src/library/connect.ts";
import { mainFile, startProduct } from "./product.ts";

const patience = { timeout: 20_000 };

test("nothing is lost or told twice over restarts with --data (C-33, T-7, G-1)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-follow-"));
  const flags = ["--log", "silent", "--data", join(folder, "data"), "--clock", "manual"];
  let product = await startProduct([...flags, "--world", "web-fleet"]);
  const { endpoint } = product;
  const { port } = new URL(endpoint);
  const words = ["journal", "--follow", "--json", "--endpoint", endpoint];
  const child = spawn(process.execPath, [mainFile, ...words]);
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const told = () =>
    stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line).sequence]));
  const control = connect(endpoint);
  const input = { AutoScalingGroupName: "web" };
  const kept = async () => (await control.journal()).map(({ sequence }) => sequence);
  try {
    await control.call({ service: "autoscaling", operation: "StartInstanceRefresh", input });
    for (const signal of ["SIGKILL", "SIGTERM"] as const) {
      await control.advance("10m");
      await expect.poll(told, patience).toEqual(await kept());
      await product.stop(signal);
      product = await startProduct([...flags, "--port", port]);
    }
    // Before the reader is back: what it did not hear is read.
    await control.advance("3h");
    await expect.poll(told, patience).toEqual(await kept());
    expect(stderr).toContain("the connection is lost; trying again for a minute");
  } finally {
    child.kill();
    await once(child, "exit");
    await product.stop();
    rmSync(folder, { recursive: true });
  }
});
