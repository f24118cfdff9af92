// Testcontainers: the emulator in a container, of the image that `docker build -t asg-local .` makes.
//
//   npm install --save-dev asg-local testcontainers vitest @aws-sdk/client-auto-scaling
//   npx vitest run
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { AsgLocalContainer, type StartedAsgLocalContainer } from "asg-local/testcontainers";
import { afterAll, beforeAll, expect, test } from "vitest";

let container: StartedAsgLocalContainer;

beforeAll(async () => {
  const world = "node_modules/asg-local/fixtures/worlds/web-fleet.json";
  container = await new AsgLocalContainer("asg-local").withOptions({ world }).start();
}, 60_000);
afterAll(() => container.stop());

test("a refresh ends well", async () => {
  const aws = new AutoScaling(container.clientConfiguration);
  await aws.startInstanceRefresh({ AutoScalingGroupName: "web" });
  const { reached } = await container.control.until({ group: "web", status: ["Successful"] });
  expect(reached).toBe(true);
});
