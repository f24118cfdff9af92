/** What the page does once however hurried its user or the world is: acts, and announcements. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Console, isWithoutChromium, openConsole } from "./page.ts";

/** Notes in the page what is announced, and when by its steady clock. */
const noteAnnouncements = `
  globalThis.announcements = [];
  new MutationObserver(([{ target }]) => {
    const text = target.textContent;
    globalThis.announcements.push({ at: performance.now(), text });
  }).observe(document.querySelector("[aria-live=polite]"), {
    childList: true, characterData: true, subtree: true,
  });
`;

interface Announcement {
  readonly at: number;
  readonly text: string;
}

/** What the page sent that changes the world, by name: `EnterStandby` or `DELETE faults/`. */
function sentBy(page: Page): string[] {
  const sent: string[] = [];
  page.on("request", (request) => {
    const [, path = ""] = request.url().split("/_asg-local/");
    const method = request.method();
    // Before each act the world is kept to undo it with, and the oldest is removed.
    if (method === "GET" || /^snapshots\/before/.test(path) || /(plan|forecast)$/.test(path))
      return;
    const operation = /"operation":"(\w+)"/.exec(request.postData() ?? "")?.[1];
    if (operation?.startsWith("Describe")) return;
    sent.push(operation ?? `${method} ${path.replace(/\?.*|fault-.*/, "")}`);
  });
  return sent;
}

describe.skipIf(isWithoutChromium)("once", () => {
  let console: Console;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet");
  });
  afterAll(() => console.close());
  const post = (path: string, body: object) => ask(console.product, path, body);

  test("a double click on an acting button sends one request (C-22, C-23, S-5)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const sent = sentBy(page);
    const marks = new Set<string | undefined>();
    page.on("request", (request) => {
      if (request.method() !== "GET") marks.add(request.headers()["x-asg-local"]);
    });
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    await dialog.getByRole("button", { name: "Start instance refresh" }).dblclick();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Cancel instance refresh" }).waitFor();
    expect(sent).toEqual(["StartInstanceRefresh"]);
    expect([...marks]).toEqual(["console"]);
    await done();
  });

  test("announcements are at least two seconds apart, and the last one is told", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.getByRole("button", { name: "Cancel instance refresh" }).waitFor();
    await page.evaluate(noteAnnouncements);
    await post("clock", { advance: "1m" });
    const live = page.locator("[aria-live=polite]");
    await live.getByText("In progress").waitFor({ state: "attached" });
    const input = { AutoScalingGroupName: "web" };
    await post("calls", { service: "autoscaling", operation: "CancelInstanceRefresh", input });
    await post("clock", { advance: "1h" });
    await live.getByText("Cancelled").waitFor({ state: "attached" });
    const told = (await page.evaluate("globalThis.announcements")) as Announcement[];
    expect(told.length).toBeGreaterThanOrEqual(2);
    for (const [nth, { at }] of told.entries()) {
      // A browser's clock is coarse, and its timers may be early by a few milliseconds.
      if (nth > 0) expect(at - (told[nth - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1990);
    }
    await done();
  });

  test("nor do other acts send more than one each, of a refresh or of an instance", async () => {
    const { page, done } = await console.open("#/groups/web");
    const dialog = page.getByRole("dialog");
    const twice = async (name: string) => {
      await page.getByRole("button", { name, exact: true }).click();
      await dialog.getByRole("button", { name, exact: true }).dblclick();
      await dialog.waitFor({ state: "hidden" });
    };
    await post("calls", {
      service: "autoscaling",
      operation: "StartInstanceRefresh",
      input: {
        AutoScalingGroupName: "web",
        DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
      },
    });
    await post("clock", { advance: "1m" });
    const sent = sentBy(page);
    await twice("Start rollback");
    await twice("Cancel instance refresh");
    await page.locator(".cell-grid button").first().click();
    await twice("Set Unhealthy");
    await twice("Set scale-in protection");
    await page.locator(".cell-grid button").nth(1).click();
    await twice("Enter standby");
    await post("clock", { advance: "1m" });
    await twice("Exit standby");
    await page.locator(".cell-grid button").nth(2).click();
    await twice("Terminate");
    await page.getByRole("tab", { name: "Faults" }).click();
    await page.getByRole("button", { name: "Inject a fault" }).click();
    await dialog.getByRole("button", { name: "Inject the fault" }).dblclick();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: /^Remove fault-/ }).dblclick();
    await page.getByText("No fault is injected").waitFor();
    expect(sent).toEqual([
      "RollbackInstanceRefresh",
      "CancelInstanceRefresh",
      "SetInstanceHealth",
      "SetInstanceProtection",
      "EnterStandby",
      "ExitStandby",
      "TerminateInstanceInAutoScalingGroup",
      "POST faults",
      "DELETE faults/",
    ]);
    await done();
  });

  test("nor a snapshot, nor its restoration, nor undoing (C-10, C-28)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const dialog = page.getByRole("dialog");
    const sent = sentBy(page);
    await page.getByRole("button", { name: "Snapshots" }).click();
    await dialog.getByLabel("Name").fill("mine");
    await dialog.getByRole("button", { name: "Keep a snapshot" }).dblclick();
    const row = dialog.getByRole("row").filter({ hasText: "mine" });
    await row.getByRole("button", { name: "Restore" }).dblclick();
    await dialog.waitFor({ state: "hidden" });
    expect(sent).toEqual(["PUT snapshots/mine", "POST snapshots/mine/restore"]);
    const undone: string[] = [];
    page.on("request", (request) => {
      if (request.url().endsWith("/restore")) undone.push(request.url());
    });
    await page.getByRole("button", { name: "Undo" }).dblclick();
    await page.getByText("Undone: a restored snapshot").waitFor();
    expect(undone).toHaveLength(1);
    await done();
  });

  test("a second click while the page reads what the first one did sends nothing", async () => {
    await post("clock", { advance: "1h" });
    const { page, done } = await console.open("#/groups/web");
    const dialog = page.getByRole("dialog");
    await page.getByRole("button", { name: "Start instance refresh" }).click();
    const sent = sentBy(page);
    await page.route("**/_asg-local/clock", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    const start = dialog.getByRole("button", { name: "Start instance refresh" });
    const answered = page.waitForResponse(
      (answer) => answer.request().postData()?.includes("StartInstanceRefresh") === true,
    );
    await start.click();
    await answered;
    await page.evaluate("new Promise((done) => setTimeout(done, 100))");
    await start.click({ force: true });
    await dialog.waitFor({ state: "hidden" });
    expect(sent.filter((one) => one === "StartInstanceRefresh")).toHaveLength(1);
    await page.unrouteAll({ behavior: "wait" });
    await done();
  });
});
