/** A page that shows ten thousand instances reads little after a move, and stays small (T-5). */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fleetWorld } from "../support/fleet-world.ts";
import { type Console, isWithoutChromium, openConsole } from "./page.ts";

describe.skipIf(isWithoutChromium)("ten thousand instances", () => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-large-"));
  let console: Console;
  beforeAll(async () => {
    const file = join(folder, "world.json");
    writeFileSync(file, JSON.stringify(fleetWorld(10_000)));
    console = await openConsole("--world", file);
  });
  afterAll(async () => {
    await console.close();
    rmSync(folder, { recursive: true });
  });

  test("are read once after ten minutes of a refresh, in under a megabyte (C-32)", async () => {
    const { page, step, done } = await console.open("#/groups/web");
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    const start = page.getByRole("dialog").getByRole("button", { name: "Start instance refresh" });
    await start.click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Cancel instance refresh" }).waitFor();
    await page.waitForLoadState("networkidle");
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Performance.enable");
    // What the stream tells of a move grows with the time that the move takes.
    let bytes = 0;
    const paths = new Map<string, string>();
    session.on("Network.dataReceived", ({ requestId, dataLength }) => {
      if (paths.has(requestId)) bytes += dataLength;
    });
    session.on("Network.requestWillBeSent", ({ requestId, request: { url } }) => {
      paths.set(requestId, new URL(url).pathname);
    });
    await step(() => page.getByRole("button", { name: "+10 min" }).click());
    // What the stream still tells of the move.
    await page.waitForTimeout(1500);
    const count = (end: string) => [...paths.values()].filter((one) => one.endsWith(end)).length;
    expect(count("/groups/web")).toBe(1);
    // A busy machine tells of the move's last changes when it has been foreseen already.
    expect(count("/forecast")).toBeLessThanOrEqual(2);
    expect(bytes).toBeGreaterThan(400_000);
    expect(bytes).toBeLessThan(800_000);
    const { metrics } = await session.send("Performance.getMetrics");
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
    expect(heap).toBeGreaterThan(1e6);
    expect(heap).toBeLessThan(150e6);
    await done();
  });
});
