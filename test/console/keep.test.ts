/** Dialogs before a refresh, and what is kept: snapshots to undo with, and those of the user. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeFindings, type Console, isWithoutChromium, openConsole } from "./page.ts";

const keptBy = async ({ product }: Console) => {
  const answer = await fetch(`${product.endpoint}/_asg-local/snapshots`);
  const { snapshots } = (await answer.json()) as { snapshots: { name: string; at: string }[] };
  return snapshots;
};

describe.skipIf(isWithoutChromium)("before a refresh, and what is kept", () => {
  let console: Console;
  let folder: string;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet");
    folder = mkdtempSync(join(tmpdir(), "asg-local-kept-"));
  });
  afterAll(async () => {
    await console.close();
    rmSync(folder, { recursive: true });
  });

  test.each(["light", "dark"] as const)(
    "axe finds nothing in the dialogs of start and fault in the %s theme (T-6)",
    async (theme) => {
      const { page, done } = await console.open("#/groups/web");
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.keyboard.press("s");
      await page.getByRole("dialog").getByText("Lowest ready").waitFor();
      expect(["start", await axeFindings(page)]).toEqual(["start", []]);
      await page.keyboard.press("Escape");
      await page.getByRole("tab", { name: "Faults" }).click();
      await page.getByRole("button", { name: "Inject a fault" }).click();
      expect(["fault", await axeFindings(page)]).toEqual(["fault", []]);
      await page.keyboard.press("Escape");
      await done();
    },
  );

  test("moves and actions are undone in turn, by button and by key (C-10)", async () => {
    const { page, step, done } = await console.open("#/groups/web");
    const undo = page.getByRole("button", { name: "Undo" });
    const dialog = page.getByRole("dialog");
    expect(await undo.isDisabled()).toBe(true);
    const began = await page.locator(".clock-now").textContent();
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    await dialog.getByRole("button", { name: "Start instance refresh" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Cancel instance refresh" }).waitFor();
    for (let nth = 0; nth < 11; nth += 1) {
      await step(() => page.getByRole("button", { name: "+10 s" }).click());
    }
    const names = (await keptBy(console)).map(({ name }) => name);
    expect(names).toEqual(Array.from({ length: 10 }, (_, nth) => `before ${nth + 3}: +10s`));
    await page.getByRole("button", { name: "Snapshots" }).click();
    const oldest = dialog.getByRole("row").filter({ hasText: "before 3: +10s" });
    await oldest.getByRole("button", { name: "Restore" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect((await keptBy(console)).at(-1)?.name).toBe("before 13: a restored snapshot");
    await step(() => undo.click());
    for (let nth = 0; nth < 8; nth += 1) await step(() => page.keyboard.press("u"));
    await page.getByText("Undone: +10s").waitFor();
    expect(await page.locator(".clock-now").textContent()).not.toBe(began);
    await step(() => undo.click());
    await page.getByRole("button", { name: "Cancel instance refresh" }).waitFor();
    expect([await undo.isDisabled(), await keptBy(console)]).toEqual([true, []]);
    await done();
  });

  test("a snapshot is kept, left, restored, downloaded, removed and put again (C-28)", async () => {
    const { page, step, done } = await console.open("#/groups/web");
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: "Snapshots" }).click();
    await dialog.getByText("No snapshot is kept.").waitFor();
    await dialog.getByLabel("Name").fill("<b>fork</b>");
    await dialog.getByRole("button", { name: "Keep a snapshot" }).click();
    const row = dialog.getByRole("row").filter({ hasText: "<b>fork</b>" });
    await row.getByText(/^1 group, 1\d instances$/).waitFor();
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect([colorScheme, await axeFindings(page)]).toEqual([colorScheme, []]);
    }
    const waiting = page.waitForEvent("download");
    await row.getByRole("link", { name: "Download" }).click();
    const file = join(folder, "fork.json");
    await (await waiting).saveAs(file);
    await page.keyboard.press("Escape");
    const kept = await page.locator(".clock-now").textContent();
    await step(() => page.getByRole("button", { name: "+10 min" }).click());
    await page.getByRole("button", { name: "Snapshots" }).click();
    await row.getByRole("button", { name: "Restore" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await page.locator(".clock-now").textContent()).toBe(kept);
    await step(() => page.getByRole("button", { name: "+10 min" }).click());
    await page.getByRole("button", { name: "Snapshots" }).click();
    await row.getByRole("button", { name: "Remove" }).click();
    await row.waitFor({ state: "hidden" });
    const input = dialog.getByLabel("Restore from a file");
    await expect.poll(() => input.isEnabled()).toBe(true);
    await input.setInputFiles(file);
    await dialog.waitFor({ state: "hidden" });
    expect(await page.locator(".clock-now").textContent()).toBe(kept);
    await done();
  });

  test("play stops where it was to stop, and says why (C-09)", async () => {
    await fetch(`${console.product.endpoint}/_asg-local/reset`, { method: "POST" });
    const { page, done } = await console.open("#/groups/web");
    const stopAt = page.getByLabel("Stop at");
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Start instance refresh" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Cancel instance refresh" }).waitFor();
    await stopAt.selectOption("Any status change");
    await page.getByLabel("Speed").selectOption("600 ×");
    await page.getByText("Stopped at: Any status change").waitFor();
    expect(await page.getByText("In progress").count()).toBeGreaterThan(0);
    expect(await stopAt.inputValue()).toBe("");
    await stopAt.selectOption("EC2 Instance Launch Successful");
    await page.getByLabel("Speed").selectOption("3600 ×");
    await page.getByRole("button", { name: "Play" }).click();
    await page.getByText("Stopped at: EC2 Instance Launch Successful").waitFor();
    await page.getByRole("button", { name: "+10 s" }).click();
    await page.getByText("Stopped at").waitFor({ state: "hidden" });
    expect(await axeFindings(page)).toEqual([]);
    await stopAt.selectOption("Failed launch");
    await expect.poll(() => stopAt.inputValue()).toBe("failure");
    await stopAt.selectOption("nothing");
    await expect.poll(() => stopAt.inputValue()).toBe("");
    await done();
  });
});
