// Vitest and the AWS SDK, with an emulator for each test.
//
//   npm install --save-dev asg-local vitest @aws-sdk/client-auto-scaling
// Run: npx vitest run --testTimeout 60000
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { emulatorTest } from "asg-local/vitest";
import { expect } from "vitest";
import { deploy } from "./deploy.ts";

const test = emulatorTest({ world: "node_modules/asg-local/fixtures/worlds/web-fleet.json" });

test("a launch that fails costs no capacity", async ({ emulator }) => {
  const { clientConfiguration, control } = emulator;
  const launchError = "InsufficientInstanceCapacity";
  await control.faults.add({ kind: "launch", group: "web", nthLaunch: 3, launchError });
  const aws = new AutoScaling(clientConfiguration);
  const status = await deploy(aws, "web", "2", () => control.advance("1m"));
  expect(status).toBe("Successful");
  const refresh = (await control.refreshes("web")).at(-1);
  expect(refresh?.summary?.failedLaunches).toBe(1);
  expect(refresh?.summary?.lowestReady?.percentage).toBeGreaterThanOrEqual(90);
});

test("a version that never gets healthy is rolled back", async ({ emulator }) => {
  const { clientConfiguration, control } = emulator;
  const aws = new AutoScaling(clientConfiguration);
  const status = await deploy(aws, "web", "3", () => control.advance("5m"));
  expect(status).toBe("RollbackSuccessful");
  const story = await control.story({ type: ["RefreshStatusChanged"] });
  expect(story).toContain("Rollback triggered due to instance refresh failure");
});
