/** What a refresh under way and its instances look like: head, why, cells, and one instance. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, type Console, isWithoutChromium, openConsole } from "./page.ts";

const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** The values of a list of facts, by their names. */
async function factsOf(page: Page, place: string): Promise<Readonly<Record<string, string>>> {
  const names = await page.locator(`${place} dt`).allTextContents();
  const values = await page.locator(`${place} dd`).allTextContents();
  return Object.fromEntries(names.map((name, nth) => [name, values[nth] ?? ""]));
}

describe.skipIf(isWithoutChromium)("a refresh under way", () => {
  let console: Console;
  const askIt = (path: string, body: object) => ask(console.product, path, body);
  const call = (operation: string, input: object) =>
    askIt("calls", { service: "autoscaling", operation, input });

  interface Instance {
    readonly InstanceId: string;
    readonly AvailabilityZone: string;
  }

  let instances: readonly Instance[] = [];
  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet", "--start-time", "2026-03-01T12:00:00Z");
    const AutoScalingGroupName = "web";
    const found = await call("DescribeAutoScalingInstances", {});
    ({ AutoScalingInstances: instances } = found as { AutoScalingInstances: Instance[] });
    const [kept, aside] = instances;
    await call("SetInstanceProtection", {
      AutoScalingGroupName,
      InstanceIds: [kept?.InstanceId],
      ProtectedFromScaleIn: true,
    });
    await call("EnterStandby", {
      AutoScalingGroupName,
      InstanceIds: [aside?.InstanceId],
      ShouldDecrementDesiredCapacity: true,
    });
    await askIt("clock", { advance: "5m" });
    await call("StartInstanceRefresh", {
      AutoScalingGroupName,
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
      Preferences: { MinHealthyPercentage: 75, ScaleInProtectedInstances: "Ignore" },
    });
    await askIt("clock", { advance: "1m" });
  });
  afterAll(() => console.close());

  test("its head tells status, share, reason, source and target, and its end (C-11)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const head = region(page, "Instance refresh");
    await head.getByText(/^◐ In progress$/).waitFor();
    await head
      .locator("strong")
      .getByText(/^\d+ %$/)
      .waitFor();
    await head.getByText(/^\d+ instances to update$/).waitFor();
    await head
      .getByText(/^Waiting for remaining instances to be available\. For example: i-/)
      .waitFor();
    await head.getByText(/Successful|Failed/).waitFor();
    const facts = await factsOf(page, ".head .facts");
    expect(facts).toMatchObject({
      From: "web version 1",
      To: "web version 2",
      Started: "2026-03-01 12:05:05",
      Elapsed: "55 s",
    });
    expect(facts["Ends at"]).toMatch(/^\d\d:\d\d:\d\d \S (Successful|Failed)$/);
    const told = await factsOf(page, ".preferences");
    expect(told).toMatchObject({ "Min healthy": "75 %", "Scale-in protected": "Ignore" });
    const usual = page.locator(".preferences").getByTitle("AWS's default");
    const names = await usual.locator("dt").allTextContents();
    expect(names).toContain("Skip matching");
    expect(names).not.toContain("Min healthy");
    await done();
  });

  test("why it does so is told in a sentence, in numbers, and by a rule (C-17)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const why = region(page, "Why");
    const says = (await why.locator(".why-says").textContent()) ?? "";
    expect(says).toMatch(/^Waiting for .*\.$/);
    expect(says).toMatch(/i-[0-9a-f]{17}/);
    const numbers = await factsOf(page, ".why-numbers");
    expect(Object.keys(numbers)).toEqual([
      "Desired",
      "Floor",
      "Ceiling",
      "Ready",
      "Warming",
      "Pending",
      "May stop",
    ]);
    expect(numbers).toMatchObject({ Desired: "11", Floor: "9" });
    const rule = why.getByRole("link");
    const name = await rule.textContent();
    const href = (await rule.getAttribute("href")) ?? "";
    const [file = "", anchor] = (href.split("/blob/main/")[1] ?? "").split("#");
    expect(anchor).toBe(`rule-${name}`);
    expect(readFileSync(file, "utf8")).toContain(`<a id="${anchor}"></a>`);
    const older = why.getByRole("button").filter({ hasText: "becomes In progress" });
    await older.click();
    await why.getByRole("button", { name: "Back to now" }).waitFor();
    expect(await why.locator(".why-says").textContent()).not.toBe(says);
    await done();
  });

  test("each instance is a cell of its state, version, protection and zone (C-18)", async () => {
    const { page, step, done } = await console.open("#/groups/web");
    const cells = page.locator(".cells");
    const label = (id: string | undefined) =>
      cells.getByRole("button", { name: new RegExp(`^${id}`) });
    const [kept, aside] = instances;
    expect(await label(kept?.InstanceId).getAttribute("aria-label")).toBe(
      `${kept?.InstanceId}, ready, ${kept?.AvailabilityZone}, version 1, ` +
        "to be replaced, protected from scale-in",
    );
    expect(await label(aside?.InstanceId).getAttribute("aria-label")).toMatch(/, in standby, /);
    for (const one of [kept, aside]) {
      expect(await label(one?.InstanceId).locator(".cell-corner").count()).toBe(1);
    }
    const letters = await cells.locator(".cell-grid button").allTextContents();
    const count = (letter: string) => letters.filter((one) => one === letter).length;
    expect([count("I"), count("R"), count("S")]).toEqual([2, 9, 1]);
    const legend = await cells.getByRole("list", { name: "States of the instances" }).textContent();
    expect(legend).toContain("2 in service, warming");
    const heading = cells.getByRole("heading", { level: 3 });
    for (const [by, first] of [
      ["version", /^web version 1 \d+ instances, \d+ ready$/],
      ["state", /^InService \d+ instances, \d+ ready$/],
      ["zone", /^us-east-1a \d+ instances, \d+ ready$/],
    ] as const) {
      await cells.getByLabel(by, { exact: true }).check();
      await heading.filter({ hasText: first }).waitFor();
    }
    await step(() => page.getByRole("button", { name: "+1 min" }).click());
    await page.locator(".cell-gone").first().waitFor();
    await page.locator(".cell-gone").first().waitFor({ state: "detached" });
    await done();
  });

  test("an instance tells what it is and waits for, and can be acted on (C-20)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const cells = page.locator(".cell-grid button");
    await call("PutLifecycleHook", {
      AutoScalingGroupName: "web",
      LifecycleHookName: "install",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      HeartbeatTimeout: 600,
    });
    const event = { "detail-type": ["EC2 Instance-launch Lifecycle Action"] };
    await askIt("clock", { until: { event }, atMost: "1h" });
    await cells.filter({ hasText: "W" }).first().click();
    const facts = await factsOf(page, ".instance .facts");
    expect(facts).toMatchObject({
      Lifecycle: "Pending:Wait (waiting in a hook)",
      Health: "Healthy",
      "Launches from": "web version 2 (new version)",
      AMI: "ami-0a1b2c3d4e5f60002",
      Type: "t3.small",
      "Scale-in protection": "off",
    });
    expect(facts["Waits in hook"]).toMatch(/^install until \d\d:\d\d:\d\d$/);
    expect(facts.Token).toMatch(/^[0-9a-f-]{36}$/);
    const panel = page.locator(".instance");
    await panel
      .getByText(/launch/)
      .first()
      .waitFor();
    const acts = ["Set Unhealthy", "Set scale-in protection", "Enter standby", "Terminate"];
    for (const name of [...acts, "CONTINUE", "ABANDON", "Heartbeat"]) {
      expect(await panel.getByRole("button", { name, exact: true }).count()).toBe(1);
    }
    await panel.getByRole("button", { name: "CONTINUE" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "CONTINUE" }).click();
    await dialog.waitFor({ state: "hidden" });
    await panel.getByText(/^(Pending:Proceed|InService) /).waitFor();
    await done();
  });
});
