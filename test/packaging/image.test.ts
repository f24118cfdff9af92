/** What of the container image can be tried without a container: its health check, its files. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repository, startProduct } from "../cli/product.ts";

/** Folders of the PATH, by the one tool to ask with that they hold. */
const tools = ["wget", "bash"].filter((name) => existsSync(`/usr/bin/${name}`));

test.each(tools)("the health check asks with %s", async (tool) => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-health-"));
  symlinkSync(`/usr/bin/${tool}`, join(folder, tool));
  const product = await startProduct();
  const check = (port: string) =>
    spawnSync("/bin/sh", [join(repository, "docker/healthy.sh")], {
      env: { PATH: folder, ASG_LOCAL_PORT: port },
      encoding: "utf8",
      timeout: 10_000,
    });
  const { port } = new URL(product.endpoint);
  expect(check(port)).toMatchObject({ status: 0, stdout: "", stderr: "" });
  await product.stop();
  expect(check(port).status).toBeGreaterThan(0);
  rmSync(folder, { recursive: true });
});

test("what the Dockerfile copies is let through to it", () => {
  const lines = readFileSync(join(repository, "Dockerfile"), "utf8").split("\n");
  const copied = lines.flatMap((line) => {
    const [command, ...words] = line.split(" ");
    return command === "COPY" && !words[0]?.startsWith("--") ? words.slice(0, -1) : [];
  });
  const allowed = readFileSync(join(repository, ".dockerignore"), "utf8").split("\n");
  expect(copied).toContain("docker/healthy.sh");
  expect(copied.filter((path) => !allowed.includes(`!${path}`))).toEqual([]);
  expect(copied.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
});

test("AWS's models come with their licence and with what was changed", () => {
  const folder = join(repository, "dist/bundle/generated");
  const notice = readFileSync(join(folder, "NOTICE"), "utf8");
  expect(notice).toContain("Copyright 2012-2022 Amazon.com, Inc. or its affiliates.");
  expect(notice).toContain("What was changed");
  expect(readFileSync(join(folder, "LICENSE"), "utf8")).toMatch(
    /^ +Apache License\n +Version 2\.0, January 2004\n[\s\S]*END OF TERMS AND CONDITIONS/,
  );
  const { sources } = JSON.parse(readFileSync(join(folder, "autoscaling.json"), "utf8"));
  expect(sources[0]).toContain("Apache-2.0");
});
