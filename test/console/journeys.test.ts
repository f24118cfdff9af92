/**
 * What people come for, done in the browser step by step: a first refresh (J1), why a status came
 * (J2), preferences tried (J3), a failure reproduced (J4), and all of it shown to others (J5).
 */
import { execFile } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, test } from "vitest";
import { type AwsClient, awsClients, awsEnvironment, isWithoutAws } from "../cli/aws-clients.ts";
import { type Product, startProduct } from "../cli/product.ts";
import { ask, type Console, isWithoutChromium, openConsole } from "./page.ts";

const opened: { close(): Promise<unknown> }[] = [];
afterEach(() => Promise.all(opened.splice(0).map((one) => one.close())));

async function openAt(...flags: string[]): Promise<Console> {
  const console = await openConsole(...flags);
  opened.push(console);
  return console;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const inDialog = (page: Page, name: string) =>
  page.getByRole("dialog").getByRole("button", { name, exact: true });

const journalOf = async ({ endpoint }: Product) =>
  (await fetch(`${endpoint}/_asg-local/journal`)).text();

/** What a dialog shows for the AWS CLI, run by that CLI against another emulator. */
async function runShown(page: Page, client: AwsClient, other: Product): Promise<void> {
  const call = page.getByRole("dialog").getByRole("figure", { name: "The call for AWS CLI" });
  const shown = (await call.locator("pre").textContent()) ?? "";
  expect(shown).toContain("--endpoint-url http://127.0.0.1:");
  const line = shown.replace(/http:\/\/[\d.:]+/, other.endpoint);
  const environment = awsEnvironment();
  const path = [dirname(client.file), environment.PATH].join(delimiter);
  await promisify(execFile)("bash", ["-ec", line], { env: { ...environment, PATH: path } });
}

describe.skipIf(isWithoutChromium)("people who come", () => {
  test("see a first refresh and each of its waits in three clicks (J1)", async () => {
    const console = await openAt("--clock", "realtime", "--speed", "60");
    const { page, step, steps, done } = await console.open();
    await step(() => button(page, "Load the example fleet").click());
    await step(() => button(page, "Start instance refresh").click());
    await step(() => inDialog(page, "Start instance refresh").click());
    expect(steps()).toBe(3);
    const why = page.locator(".why-says");
    await expect.poll(() => why.textContent(), { timeout: 10_000 }).toMatch(/Waiting for/);
    await page
      .getByLabel(/version 2/)
      .first()
      .waitFor();
    await done();
  });

  test("find out why a test saw a status, in two clicks (J2)", async () => {
    const console = await openAt("--world", "web-fleet");
    const { product } = console;
    const target = { LaunchTemplate: { LaunchTemplateName: "web", Version: "3" } };
    const named = { AutoScalingGroupName: "web" };
    const call = (operation: string, input: object) =>
      ask(product, "calls", { service: "autoscaling", operation, input });
    const preferences = { AutoRollback: true, InstanceWarmup: 10 };
    await call("StartInstanceRefresh", {
      ...named,
      DesiredConfiguration: target,
      Preferences: preferences,
    });
    await ask(product, "clock", { until: { group: "web", settled: true }, atMost: "3d" });
    await call("StartInstanceRefresh", named);
    await ask(product, "clock", { until: { group: "web", settled: true }, atMost: "3d" });
    const { page, step, steps, done } = await console.open("#/groups/web");
    await step(() => page.getByRole("tab", { name: "Instance refresh history" }).click());
    await step(() => page.getByRole("row").filter({ hasText: "Rollback successful" }).click());
    expect(steps()).toBe(2);
    const facts = page.locator(".facts").filter({ hasText: "Rolled back because" });
    await facts.getByText(/due to instance refresh failure: Waiting for/).waitFor();
    await page.getByText("List of the marks").click();
    const marks = page.getByRole("list", { name: "Marks of the chart" });
    await marks.getByText("Rollback triggered due to").first().waitFor();
    await page.locator(".why-says").getByText("Rollback successful").waitFor();
    await done();
  });

  test("try preferences, compare them and take the call along (J3)", async () => {
    const console = await openAt("--world", "web-fleet");
    const journal = await journalOf(console.product);
    const { page, step, steps, done } = await console.open("#/groups/web");
    const dialog = page.getByRole("dialog");
    const takes = () => dialog.getByRole("row").filter({ hasText: "Takes" }).textContent();
    await step(() => button(page, "Start instance refresh").click());
    await dialog.getByText("Lowest ready").waitFor();
    const first = await takes();
    await step(() => dialog.getByRole("button", { name: "Keep to compare" }).click());
    await step(() =>
      dialog.getByLabel("Instance replacement method").selectOption("Custom behavior"),
    );
    await step(() => dialog.getByLabel("Minimum healthy percentage").fill("50"));
    await expect.poll(takes).not.toBe(first);
    await expect.poll(takes).toMatch(/min.*min/);
    expect(steps()).toBe(4);
    const call = dialog.getByRole("figure", { name: "The call for AWS CLI" });
    await call.getByText('"MinHealthyPercentage":50').waitFor();
    expect(await journalOf(console.product)).toBe(journal);
    await done();
  });

  const lines = isWithoutAws() ? [] : awsClients.filter(({ knowsRollback }) => knowsRollback);
  test.each(lines)(
    "break a version and roll it back; the calls of the dialogs lead to the same (J4, T-3, T-4)",
    async (client) => {
      const flags = ["--world", "web-fleet", "--start-time", "2026-03-01T12:00:00Z"];
      const console = await openAt(...flags);
      const always = ["--clock", "manual", "--seed", "console", "--log", "silent"];
      const other = await startProduct([...always, ...flags]);
      opened.push({ close: () => other.stop() });
      const { page, step, done } = await console.open("#/groups/web");
      const dialog = page.getByRole("dialog");
      const both = async (open: string, make: () => Promise<void> = async () => undefined) => {
        await step(() => button(page, open).click());
        await make();
        await runShown(page, client, other);
        await step(() => inDialog(page, open).click());
        await dialog.waitFor({ state: "hidden" });
      };
      await both("Start instance refresh", () => dialog.getByLabel("Enable checkpoints").check());
      await step(() => button(page, "Checkpoint").click());
      await page.getByText("Checkpoint 50 %").first().waitFor();
      await ask(other, "clock", { until: { group: "web", checkpoint: 50 } });
      await page.locator(".cell-grid button").first().click();
      await both("Set Unhealthy");
      await page.getByRole("tab", { name: "Faults" }).click();
      await step(() => button(page, "Inject a fault").click());
      await dialog.getByLabel("Begin with").selectOption("The new version never becomes healthy");
      const fault = JSON.parse(await dialog.getByLabel("The fault").inputValue());
      await ask(other, "faults", { faults: [fault] });
      await step(() => inDialog(page, "Inject the fault").click());
      await dialog.waitFor({ state: "hidden" });
      for (let nth = 0; nth < 9; nth += 1) await step(() => button(page, "+10 min").click());
      await ask(other, "clock", { advance: "90m" });
      await both("Start rollback");
      await step(() => button(page, "To the end").click());
      await page.getByText("Rollback successful").first().waitFor();
      const clock = await fetch(`${console.product.endpoint}/_asg-local/clock`);
      const { now: until } = (await clock.json()) as { readonly now: string };
      await ask(other, "clock", { until });
      const journal = await journalOf(console.product);
      expect(await journalOf(other)).toBe(journal);
      expect(journal).toContain('"to":"RollbackSuccessful"');
      await page.getByRole("tab", { name: "Instance refresh history" }).click();
      await page.getByRole("row").filter({ hasText: "Rollback successful" }).waitFor();
      await done();
    },
  );

  test.each(lines)(
    "make by each other dialog the very call that it shows (T-4)",
    async (client) => {
      const flags = ["--world", "web-fleet", "--start-time", "2026-03-01T12:00:00Z"];
      const console = await openAt(...flags);
      const always = ["--clock", "manual", "--seed", "console", "--log", "silent"];
      const other = await startProduct([...always, ...flags]);
      opened.push({ close: () => other.stop() });
      const onBoth = async (path: string, body: object) => {
        for (const one of [console.product, other]) await ask(one, path, body);
      };
      const call = (service: string, operation: string, input: object) =>
        onBoth("calls", { service, operation, input });
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
      await call("autoscaling", "PutLifecycleHook", {
        ...named,
        LifecycleHookName: "install",
        LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      });
      const state = { AlarmName: "errors", StateValue: "OK", StateReason: "quiet" };
      await call("cloudwatch", "SetAlarmState", state);
      await call("autoscaling", "StartInstanceRefresh", {
        ...named,
        Preferences: { AlarmSpecification: { Alarms: ["errors"] } },
      });
      await onBoth("clock", { advance: "1m" });
      const { page, done } = await console.open("#/groups/web?tab=alarms");
      const both = async (name: string) => {
        await button(page, name).first().click();
        await runShown(page, client, other);
        await inDialog(page, name).click();
        await page.getByRole("dialog").waitFor({ state: "hidden" });
      };
      for (const name of ["Heartbeat", "CONTINUE", "INSUFFICIENT_DATA"]) await both(name);
      await page.locator(".cell-grid button").first().click();
      const instance = ["Set scale-in protection", "Remove scale-in protection", "Enter standby"];
      for (const name of instance) await both(name);
      await onBoth("clock", { advance: "1m" });
      for (const name of ["Exit standby", "Terminate", "Cancel instance refresh"]) await both(name);
      await onBoth("clock", { advance: "1h" });
      const journal = await journalOf(console.product);
      expect(await journalOf(other)).toBe(journal);
      const operations = [
        "RecordLifecycleActionHeartbeat",
        "CompleteLifecycleAction",
        "SetAlarmState",
        "SetInstanceProtection",
        "EnterStandby",
        "ExitStandby",
        "TerminateInstanceInAutoScalingGroup",
        "CancelInstanceRefresh",
      ];
      const made = JSON.stringify(await ask(other, "requests"));
      for (const operation of operations) expect(made).toContain(`"${operation}"`);
      await done();
    },
  );

  test("show others what they see, by the address alone (J5)", async () => {
    const console = await openAt("--world", "web-fleet");
    const mine = await console.open("#/groups/web");
    await button(mine.page, "Start instance refresh").click();
    await inDialog(mine.page, "Start instance refresh").click();
    await button(mine.page, "+10 min").click();
    await mine.page.getByRole("tab", { name: "Activity" }).click();
    await mine.page.getByRole("row").nth(3).waitFor();
    const address = new URL(mine.page.url()).hash;
    const theirs = await console.open(address);
    await theirs.page.getByRole("row").nth(3).waitFor();
    const seen = ({ page }: typeof mine) => page.locator("main").textContent();
    // Those that have gone fade for five seconds in the page that saw them go.
    await mine.page.locator(".cell-gone").first().waitFor({ state: "detached" });
    await expect.poll(() => seen(theirs)).toBe(await seen(mine));
    await mine.done();
    await theirs.done();
  });
});
