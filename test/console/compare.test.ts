/** Two instance refreshes beside each other: chosen by the keyboard, shared by the address. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, axeFindings, type Console, isWithoutChromium, openConsole } from "./page.ts";

/** The id of a refresh that was started now. */
async function start(console: Console, Preferences: object): Promise<string> {
  const input = { AutoScalingGroupName: "web", Preferences };
  const call = { service: "autoscaling", operation: "StartInstanceRefresh", input };
  const { InstanceRefreshId } = (await ask(console.product, "calls", call)) as Record<
    string,
    string
  >;
  return InstanceRefreshId ?? "";
}

const settle = (console: Console) =>
  ask(console.product, "clock", { until: { group: "web", settled: true }, atMost: "3d" });

describe.skipIf(isWithoutChromium)("two instance refreshes compared (C-29)", () => {
  let console: Console;
  let ids: readonly [careful: string, fast: string];
  let address: string;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet");
    const checkpoints = { CheckpointPercentages: [50, 100], CheckpointDelay: 300 };
    const careful = await start(console, { InstanceWarmup: 60, ...checkpoints });
    await settle(console);
    const fast = await start(console, { InstanceWarmup: 60, MinHealthyPercentage: 50 });
    await settle(console);
    ids = [careful, fast];
    address = `#/groups/web?refresh=${careful}&compare=${fast}`;
  });
  afterAll(() => console.close());

  test("they are chosen in the history by the keyboard, and the address keeps them", async () => {
    const { page, done } = await console.open("#/groups/web?tab=refreshes");
    const [careful, fast] = ids;
    const first = page.getByLabel("Instance refresh A");
    const second = page.getByLabel("Instance refresh B");
    // The newest, with the one before it.
    expect([await first.inputValue(), await second.inputValue()]).toEqual([fast, careful]);
    await first.focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => first.inputValue()).toBe(careful);
    expect(await page.getByRole("button", { name: "Compare", exact: true }).isDisabled()).toBe(
      true,
    );
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => second.inputValue()).toBe(fast);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const heading = page.getByRole("heading", { name: "Two instance refreshes of web" });
    await heading.waitFor();
    expect(await heading.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true);
    const facts = page.getByRole("table", { name: "Facts" });
    const row = (name: string) => facts.getByRole("row", { name });
    await row("Lowest ready").getByText("B 5 lower").waitFor();
    const told = await facts.innerText();
    expect(told).toMatch(/Checkpoint 50 % reached\s+at 0:\d\d:\d\d\s+not reached\s+differs/);
    expect(told).toMatch(/Took\s+\d+ min.*\s+\d+ min.*\s+B .* shorter/);
    const preferences = page.getByRole("table", { name: "Preferences that differ" });
    expect(await preferences.getByRole("rowheader").allTextContents()).toEqual([
      "Min healthy",
      "Checkpoints",
      "Checkpoint delay",
    ]);
    expect(page.url()).toContain(`refresh=${careful}&compare=${fast}`);
    await page.reload();
    await row("Lowest ready").waitFor();
    expect(await facts.innerText()).toBe(told);
    await page.getByLabel("Show").selectOption("Total");
    await page.getByRole("img", { name: /^Total and floor of A and B/ }).waitFor();
    await page.goBack();
    await page.getByRole("tab", { name: "Instance refresh history", selected: true }).waitFor();
    await done();
  });

  test.each(["light", "dark"] as const)(
    "axe finds nothing in it in the %s theme, and nothing is too wide (T-6, C-34)",
    async (colorScheme) => {
      const { page, done } = await console.open(address, { width: 360, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.getByRole("table", { name: "Facts" }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(await axeFindings(page)).toEqual([]);
      await done();
    },
  );

  test("a plan is laid beside, and what is gone, the same, or under way is told so", async () => {
    const [careful] = ids;
    const gone = "11111111-2222-4333-8444-555555555555";
    const { page, done } = await console.open(`#/groups/web?refresh=${careful}&compare=${gone}`);
    await page.getByText(`has no instance refresh ${gone}`).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const second = page.getByLabel("Instance refresh B");
    await second.selectOption(careful);
    await page.getByText("A and B are the same instance refresh.").waitFor();
    await second.selectOption("plan");
    const facts = page.getByRole("table", { name: "Facts" });
    // The same preferences lead to the same again, but for what chance decides.
    await facts
      .getByRole("row", { name: /^Launches/ })
      .getByText("same")
      .waitFor();
    const planned = await facts.innerText();
    expect(planned).toMatch(/Took\s+\d+ min.*\s+\d+ min/);
    expect(planned).toMatch(/Checkpoint 50 % reached\s+at 0:\d\d:\d\d\s+at 0:\d\d:\d\d/);
    await page.getByText("Both have the same preferences.").waitFor();
    expect(new URL(page.url()).hash).toContain("compare=plan");
    await page.getByRole("heading", { name: "An instance refresh of web and a plan" }).waitFor();
    // The example's own, of which nobody saw the course.
    await second.selectOption({ index: 2 });
    await page.getByText("no course").first().waitFor();
    const running = await start(console, { InstanceWarmup: 60, MinHealthyPercentage: 90 });
    await ask(console.product, "clock", { advance: "3m" });
    await second.selectOption(running);
    await page.getByText("B is still under way.").waitFor();
    const took = page.getByRole("row", { name: "Took" });
    await took.getByText("2 min 55 s so far").waitFor();
    await ask(console.product, "clock", { advance: "1m" });
    await took.getByText("3 min 55 s so far").waitFor();
    await page.getByRole("link", { name: "Back to web" }).click();
    await page.getByText(`This is instance refresh ${careful}.`).waitFor();
    await done();
  });
});
