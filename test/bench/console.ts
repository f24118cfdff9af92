/**
 * The page in Chromium: how long it takes until the picture of twelve instances is there, and until
 * 10,000 are up to date after ten minutes of a refresh have passed. Without Chromium no row.
 */
import type { Page } from "playwright-core";
import { type Product, startProduct } from "../cli/product.ts";
import { type Browser, isWithoutChromium, openChromium } from "../clients/chromium.ts";
import { fleetWorld } from "../support/fleet-world.ts";
import { withFile } from "./processes.ts";
import { type BenchmarkCase, median, type Row } from "./report.ts";

const times = 7;

/** Notes when the frame that shows the first instances begins, since the page was asked for. */
const untilPicture = `(function look() {
  const isThere = document.querySelector(".cell-grid button") !== null;
  requestAnimationFrame(isThere ? () => { globalThis.pictureAt = performance.now(); } : look);
})()`;

export const console: BenchmarkCase = {
  name: "console",
  run: async () => {
    if (isWithoutChromium) return [];
    const browser = await openChromium();
    const rows = [await onFleet(12, browser, pictureOf), await onFleet(10_000, browser, upToDate)];
    await browser.close();
    return rows;
  },
};

interface Stage {
  readonly browser: Browser;
  readonly product: Product;
}

async function onFleet(
  size: number,
  browser: Browser,
  measure: (stage: Stage) => Promise<Row>,
): Promise<Row> {
  return withFile(fleetWorld(size), async (file) => {
    const flags = ["--clock", "manual", "--log", "silent", "--world", file];
    const product = await startProduct(flags);
    const row = await measure({ browser, product });
    await product.stop();
    return row;
  });
}

const addressOf = ({ endpoint }: Product) => `${endpoint}/_asg-local/console/#/groups/web`;

async function pictureOf({ browser, product }: Stage): Promise<Row> {
  const found: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    const page = await browser.context.newPage();
    await page.addInitScript(untilPicture);
    await page.goto(addressOf(product));
    await page.locator(".cell-grid button").first().waitFor();
    await page.waitForTimeout(200);
    found.push(await page.evaluate<number>("globalThis.pictureAt"));
    await page.close();
  }
  return {
    what: "console, 12 instances: first picture",
    asgLocal: `${median(found).toFixed(0)} ms`,
    bare: "",
    aim: "under 300 ms",
    value: median(found),
  };
}

async function upToDate({ browser, product }: Stage): Promise<Row> {
  const page = await browser.context.newPage();
  await page.goto(addressOf(product));
  const name = "Start instance refresh";
  await page.getByRole("button", { name }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await page.waitForLoadState("networkidle");
  const found: number[] = [];
  for (let nth = 0; nth < times; nth += 1) found.push(await moved(page));
  await page.close();
  return {
    what: "console, 10,000 instances: up to date after ten minutes",
    asgLocal: `${median(found).toFixed(0)} ms (first ${(found[0] ?? Number.NaN).toFixed(0)})`,
    bare: "",
    aim: "under 500 ms",
    value: median(found),
  };
}

/** Milliseconds from the emulator's answer to the move until everything is read and shown. */
async function moved(page: Page): Promise<number> {
  const answered = page.waitForResponse(
    (response) => response.url().endsWith("/clock") && response.request().method() === "POST",
  );
  await page.getByRole("button", { name: "+10 min" }).click();
  await answered;
  const before = performance.now();
  await page.getByText("advancing…").waitFor({ state: "hidden" });
  const took = performance.now() - before;
  // What is foreseen takes its time afterwards, and is no part of the next move.
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(1000);
  return took;
}
