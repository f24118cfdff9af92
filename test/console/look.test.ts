/** What the page tells of a refresh's past, on the screen, on paper and aloud. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RefreshHistory } from "../../src/client/history.ts";
import { ask, type Console, isWithoutChromium, openConsole } from "./page.ts";

describe.skipIf(isWithoutChromium)("the past of a refresh", () => {
  let console: Console;
  const askIt = (path: string, body?: object) => ask(console.product, path, body);
  const call = (operation: string, input: object) =>
    askIt("calls", { service: "autoscaling", operation, input });

  let refresh = "";
  let history: RefreshHistory;
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet", "--allow-unsigned");
    const started = (await call("StartInstanceRefresh", {
      AutoScalingGroupName: "web",
      Preferences: { CheckpointPercentages: [50, 100], CheckpointDelay: 600 },
    })) as { readonly InstanceRefreshId: string };
    refresh = started.InstanceRefreshId;
    await askIt("clock", { advance: "10m" });
    const body = "Action=DescribeAutoScalingGroups&Version=2011-01-01";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const unsigned = await fetch(console.product.endpoint, { method: "POST", headers, body });
    expect(unsigned.status).toBe(200);
    const path = `groups/web/refreshes/${refresh}/history?points=1000`;
    history = (await askIt(path)) as RefreshHistory;
  });
  afterAll(() => console.close());

  test("the chart has every sample and mark of the history (C-12, C-13)", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.getByText("List of the marks").click();
    const told = await page.getByRole("list", { name: "Marks of the chart" }).textContent();
    const marks = history.marks.filter(({ kind }) => kind !== "batch");
    expect(marks.map(({ kind }) => kind)).toContain("checkpoint");
    for (const { at, percentage } of marks) {
      const words = percentage === null ? "" : `Checkpoint ${percentage} %`;
      expect(told).toContain(`${at.slice(11, 19)}: ${words}`);
    }
    await page.getByText("Table of the samples").click();
    await page.locator(".samples tbody tr").first().waitFor();
    const rows = await page.locator(".samples tbody tr").allTextContents();
    const { at, ready, total } = history.samples;
    expect(at.length).toBeGreaterThan(10);
    for (const [nth, instant] of at.entries()) {
      const time = new Date(instant).toISOString().slice(11, 19);
      const { inService } = history.samples;
      expect(rows[nth]).toContain(`${time}${total[nth]}${inService[nth]}${ready[nth]}`);
    }
    await done();
  });

  test("a click selects the instant everywhere, a drag zooms, 0 shows all (C-15)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const canvas = page.locator(".chart-place");
    await page.getByText("Checkpoint 50 %").first().waitFor();
    await canvas.hover({ position: { x: 90, y: 100 } });
    await page.locator(".chart-says").getByText(/./).waitFor();
    await canvas.click({ position: { x: 90, y: 100 } });
    await page.getByRole("button", { name: "Back to now" }).waitFor();
    const inForce = await page.locator(".why-says").textContent();
    expect(await page.locator(".chart-says").textContent()).toBe(inForce);
    for (const place of [".rows .chosen", ".list .chosen", ".steps .chosen"]) {
      await page.locator(place).waitFor();
    }
    await canvas.dragTo(canvas, {
      sourcePosition: { x: 100, y: 100 },
      targetPosition: { x: 300, y: 100 },
    });
    const whole = page.getByRole("button", { name: "Show all" });
    await whole.waitFor();
    await page.keyboard.press("0");
    await whole.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Back to now" }).click();
    expect(await page.locator(".steps .chosen").count()).toBe(0);
    await done();
  });

  test("requests before the page are there, and types to choose (C-21, C-27)", async () => {
    const { page, done } = await console.open("#/groups/web?tab=requests");
    const panel = page.getByRole("tabpanel");
    await panel.getByText("DescribeAutoScalingGroups").waitFor();
    await panel.getByLabel("Type").selectOption("autoscaling");
    expect(await panel.getByRole("cell", { name: "control", exact: true }).count()).toBe(0);
    await page.getByRole("tab", { name: "Events" }).click();
    await panel.getByText("no target is set").waitFor();
    const type = "EC2 Auto Scaling Instance Refresh Started";
    await panel.getByLabel("Type").selectOption(type);
    await panel.getByText(/^1 of \d+$/).waitFor();
    await done();
  });

  test("the header warns of unsigned requests (S-7)", async () => {
    const { page, done } = await console.open();
    await page.getByText("answers unsigned requests").waitFor();
    await done();
  });

  test("it is printed as one page, in the light theme (C-34)", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByText("Checkpoint 50 %").first().waitFor();
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    await done();
  });

  test("more than 300 instances are painted, one below the other (C-19)", async () => {
    await call("CreateAutoScalingGroup", {
      AutoScalingGroupName: "many",
      LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
      MinSize: 310,
      MaxSize: 310,
      AvailabilityZones: ["us-east-1a"],
    });
    await askIt("clock", { advance: "1m" });
    const { page, done } = await console.open("#/groups/many?tab=instances");
    const cells = await page.getByLabel(/^310 instances in us-east-1a/).boundingBox();
    expect(cells?.height).toBeGreaterThan(60);
    const height = await page.evaluate("document.querySelector('.list').scrollHeight");
    expect(height).toBeGreaterThan(310 * 28);
    await done();
  });

  test("a status and a call are heard and marked (C-13)", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.getByText("Checkpoint 50 %").first().waitFor();
    const live = page.locator("[aria-live=polite]");
    expect(await live.textContent()).toBe("");
    await call("CancelInstanceRefresh", { AutoScalingGroupName: "web" });
    await live.getByText("Cancel").waitFor();
    await page.getByText("List of the marks").click();
    const marks = page.getByRole("list", { name: "Marks of the chart" });
    await marks.getByText("Cancel called").waitFor();
    await done();
  });
});
