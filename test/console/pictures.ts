/** Makes the pictures of docs/console.md from the running page: `npm run pictures`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { repository, startProduct } from "../cli/product.ts";
import { openChromium } from "../clients/chromium.ts";

const folder = join(repository, "docs/images");
mkdirSync(folder, { recursive: true });

const world = ["--world", "web-fleet", "--start-time", "2026-03-01T12:00:00Z", "--seed", "blue"];
const product = await startProduct([...world, "--clock", "manual", "--log", "silent"]);
const { context, close } = await openChromium();
const page = await context.newPage();
await page.setViewportSize({ width: 1180, height: 720 });
await page.emulateMedia({ colorScheme: "light" });
await page.goto(`${product.endpoint}/_asg-local/console/#/groups/web`);
await page.getByRole("button", { name: "Start instance refresh" }).click();
const dialog = page.getByRole("dialog");
await dialog.getByLabel("Enable checkpoints").check();
await dialog.getByText("Lowest ready").waitFor();
await page.screenshot({ path: join(folder, "console-start.jpg"), quality: 34, type: "jpeg" });
await dialog.getByRole("button", { name: "Start instance refresh" }).click();
await dialog.waitFor({ state: "hidden" });
await page.getByRole("button", { name: "Checkpoint", exact: true }).click();
await page.getByText("Checkpoint 50 %").first().waitFor();
await page.getByText("advancing…").waitFor({ state: "hidden" });
await page.screenshot({ path: join(folder, "console.jpg"), quality: 34, type: "jpeg" });
await close();
await product.stop();
