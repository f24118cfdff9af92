/** What the page does once however hurried its user or the world is: acts, and announcements. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Console, isWithoutChromium, openConsole } from "./page.ts";

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

describe.skipIf(isWithoutChromium)("once", () => {
  let console: Console;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet");
  });
  afterAll(() => console.close());

  test("a double click on an acting button sends one request (C-22, C-23, S-5)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const sent: string[] = [];
    const marks = new Set<string | undefined>();
    page.on("request", (request) => {
      if (request.method() !== "GET") marks.add(request.headers()["x-asg-local"]);
      const body = request.method() === "POST" ? (request.postData() ?? "") : "";
      const operation = /"operation":"(\w+InstanceRefresh)"/.exec(body)?.[1];
      if (request.url().endsWith("/calls") && operation !== undefined) sent.push(operation);
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
    const post = async (path: string, body: object) => {
      const url = `${console.product.endpoint}/_asg-local/${path}`;
      const answer = await fetch(url, { method: "POST", body: JSON.stringify(body) });
      expect([path, answer.status]).toEqual([path, 200]);
    };
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
});
