/** What the page says is to come is what then comes. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Console, isWithoutChromium, openConsole } from "./page.ts";

describe.skipIf(isWithoutChromium)("the forecast", () => {
  let console: Console;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet", "--clock", "manual");
  });
  afterAll(() => console.close());

  test("a rollback ends as its dialog foretold (C-14, C-16, C-23)", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    await page.getByLabel("Enable checkpoints").check();
    await page.getByRole("dialog").getByRole("button", { name: "Start instance refresh" }).click();
    await page.getByRole("button", { name: "+10 min" }).click();
    await page.getByText(", to come").first().waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Start rollback" }).click();
    const dialog = page.getByRole("dialog");
    const outlook = (await dialog.getByText(/^It would end/).textContent()) ?? "";
    const [, end = "nothing"] = /at (\d\d:\d\d:\d\d), in/.exec(outlook) ?? [];
    expect(outlook).toMatch(/^It would end rollback successful at /);
    await dialog.getByRole("button", { name: "Start rollback" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "To the end" }).click();
    await page.getByText("Rollback successful").first().waitFor();
    expect(await page.locator("main").textContent()).toContain(end);
    await done();
  });
});
