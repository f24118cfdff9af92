/** A page whose emulator goes away and comes back shows both, and then the world as it is. */
import { test } from "vitest";
import { startProduct } from "../cli/product.ts";
import { ask, isWithoutChromium, openConsole } from "./page.ts";

const world = ["--world", "web-fleet", "--start-time", "2026-03-01T12:00:00Z"];

test.skipIf(isWithoutChromium)(
  "a lost connection shows within two seconds, and another world after it (C-33)",
  async () => {
    const console = await openConsole(...world);
    const { page } = await console.open("#/groups/web");
    await page.getByRole("button", { name: "+10 min" }).click();
    await page.locator(".clock-now").getByText("12:10:00").waitFor();
    await console.product.stop();
    await page.getByText("reconnecting…").waitFor({ timeout: 2000 });
    const { port } = new URL(console.product.endpoint);
    const always = ["--clock", "manual", "--seed", "console", "--log", "silent"];
    const again = await startProduct([...always, ...world, "--port", port]);
    await page.getByText(/^. live$/).waitFor();
    await page.locator(".clock-now").getByText("12:00:00").waitFor();
    const input = { AutoScalingGroupName: "web" };
    await ask(again, "calls", { service: "autoscaling", operation: "StartInstanceRefresh", input });
    const head = page.getByRole("region", { name: "Instance refresh", exact: true });
    await head.getByText(/^\S Pending$/).waitFor();
    await ask(again, "reset", {});
    await head.getByText(/^\S Pending$/).waitFor({ state: "detached" });
    await page.close();
    await again.stop();
    await console.close();
  },
);
