/** GET groups/{name}: one group with all its instances, small enough for ten thousand of them. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { showWholeGroup } from "../../src/control/present-group.ts";
import { capacityOf } from "../../src/domain/capacity-sample.ts";
import { regionOf } from "../../src/domain/world.ts";
import { account, aSettledFleet, regionName, start } from "../support/in-process.ts";
import { carefully, serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;
beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const group = async () => (await fleet.get("groups/web")).body;

test("tells sizes, states, settings and instances by columns", async () => {
  const { body } = await fleet.get("groups/web");
  expect(body).toMatchObject({
    account: "000000000000",
    region: "us-east-1",
    name: "web",
    desiredCapacity: 12,
    states: { InService: 12 },
    settings: { launchTemplate: { name: "web", version: "1" }, hasWarmPool: false },
    capacity: { desired: 12, ready: 12, inService: 12, total: 12, floor: null, percentage: null },
    refresh: null,
    hooks: [],
    alarms: [],
  });
  const { instances } = body;
  const first = (list: string) => instances[list][0];
  expect(instances.id).toHaveLength(12);
  expect({
    state: instances.states[first("state")],
    condition: instances.conditions[first("condition")],
    role: instances.roles[first("role")],
    version: instances.sources[first("source")].version,
    zone: instances.zones[first("zone")],
  }).toEqual({
    state: "InService",
    condition: "ready",
    role: null,
    version: "1",
    zone: expect.stringMatching(/^us-east-1[a-c]$/),
  });
});

test("tells the refresh under way, its bounds, and what is due next", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  await fleet.post("clock", { until: { group: "web", checkpoint: 50 } });
  const body = await group();
  expect(body.refresh).toMatchObject({
    status: "InProgress",
    preferences: {
      minHealthyPercentage: 90,
      instanceWarmup: 300,
      checkpointPercentages: [50, 100],
    },
    desiredConfiguration: { launchTemplate: { name: "web", version: "2" } },
    passedCheckpoint: 50,
  });
  expect(body.capacity).toMatchObject({ floor: 11, ceiling: 12, ready: 12, percentage: 50 });
  expect(body.nextDue).toEqual({
    at: body.refresh.pausedUntil,
    what: "checkpointDelayEnd",
    which: "web",
    says: "web goes on after the checkpoint delay",
  });
  await fleet.post("clock", { advance: "next" });
  expect((await group()).now).toBe(body.refresh.pausedUntil);
});

test("what is due next then happens, step by step through a whole refresh", async () => {
  await fleet.call("StartInstanceRefresh", carefully);
  let steps = 0;
  for (;;) {
    const { nextDue, refresh } = await group();
    if (refresh === null) break;
    const { body } = await fleet.post("clock", { until: nextDue.at });
    const ofStep = body.events.filter((event: { id?: string }) => event.id === nextDue.which);
    if (nextDue.what === "warmUp") expect(ofStep.map(typeOf)).toContain("WarmedUp");
    if (nextDue.what === "enterService") expect(ofStep.map(typeOf)).toContain("EnteredService");
    if (nextDue.what === "settle") expect(ofStep.map(typeOf)).toContain("HealthSettled");
    if (nextDue.what === "terminate") expect(ofStep.map(typeOf)).toContain("InstanceTerminated");
    steps += 1;
  }
  expect(steps).toBeGreaterThan(50);
});

const typeOf = ({ type }: { type?: string }) => type;

test("an instance that waits in a hook is told with its token", async () => {
  await fleet.call("PutLifecycleHook", {
    LifecycleHookName: "drain",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
  });
  await fleet.call("StartInstanceRefresh", carefully);
  await fleet.post("clock", { advance: "5m" });
  const { hooks, instances } = await group();
  expect(hooks).toEqual([
    {
      instance: expect.stringMatching(/^i-/),
      hook: "drain",
      transition: "autoscaling:EC2_INSTANCE_TERMINATING",
      token: expect.stringMatching(/^[0-9a-f-]{36}$/),
      begunAt: expect.any(String),
      deadline: expect.any(String),
    },
  ]);
  expect(instances.flags[instances.id.indexOf(hooks[0].instance)] & 4).toBe(4);
});

test("an unknown group is 404, and what is unknown of the query 400", async () => {
  expect(await fleet.get("groups/nosuch")).toMatchObject({ status: 404 });
  expect(await fleet.get("groups/web?limit=1")).toMatchObject({ status: 400 });
});

test("ten thousand instances take at most 50 bytes each", () => {
  const story = aSettledFleet({ size: 10_000 });
  const region = regionOf(story.emulator.world, account, regionName);
  const one = story.group();
  const shown = showWholeGroup({ group: one, region, now: start, sequence: 1, nextDue: undefined });
  expect(capacityOf(one).ready).toBe(10_000);
  expect(JSON.stringify(shown).length / 10_000).toBeLessThan(50);
});
