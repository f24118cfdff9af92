/** The library entry within this process: several emulators, the real SDK, the control client. */

import { join } from "node:path";
import {
  AutoScalingClient,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeInstanceRefreshesCommand,
  StartInstanceRefreshCommand,
} from "@aws-sdk/client-auto-scaling";
import { afterEach, describe, expect, test } from "vitest";
import {
  type RunningEmulator,
  type StartEmulatorOptions,
  startEmulator,
} from "../../src/library/start-emulator.ts";
import { serviceModel, serviceNames } from "../../src/model/shapes.ts";

const world = join(import.meta.dirname, "../../fixtures/worlds/web-fleet.json");
const startTime = "2026-03-01T12:00:00Z";
const running: RunningEmulator[] = [];

async function start(options: StartEmulatorOptions = {}): Promise<RunningEmulator> {
  const emulator = await startEmulator({ world, startTime, ...options });
  running.push(emulator);
  return emulator;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

async function withClient<T>(
  { clientConfiguration }: RunningEmulator,
  use: (client: AutoScalingClient) => Promise<T>,
): Promise<T> {
  const client = new AutoScalingClient({ ...clientConfiguration, maxAttempts: 1 });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

const group = { AutoScalingGroupName: "web" };
const toVersion2 = {
  ...group,
  DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version: "2" } },
};

const refresh = (emulator: RunningEmulator, preferences = {}) =>
  withClient(emulator, (client) =>
    client.send(new StartInstanceRefreshCommand({ ...toVersion2, Preferences: preferences })),
  );

const newest = (emulator: RunningEmulator) =>
  withClient(emulator, async (client) => {
    const { InstanceRefreshes: [first] = [] } = await client.send(
      new DescribeInstanceRefreshesCommand(group),
    );
    return first;
  });

test("an SDK client with the spread configuration sees the world file", async () => {
  const emulator = await start();
  const answer = await withClient(emulator, (client) =>
    client.send(new DescribeAutoScalingGroupsCommand({})),
  );
  expect(answer.AutoScalingGroups?.map((one) => one.AutoScalingGroupName)).toEqual(["web"]);
  expect(answer.AutoScalingGroups?.[0]?.Instances).toHaveLength(12);
});

test("the clock is manual, begins where it is told, and moves by advance only", async () => {
  const { control } = await start();
  const clock = { now: "2026-03-01T12:00:00.000Z", mode: "manual" };
  expect(await control.clock()).toMatchObject({ ...clock, nextDueAt: null });
  const moved = await control.advance("10m");
  expect(moved).toMatchObject({ now: "2026-03-01T12:10:00.000Z", eventCount: 0, events: [] });
  await expect(control.setSpeed(2)).rejects.toThrow("the clock is manual");
});

test("a refresh is told from its start to its end", async () => {
  const emulator = await start();
  const { control } = emulator;
  const { InstanceRefreshId: id } = await refresh(emulator, { CheckpointPercentages: [50, 100] });
  const half = await control.until({ group: "web", checkpoint: 50 }, { atMost: "1h" });
  expect(half).toMatchObject({ reached: true });
  expect(half.events).toContainEqual(
    expect.objectContaining({ type: "CheckpointReached", percentage: 50 }),
  );
  const end = await control.until({ group: "web", status: ["Successful", "Failed"] });
  expect(end).toMatchObject({ reached: true });
  expect(await newest(emulator)).toMatchObject({ Status: "Successful", PercentageComplete: 100 });
  const statuses = await control.journal({ group: "web", type: ["RefreshStatusChanged"] });
  expect(statuses.filter(({ refreshId }) => refreshId === id).map(({ to }) => to)).toEqual([
    "InProgress",
    "Successful",
  ]);
  const [summary] = (await control.refreshes("web")).slice(-1);
  expect(summary).toMatchObject({ id, status: "Successful", summary: { launches: 12 } });
  expect(summary?.summary?.lowestReady?.percentage).toBeGreaterThanOrEqual(90);
  const { refreshes } = await control.decisions("web", { refresh: id });
  expect(refreshes.map((one) => [one.id, one.decisions.length > 0])).toEqual([[id, true]]);
});

test("a condition that does not come in time is told so", async () => {
  const emulator = await start();
  await refresh(emulator);
  const waited = await emulator.control.until(
    { group: "web", status: ["Failed"] },
    { atMost: "1m" },
  );
  expect(waited).toMatchObject({ reached: false, now: "2026-03-01T12:01:00.000Z" });
});

test("a fault is added, listed with how often it fired, and removed", async () => {
  const emulator = await start();
  const { faults, until } = emulator.control;
  const [id = "", other] = await faults.add([
    {
      kind: "launch",
      group: "web",
      nthLaunch: 3,
      count: 1,
      launchError: "InsufficientInstanceCapacity",
    },
    { kind: "zone", availabilityZone: "us-east-1a", from: new Date("2026-03-02T00:00:00Z") },
  ]);
  await refresh(emulator);
  await until({ group: "web", status: ["Successful"] });
  expect(await faults.list()).toMatchObject([
    { id, kind: "launch", fired: 1, group: "web" },
    { id: other, kind: "zone", fired: 0, from: "2026-03-02T00:00:00.000Z" },
  ]);
  await faults.remove(id);
  await expect(faults.remove(id)).rejects.toMatchObject({ status: 404 });
  expect(await faults.removeAll()).toEqual([other]);
  expect(await faults.list()).toEqual([]);
  await expect(faults.add({ kind: "launch" })).rejects.toThrow("has no effect");
});

test("a snapshot goes on the same in another emulator", async () => {
  const [first, second] = await Promise.all([start(), start({ world: undefined })]);
  await refresh(first);
  await first.control.advance("3m");
  const snapshot = await first.control.snapshot();
  expect(await second.control.restore(snapshot)).toMatchObject({ now: "2026-03-01T12:03:00.000Z" });
  const ends = [first, second].map(async ({ control }) => {
    await control.until("settled");
    return control.journal();
  });
  const [one, another] = await Promise.all(ends);
  expect(another).toEqual(one);
  await expect(first.control.restore({ ...snapshot, format: "other" })).rejects.toMatchObject({
    name: "ControlError",
    status: 400,
  });
});

test("reset puts clock and world back", async () => {
  const emulator = await start();
  await refresh(emulator);
  await emulator.control.advance("1h");
  expect(await emulator.control.reset()).toMatchObject({ now: "2026-03-01T12:00:00.000Z" });
  expect((await emulator.control.journal()).map(({ cause }) => cause)).not.toContain(
    "StartInstanceRefresh",
  );
});

test("the same calls give the same story, and another seed another one", async () => {
  const story = async (options: StartEmulatorOptions) => {
    const emulator = await start(options);
    await refresh(emulator);
    await emulator.control.until("settled");
    return JSON.stringify(await emulator.control.journal());
  };
  const [first, again, other] = await Promise.all([
    story({}),
    story({}),
    story({ seed: "another" }),
  ]);
  expect(first).toBe(again);
  expect(first).not.toBe(other);
});

test("several at once have a port, a time and a world of their own", async () => {
  const [first, second] = await Promise.all([start(), start({ world: undefined })]);
  expect(first.endpoint).not.toBe(second.endpoint);
  await first.control.advance("1h");
  expect(await second.control.clock()).toMatchObject({ now: "2026-03-01T12:00:00.000Z" });
  await refresh(first);
  expect((await second.control.journal()).map(({ cause }) => cause)).not.toContain(
    "StartInstanceRefresh",
  );
});

/** As AWS's SDKs make it of a service's id. */
const endpointVariable = (serviceId: string) =>
  `AWS_ENDPOINT_URL_${serviceId.replaceAll(" ", "_").toUpperCase()}`;

test("the environment leads other programs to it, whatever service they call", async () => {
  const { endpoint, environment } = await start({
    world: undefined,
    account: "123456789012",
    region: "eu-west-1",
  });
  const services = [...serviceNames.map((name) => serviceModel(name).serviceId)];
  const variables = new Set([...services, "Elastic Load Balancing"].map(endpointVariable));
  expect(environment).toEqual({
    ASG_LOCAL_ENDPOINT: endpoint,
    AWS_ENDPOINT_URL: endpoint,
    ...Object.fromEntries([...variables].map((name) => [name, endpoint])),
    AWS_ACCESS_KEY_ID: "123456789012",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
  });
});

test("only web pages that allowOrigins names may call", async () => {
  const { endpoint } = await start({ allowOrigins: ["http://localhost:3000/"] });
  const from = (origin: string) => fetch(`${endpoint}/_asg-local/health`, { headers: { origin } });
  const allowed = await from("http://localhost:3000");
  expect(allowed.status).toBe(200);
  expect(allowed.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
  expect((await from("http://localhost:3001")).status).toBe(403);
});

test("launch templates of another emulator are found by ec2Endpoint", async () => {
  const other = await start();
  const { clientConfiguration } = await start({ world: undefined, ec2Endpoint: other.endpoint });
  const client = new AutoScalingClient(clientConfiguration);
  await client.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName: "here",
      MinSize: 0,
      MaxSize: 1,
      AvailabilityZones: ["us-east-1a"],
      LaunchTemplate: { LaunchTemplateName: "web", Version: "2" },
    }),
  );
  const { AutoScalingGroups } = await client.send(new DescribeAutoScalingGroupsCommand({}));
  client.destroy();
  expect(AutoScalingGroups?.[0]?.LaunchTemplate).toMatchObject({
    LaunchTemplateName: "web",
    Version: "2",
  });
});

test("a realtime clock runs, is paused and runs on", async () => {
  const { control } = await start({ clock: "realtime", speed: 1000 });
  expect(await control.pause()).toMatchObject({ mode: "paused", speed: 1000 });
  const { now } = await control.clock();
  expect((await control.clock()).now).toBe(now);
  expect(await control.resume()).toMatchObject({ mode: "realtime" });
  expect(await control.setSpeed(2)).toMatchObject({ speed: 2 });
});

describe("the end", () => {
  test("close stops it, also when it is closed twice", async () => {
    const { control, close } = await startEmulator();
    await close();
    await close();
    await expect(control.clock()).rejects.toMatchObject({
      name: "UnreachableError",
      message: expect.stringContaining("nothing answers at"),
    });
  });

  test("await using closes it at the end of the block", async () => {
    let endpoint = "";
    {
      await using emulator = await startEmulator();
      endpoint = emulator.endpoint;
      expect((await fetch(`${endpoint}/_asg-local/health`)).status).toBe(200);
    }
    await expect(fetch(`${endpoint}/_asg-local/health`)).rejects.toThrow();
  });
});

describe("a mistake is refused by name", () => {
  test.each([
    [{ prot: 1 }, 'no option "prot"; there are port, clock,'],
    [{ port: 70_000 }, "port must be a port from 0 to 65535, not 70000"],
    [{ clock: "sundial" }, "clock must be manual or realtime"],
    [{ clock: "realtime", speed: 0 }, "speed must be a number from 0.001"],
    [{ speed: 2 }, "speed has no effect while clock is manual"],
    [{ startTime: "yesterday" }, "startTime must be ISO 8601 with a zone, or a Date"],
    [{ startTime: new Date(Number.NaN) }, "startTime must be"],
    [{ timing: "slow" }, "timing must be aws, fast or instant"],
    [{ min100: "both" }, "min100 must be terminate-first or launch-first"],
    [{ connectionDraining: "yes" }, "connectionDraining must be true or false"],
    [{ account: "12" }, "account must be 12 digits"],
    [{ region: "Moon Base" }, "region must be a region's name"],
    [{ ec2Endpoint: "moto" }, "ec2Endpoint must be the URL of another emulator"],
    [{ ec2Endpoint: "https://ec2.amazonaws.com.cn." }, "AWS itself is never asked"],
    [{ seed: "" }, "seed must be a text"],
    [{ allowOrigins: "http://localhost:3000" }, "allowOrigins must be a list"],
    [{ allowOrigins: ["localhost:3000"] }, "each member the origin of a web page"],
  ])("%j", async (options, text) => {
    await expect(startEmulator(options as StartEmulatorOptions)).rejects.toThrow(text);
  });

  test("a world file that is not there", async () => {
    await expect(startEmulator({ world: "no-such.json" })).rejects.toThrow("no-such.json");
  });

  test("the control client throws what the emulator refuses, with what it accepts", async () => {
    const { control } = await start();
    await expect(control.advance("10x")).rejects.toMatchObject({
      name: "ControlError",
      status: 400,
      message: expect.stringContaining('"10x" is not a duration'),
      accepted: expect.arrayContaining(['{"advance":"10m"}']),
    });
    await expect(control.decisions("nowhere")).rejects.toMatchObject({ status: 404 });
  });
});
