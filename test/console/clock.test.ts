/** The frame around every view: which group and emulator this is, and the clock that moves it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fleetWorld } from "../support/fleet-world.ts";
import { ask, type Console, isWithoutChromium, openConsole } from "./page.ts";

/** Notes what a page sets for later, with its delay; intervals until they are cleared. */
const watchTimers = `
  globalThis.timers = new Set();
  for (const name of ["setTimeout", "setInterval", "requestAnimationFrame"]) {
    const set = globalThis[name];
    globalThis[name] = (what, delay) => {
      const one = { name, delay: delay ?? 0 };
      timers.add(one);
      const id = set((...all) => {
        if (name !== "setInterval") timers.delete(one);
        what(...all);
      }, delay);
      one.id = id;
      return id;
    };
  }
  for (const name of ["clearTimeout", "clearInterval", "cancelAnimationFrame"]) {
    const clear = globalThis[name];
    globalThis[name] = (id) => {
      for (const one of timers) if (one.id === id) timers.delete(one);
      clear(id);
    };
  }
`;

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** Twelve instances in one region, and two of another group in another. */
function twoRegions(): object {
  const [here] = fleetWorld(12).regions;
  const [there] = fleetWorld(2).regions;
  const zones = { name: "shop", availabilityZones: ["eu-west-1a"] };
  const groups = there?.groups.map((group) => ({ ...group, ...zones }));
  return { regions: [here, { ...there, region: "eu-west-1", groups }] };
}

describe.skipIf(isWithoutChromium)("around every view", () => {
  const folder = mkdtempSync(join(tmpdir(), "asg-local-frame-"));
  let console: Console;
  beforeAll(async () => {
    const file = join(folder, "world.json");
    writeFileSync(file, JSON.stringify(twoRegions()));
    console = await openConsole("--world", file, "--start-time", "2026-03-01T12:00:00Z");
  });
  afterAll(async () => {
    await console.close();
    rmSync(folder, { recursive: true });
  });

  test("the header tells which emulator this is, and goes to any group (C-04)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const header = page.getByRole("banner");
    await header.getByText("seed console").waitFor();
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    await header.getByText(`v${version}`).waitFor();
    const picker = header.getByLabel("Auto Scaling group");
    expect(await picker.locator("option").allTextContents()).toEqual([
      "All groups",
      "web (us-east-1, 000000000000)",
      "shop (eu-west-1, 000000000000)",
    ]);
    await picker.selectOption({ index: 2 });
    await page.getByRole("heading", { name: "shop", exact: true }).waitFor();
    expect(page.url()).toMatch(/#\/groups\/shop\?account=000000000000&region=eu-west-1$/);
    const theme = header.getByRole("button", { name: /^Theme: / });
    const root = page.locator("html");
    const themes: (string | null)[] = [];
    for (let nth = 0; nth < 3; nth += 1) {
      await theme.click();
      themes.push(await root.getAttribute("data-theme"));
    }
    expect(new Set(themes)).toEqual(new Set(["light", "dark", null]));
    await done();
  });

  test("a world that stands still is told in red, and can be reset (C-04)", async () => {
    const { page } = await console.open("#/groups/web");
    const message = "a change could not be made: TypeError";
    await page.route("**/_asg-local/clock", (route) =>
      route.fulfill({ status: 503, contentType: "application/json", json: { message } }),
    );
    await button(page, "+10 s").click();
    const bar = page.getByRole("alert").filter({ hasText: "The world has stopped." });
    await bar.getByText(message).waitFor();
    await page.unroute("**/_asg-local/clock");
    await bar.getByRole("button", { name: "Reset" }).click();
    await bar.waitFor({ state: "detached" });
    // The browser complains of the answer of 503, so that the page is not asked for mistakes.
    await page.close();
  });

  test("the clock tells the time, since when, and what is due in words (C-06)", async () => {
    const { page, step, done } = await console.open("#/groups/web");
    await ask(console.product, "reset", {});
    const clock = page.getByRole("region", { name: "Clock" });
    await clock.getByText("12:00:00", { exact: true }).waitFor();
    await clock.getByText("2026-03-01 UTC").waitFor();
    await button(page, "Start instance refresh").click();
    await page.getByRole("dialog").getByRole("button", { name: "Start instance refresh" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await step(() => button(page, "+1 min").click());
    await clock.getByText("12:01:00", { exact: true }).waitFor();
    await clock.getByText("0:00:55 in").waitFor();
    const due = clock.getByText(/^in \d+ s: i-[0-9a-f]{17} /);
    const told = (await due.textContent()) ?? "";
    const seconds = Number(/^in (\d+) s/.exec(told)?.[1]);
    await step(() => button(page, "Next event").click());
    await clock.getByText(`12:01:${String(seconds).padStart(2, "0")}`, { exact: true }).waitFor();
    await done();
  });

  test("each move goes where it says, and play and pause in every mode (C-07)", async () => {
    await ask(console.product, "reset", {});
    await call(console, "StartInstanceRefresh");
    const { page, step, done } = await console.open("#/groups/web");
    const head = page.getByRole("region", { name: "Instance refresh", exact: true });
    const time = async () => {
      const at = await page.locator(".clock-now").getAttribute("datetime");
      return Date.parse(at ?? "");
    };
    const moved = async (name: string) => {
      const before = await time();
      await step(() => button(page, name).click());
      return ((await time()) - before) / 1000;
    };
    expect(await moved("+10 s")).toBe(10);
    expect(await moved("+1 min")).toBe(60);
    expect(await moved("+10 min")).toBe(600);
    await page.getByLabel("Until this time, in UTC").fill("12:15");
    await step(() => button(page, "Until").click());
    await page.getByText("12:15:00", { exact: true }).first().waitFor();
    await call(console, "CancelInstanceRefresh");
    await head.getByText(/^. Cancelling$/).waitFor();
    expect(await moved("Next status")).toBeGreaterThan(0);
    await head.getByText(/^. Cancelled$/).waitFor();
    expect(await button(page, "To the end").isDisabled()).toBe(true);
    const checkpoints = { CheckpointPercentages: [50, 100], CheckpointDelay: 0 };
    await call(console, "StartInstanceRefresh", { Preferences: checkpoints });
    await page.getByTitle("To 50 % (c)").waitFor();
    await step(() => page.keyboard.press("c"));
    await page.getByText("Checkpoint 50 %").first().waitFor();
    await step(() => button(page, "To the end").click());
    await head.getByText(/^. Successful$/).waitFor();
    expect(await clockOf(console)).toMatchObject({ mode: "manual" });
    await page.getByLabel("Speed").selectOption("60");
    await button(page, "Pause").click();
    await button(page, "Play").click();
    await button(page, "Pause").waitFor();
    expect(await clockOf(console)).toMatchObject({ mode: "realtime", speed: 60 });
    await button(page, "Pause").click();
    await button(page, "Play").waitFor();
    expect(await clockOf(console)).toMatchObject({ mode: "paused" });
    await done();
  });

  test("a move is told while it lasts, and a refusal in its sentence (C-08)", async () => {
    const { page } = await console.open("#/groups/web");
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/_asg-local/clock", async (route) => {
      if (route.request().method() === "POST") await held;
      await route.continue();
    });
    await button(page, "+10 s").click();
    await page.getByRole("status").getByText("advancing… +10s").waitFor();
    for (const name of ["+1 min", "Next event", "Until"]) {
      expect(await button(page, name).isDisabled()).toBe(true);
    }
    release();
    await page.getByText("advancing…").waitFor({ state: "hidden" });
    await page.getByLabel("Until this time, in UTC").fill("00:00");
    await button(page, "Until").click();
    await page.getByText(/^the clock shows .* and never goes backwards$/).waitFor();
    await page.close();
  });

  test("nothing is asked for and no quick timer runs while the clock stands (C-31)", async () => {
    const { page, done } = await console.open();
    await page.addInitScript(watchTimers);
    await page.goto(`${console.product.endpoint}/_asg-local/console/#/groups/web`);
    await page.reload();
    await page.locator(".cell-grid button").first().waitFor();
    await page.waitForTimeout(1500);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const seen: { readonly name: string; readonly delay: number }[] = [];
    for (let nth = 0; nth < 8; nth += 1) {
      seen.push(...((await page.evaluate("[...timers]")) as typeof seen));
      await page.waitForTimeout(250);
    }
    expect(seen.filter(({ delay }) => delay < 1000)).toEqual([]);
    expect(asked).toEqual([]);
    await done();
  });
});

async function clockOf({ product }: Console) {
  return (await ask(product, "clock")) as { readonly mode: string; readonly speed: number };
}

function call(console: Console, operation: string, members: object = {}): Promise<unknown> {
  const input = { AutoScalingGroupName: "web", ...members };
  return ask(console.product, "calls", { service: "autoscaling", operation, input });
}
