/** One story of all that can go wrong, as the marks of the chart and the steps tell it. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, axeFindings, type Console, isWithoutChromium, openConsole } from "./page.ts";

/** The page reads less often while much changes. */
const patient = { timeout: 10_000 } as const;

const began = "2026-03-01T12:00:00Z";

/** Each mark of the chart as `12:00:05: In progress`. */
async function marksOf(page: Page): Promise<readonly string[]> {
  return page
    .getByRole("list", { name: "Marks of the chart" })
    .getByRole("listitem")
    .allTextContents();
}

describe.skipIf(isWithoutChromium)("a refresh in which much goes wrong", () => {
  let console: Console;
  const post = (path: string, body: object) => ask(console.product, path, body);
  const call = (operation: string, input: object, service = "autoscaling") =>
    post("calls", { service, operation, input });
  const setAlarm = (StateValue: string) =>
    call("SetAlarmState", { AlarmName: "errors", StateValue, StateReason: "a test" }, "cloudwatch");
  const start = (Version: string, Preferences: object) =>
    call("StartInstanceRefresh", {
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version } },
      Preferences,
    });

  beforeAll(async () => {
    console = await openConsole("--world", "web-fleet", "--start-time", began);
    const alarm = { AlarmName: "errors", MetricName: "Errors", Namespace: "web", Threshold: 1 };
    const rest = { ComparisonOperator: "GreaterThanThreshold", Statistic: "Sum" };
    const input = { ...alarm, ...rest, EvaluationPeriods: 1, Period: 60 };
    await call("PutMetricAlarm", input, "cloudwatch");
    await setAlarm("OK");
  });
  afterAll(() => console.close());

  test("a fault, the hour's limit, an alarm, and the rollback that it begins (C-13)", async () => {
    const fault = {
      kind: "launch",
      group: "web",
      nthLaunch: 2,
      launchError: "InsufficientInstanceCapacity",
    };
    await post("faults", { faults: [fault] });
    const alarms = { AlarmSpecification: { Alarms: ["errors"] } };
    await start("3", { ...alarms, AutoRollback: true, InstanceWarmup: 60 });
    await post("clock", { advance: "12m" });
    const { page, done } = await console.open("#/groups/web");
    await page.getByText("List of the marks").focus();
    await page.keyboard.press("Enter");
    await expect
      .poll(() => marksOf(page), patient)
      .toContain("13:00:35: limit of 1 hour without progress (forecast)");
    const before = await marksOf(page);
    const fired = before.find((one) => one.includes("Fault"));
    expect(fired).toMatch(/^12:01:40: Fault: launch i-[0-9a-f]+ \(fault-[0-9a-f]+\)$/);
    expect(before).toContain("2026-03-15 12:00:05: limit of 14 days (forecast)");
    const foreseen = expect.stringMatching(/^13:\d\d:\d\d: Rollback successful \(forecast\)$/);
    await expect.poll(() => marksOf(page), patient).toContainEqual(foreseen);
    await setAlarm("ALARM");
    await post("clock", { advance: "5m" });
    const reason = "Rollback triggered due to alarm errors entering the ALARM state.";
    await expect
      .poll(() => marksOf(page), patient)
      .toEqual([
        "12:00:00: Pending",
        "12:00:05: In progress",
        "12:00:05: 1 batch of 1",
        fired,
        "12:12:00: Alarm errors: ALARM",
        `12:12:00: Rollback in progress: ${reason}`,
        `12:12:05: ${reason}`,
        "12:13:40: Rollback successful",
      ]);
    await done();
  });

  test("a mark is reached by keyboard, and leads to its instant (C-15, C-34)", async () => {
    const { page, done } = await console.open("#/groups/web");
    await page.getByText("List of the marks").press("Enter");
    const mark = page.getByRole("button", { name: "Alarm errors: ALARM" });
    await mark.press("Enter");
    await page.getByRole("button", { name: "Back to now" }).waitFor();
    await page.locator(".legend-time").getByText("12:12:00").waitFor();
    expect(await page.locator(".steps .chosen").innerText()).toContain("Rollback in progress");
    expect(await page.getByRole("img", { name: /^Capacity over time, 13 minutes/ }).count()).toBe(
      1,
    );
    expect(await axeFindings(page)).toEqual([]);
    await done();
  });

  test("a failure by the limit, then a rollback and a cancel by hand (C-13)", async () => {
    await setAlarm("OK");
    await start("3", { InstanceWarmup: 60 });
    await post("clock", { until: { group: "web", settled: true }, atMost: "3h" });
    const { page, done } = await console.open("#/groups/web");
    await page.getByText("List of the marks").click();
    await expect.poll(() => marksOf(page), patient).toHaveLength(4);
    expect((await marksOf(page)).at(-1)).toMatch(
      /^13:\d\d:\d\d: Failed: Instance refresh timed out after making no progress for one hour\./,
    );
    await start("2", {});
    await post("clock", { advance: "8m" });
    await page.getByRole("button", { name: "Start rollback" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Start rollback" }).click();
    await dialog.waitFor({ state: "hidden" });
    await post("clock", { advance: "1m" });
    const rolledBack = "Rollback triggered due to user request.";
    const told = async () => (await marksOf(page)).map((one) => one.slice(10));
    await expect.poll(told, patient).toContain(rolledBack);
    await call("CancelInstanceRefresh", { AutoScalingGroupName: "web" });
    const ending = async () => (await told()).slice(-2);
    await expect.poll(ending, patient).toEqual(["Cancel called", "Cancelled (forecast)"]);
    await done();
  });
});
