// A validator at a checkpoint, beside a container: by webhook, and without a way back.
//
//   npm install --save-dev asg-local testcontainers vitest @aws-sdk/client-auto-scaling
//   npx vitest run
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { AutoScaling } from "@aws-sdk/client-auto-scaling";
import { AsgLocalContainer, type StartedAsgLocalContainer } from "asg-local/testcontainers";
import { TestContainers } from "testcontainers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

const group = { AutoScalingGroupName: "web" };
const checkpoint = { "detail-type": [{ suffix: "Checkpoint Reached" }] };
let container: StartedAsgLocalContainer;
let aws: AutoScaling;

const validator = createServer(async (_, response) => {
  await aws.rollbackInstanceRefresh(group);
  response.writeHead(204).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => validator.listen(0, resolve));
  await TestContainers.exposeHostPorts((validator.address() as AddressInfo).port);
  const world = "node_modules/asg-local/fixtures/worlds/web-fleet.json";
  container = await new AsgLocalContainer("asg-local").withOptions({ world }).start();
  aws = new AutoScaling(container.clientConfiguration);
}, 60_000);
beforeEach(async () => {
  await container.control.reset();
  await container.control.targets.removeAll();
  await aws.startInstanceRefresh({
    ...group,
    DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
    Preferences: { CheckpointPercentages: [20, 100], CheckpointDelay: 3600 },
  });
});
afterAll(async () => {
  await container.stop();
  validator.close();
});

async function isRolledBack(): Promise<boolean> {
  const status = ["RollbackSuccessful", "Successful"] as const;
  await container.control.until({ group: "web", status });
  return (await container.control.refreshes("web")).at(-1)?.status === "RollbackSuccessful";
}

test("the container posts the checkpoint to the test", async () => {
  const { port } = validator.address() as AddressInfo;
  const webhook = { url: `http://host.testcontainers.internal:${port}/` };
  await container.control.targets.add({ name: "validator", pattern: checkpoint, webhook });
  expect(await isRolledBack()).toBe(true);
});

test("time goes to the checkpoint, and the test acts there", async () => {
  await container.control.until({ event: checkpoint });
  await aws.rollbackInstanceRefresh(group);
  expect(await isRolledBack()).toBe(true);
});
