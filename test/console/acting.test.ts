/** What the page lets people do beside starting and ending a refresh, and what it shows of it. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awsEnvironment } from "../cli/aws-clients.ts";
import { repository, startProduct } from "../cli/product.ts";
import { pythonEnvironment, pythonsWithBoto3 } from "../clients/pythons.ts";
import { ask, type Console, isWithoutChromium, openConsole } from "./page.ts";

const world = ["--world", "web-fleet", "--start-time", "2026-03-01T12:00:00Z"];
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

const journalOf = async (endpoint: string) =>
  (await fetch(`${endpoint}/_asg-local/journal`)).text();

describe.skipIf(isWithoutChromium)("the page acts", () => {
  let console: Console;
  const askIt = (path: string, body?: object) => ask(console.product, path, body);
  const call = (service: string, operation: string, input: object) =>
    askIt("calls", { service, operation, input });
  const inDialog = (page: Page, name: string) =>
    page.getByRole("dialog").getByRole("button", { name, exact: true });
  const closed = (page: Page) => page.getByRole("dialog").waitFor({ state: "hidden" });

  beforeAll(async () => {
    console = await openConsole(...world);
  });
  afterAll(() => console.close());

  test("and its dialogs show the very call, for programs and for Terraform (C-24)", async () => {
    const { page, done } = await console.open("#/groups/web");
    const dialog = page.getByRole("dialog");
    await button(page, "Start instance refresh").click();
    await dialog.getByLabel("Enable checkpoints").check();
    const shown = async (form: string) => {
      await dialog.getByLabel(form, { exact: true }).check();
      const call = dialog.getByRole("figure", { name: `The call for ${form}` });
      return (await call.locator("pre").textContent()) ?? "";
    };
    const terraform = await shown("Terraform");
    expect(terraform).toMatch(/^resource "aws_autoscaling_group" "web" \{$/m);
    expect(terraform).toMatch(/^ {2}instance_refresh \{$/m);
    expect(terraform).toContain("checkpoint_percentages = [50,100]");
    const javascript = await shown("JavaScript");
    const python = await shown("boto3");
    await inDialog(page, "Start instance refresh").click();
    await closed(page);
    const journal = await journalOf(console.product.endpoint);
    expect(journal).toContain("RefreshStarted");
    // A folder of the repository, where the SDK is found.
    const folder = mkdtempSync(join(repository, "node_modules/.shown-"));
    const runs = [
      { name: "shown.mjs", text: javascript, command: process.execPath },
      ...pythonsWithBoto3.map(({ file }) => ({ name: "shown.py", text: python, command: file })),
    ];
    for (const { name, text, command } of runs) {
      const always = ["--clock", "manual", "--seed", "console", "--log", "silent"];
      const other = await startProduct([...always, ...world]);
      writeFileSync(join(folder, name), text.replace(console.product.endpoint, other.endpoint));
      const env = { ...awsEnvironment(), ...pythonEnvironment };
      await promisify(execFile)(command, [join(folder, name)], { env });
      expect([command, await journalOf(other.endpoint)]).toEqual([command, journal]);
      await other.stop();
    }
    rmSync(folder, { recursive: true });
    await done();
  });

  test("usual faults are injected, fire, and go one by one or all at once (C-25)", async () => {
    const { page, step } = await console.open("#/groups/web?tab=faults");
    const dialog = page.getByRole("dialog");
    const begin = dialog.getByLabel("Begin with");
    const panel = page.getByRole("tabpanel");
    await button(page, "Inject a fault").click();
    const usual = await begin.locator("option").allTextContents();
    await page.keyboard.press("Escape");
    const kinds: string[] = [];
    for (const name of usual) {
      await button(page, "Inject a fault").click();
      await begin.selectOption(name);
      const { kind } = JSON.parse(await dialog.getByLabel("The fault").inputValue());
      kinds.push(kind);
      await inDialog(page, "Inject the fault").click();
      await closed(page);
    }
    expect(new Set(kinds)).toEqual(new Set(["launch", "zone", "alarm", "hook", "api"]));
    const rows = panel.getByRole("row");
    expect(await rows.count()).toBe(usual.length + 1);
    const zone = rows.filter({ hasText: "availabilityZone us-east-1a" });
    await step(() => button(page, "+10 min").click());
    await expect
      .poll(async () => Number(await zone.getByRole("cell").nth(2).textContent()))
      .toBeGreaterThan(0);
    await zone.getByRole("button", { name: /^Remove / }).click();
    await zone.waitFor({ state: "detached" });
    await button(page, "Inject a fault").click();
    await dialog.getByLabel("The fault").fill('{"kind":"banana"}');
    await inDialog(page, "Inject the fault").click();
    await dialog.getByText(/kind/).last().waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Remove all").click();
    await panel.getByText("No fault is injected: everything goes well.").waitFor();
    expect(await askIt("faults")).toMatchObject({ faults: [] });
    // The browser complains of the answer of 400 to the fault of no kind.
    await page.close();
  });

  test("alarms of the refresh are set, and waiting hooks answered (C-26)", async () => {
    await askIt("reset", {});
    const named = { AutoScalingGroupName: "web" };
    await call("cloudwatch", "PutMetricAlarm", {
      AlarmName: "errors",
      MetricName: "5XX",
      Namespace: "shop",
      ComparisonOperator: "GreaterThanThreshold",
      EvaluationPeriods: 1,
      Period: 60,
      Statistic: "Sum",
      Threshold: 1,
    });
    await call("cloudwatch", "SetAlarmState", {
      AlarmName: "errors",
      StateValue: "OK",
      StateReason: "test",
    });
    await call("autoscaling", "PutLifecycleHook", {
      ...named,
      LifecycleHookName: "install",
      LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      HeartbeatTimeout: 600,
    });
    await call("autoscaling", "StartInstanceRefresh", {
      ...named,
      Preferences: { AlarmSpecification: { Alarms: ["errors"] } },
    });
    await askIt("clock", { advance: "1m" });
    const { page, done } = await console.open("#/groups/web?tab=alarms");
    const panel = page.getByRole("tabpanel");
    const act = async (name: string) => {
      await panel.getByRole("button", { name, exact: true }).first().click();
      await inDialog(page, name).click();
      await closed(page);
    };
    await panel.getByText(/waits in install until \d\d:\d\d:\d\d/).waitFor();
    await act("Heartbeat");
    await act("CONTINUE");
    await panel.getByText("No instance waits in a lifecycle hook.").waitFor();
    const alarm = panel.getByRole("listitem").filter({ hasText: "errors" });
    await alarm.getByText(/^✓ OK$/).waitFor();
    await act("INSUFFICIENT_DATA");
    await alarm.getByText(/^\? INSUFFICIENT_DATA$/).waitFor();
    await act("ALARM");
    await panel.getByText("The refresh under way watches no CloudWatch alarm.").waitFor();
    const head = page.getByRole("region", { name: "Instance refresh", exact: true });
    await head.getByText(/alarm/i).first().waitFor();
    await head.getByText(/^\S Failed$/).waitFor();
    await done();
  });
});
