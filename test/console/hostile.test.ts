/** Text from the world goes into the page as text, whatever it looks like. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Console, isWithoutChromium, openConsole } from "./page.ts";

const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

describe.skipIf(isWithoutChromium)("names made of markup", () => {
  let console: Console;
  const call = async (operation: string, input: object) => {
    const answer = await fetch(`${console.product.endpoint}/_asg-local/calls`, {
      method: "POST",
      body: JSON.stringify({ service: "autoscaling", operation, input }),
    });
    expect([operation, answer.status, await answer.text()]).toEqual([
      operation,
      200,
      expect.anything(),
    ]);
  };

  beforeAll(async () => {
    console = await openConsole("--timing", "fast");
    await call("CreateLaunchConfiguration", {
      LaunchConfigurationName: hostile,
      ImageId: "ami-0123456789abcdef0",
      InstanceType: "t3.micro",
    });
    await call("CreateAutoScalingGroup", {
      AutoScalingGroupName: hostile,
      LaunchConfigurationName: hostile,
      MinSize: 2,
      MaxSize: 4,
      AvailabilityZones: ["us-east-1a"],
      Tags: [{ Key: hostile, Value: hostile, PropagateAtLaunch: true }],
    });
  });
  afterAll(() => console.close());

  test.each(["", `#/groups/${encodeURIComponent(hostile)}`])(
    "make no element and run nothing at %j (S-4)",
    async (address) => {
      const { page, done } = await console.open(address);
      await page.locator("main").getByText(hostile).first().waitFor();
      for (const tab of await page.getByRole("tab").all()) await tab.click();
      expect(await page.locator("img[src=x], body script").count()).toBe(0);
      expect(await page.title()).not.toMatch(/^[12]$/);
      await done();
    },
  );
});
