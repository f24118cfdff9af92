/** Every view in both themes and at three widths: nothing wrong, nothing cut off, axe content. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, type Console, isWithoutChromium, openConsole } from "./page.ts";

describe.skipIf(isWithoutChromium)("the views", () => {
  let console: Console;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet");
    const { open, product } = console;
    const targets = `${product.endpoint}/_asg-local/targets`;
    // Nothing listens there.
    const target = { name: "nobody", webhook: { url: "http://127.0.0.1:9" } };
    const added = await fetch(targets, { method: "POST", body: JSON.stringify(target) });
    expect(added.status).toBe(200);
    const { page, done } = await open("#/groups/web");
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    await page.getByLabel("Enable checkpoints").check();
    await page.getByRole("dialog").getByRole("button", { name: "Start instance refresh" }).click();
    await page.getByRole("button", { name: "+10 min" }).click();
    await page.getByText("Checkpoint 50 %").first().waitFor();
    await done();
  });
  afterAll(() => console.close());

  const tabs = [
    "Activity",
    "Instance management",
    "Instance refresh history",
    "Events",
    "Requests",
    "Faults",
    "Alarms and hooks",
    "Journal",
  ];

  test.each(["light", "dark"] as const)(
    "axe finds nothing in the %s theme (T-6)",
    async (theme) => {
      const { page, done } = await console.open("#/groups/web");
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      expect(await axeFindings(page)).toEqual([]);
      for (const name of tabs) {
        await page.getByRole("tab", { name }).click();
        await page.getByRole("tabpanel").waitFor();
        if (name === "Events") await page.getByText("ECONNREFUSED").waitFor();
        expect([name, await axeFindings(page)]).toEqual([name, []]);
      }
      for (const name of ["Cancel instance refresh", "Start rollback"]) {
        await page.getByRole("button", { name }).click();
        expect([name, await axeFindings(page)]).toEqual([name, []]);
        await page.keyboard.press("Escape");
      }
      await page.locator(".cell-grid button").first().click();
      for (const name of ["List of the marks", "Table of the samples"]) {
        await page.getByText(name).click();
      }
      expect(await axeFindings(page)).toEqual([]);
      for (const name of ["Terminate", "Snapshots"]) {
        await page.getByRole("button", { name }).click();
        expect([name, await axeFindings(page)]).toEqual([name, []]);
        await page.keyboard.press("Escape");
      }
      await page.getByRole("link", { name: "asg-local: all groups" }).click();
      await page.getByRole("heading", { name: "Auto Scaling groups" }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      await done();
    },
  );

  test.each([360, 900, 1440])("nothing is wider than a page of %i pixels (C-34)", async (width) => {
    const { page, done } = await console.open("#/groups/web?tab=events", { width, height: 800 });
    await page.getByText("Checkpoint 50 %").first().waitFor();
    await page.getByRole("tabpanel").getByLabel("Type").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    await done();
  });

  test("the address keeps what is looked at (C-03)", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.getByRole("tab", { name: "Events" }).click();
    await page.locator(".cell-grid button").first().click();
    const address = page.url();
    expect(address).toMatch(/#\/groups\/web\?.*tab=events.*instance=i-/);
    await page.reload();
    await page.getByRole("tab", { name: "Events", selected: true }).waitFor();
    expect(await page.locator(".instance h3").textContent()).toMatch(/^i-/);
    await page.getByRole("link", { name: "asg-local: all groups" }).click();
    await page.goBack();
    expect(page.url()).toBe(address);
    await done();
  });

  test("a group that is not there is told so", async () => {
    const { page, mistakes } = await console.open("#/groups/nobody");
    await page.getByRole("heading", { name: "nobody cannot be shown" }).waitFor();
    await page.getByText("no group nobody in").waitFor();
    expect(await page.locator("#group-picker option:checked").textContent()).toBe("All groups");
    await page.close();
    // The browser itself complains of the refusals.
    expect(mistakes.filter((one) => !one.includes("Failed to load resource"))).toEqual([]);
  });
});

test.skipIf(isWithoutChromium)(
  "axe finds nothing where there is nothing yet (C-05, T-6)",
  async () => {
    const console = await openConsole();
    const { page, done } = await console.open();
    await page.getByRole("heading", { name: "There is no Auto Scaling group yet" }).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect([colorScheme, await axeFindings(page)]).toEqual([colorScheme, []]);
    }
    await done();
    await console.close();
  },
);
