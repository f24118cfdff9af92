/** The world file of a group on AWS: what is kept, what is replaced, and that it is the same. */
import { expect, test } from "vitest";
import { anonymousWorld } from "../../src/dry-run/anonymous.ts";
import { readWorld } from "../../src/world-file/read.ts";
import { aTargetGroup } from "../support/balanced-fleet.ts";
import { startEmulator } from "../support/emulator.ts";
import { aGroup, group, read } from "./as-aws.ts";

const place = { account: "000000000000", region: "us-east-1" };

async function imported() {
  const emulated = await startEmulator({ timing: "fast", startTime: "2026-09-27T12:00:00Z" });
  const { call } = aGroup(emulated, {
    Tags: [{ Key: "owner", Value: "shop-team", PropagateAtLaunch: true }],
  });
  const named = { AutoScalingGroupName: group };
  const TargetGroupARNs = [aTargetGroup({ call }, "shop-targets", { delaySeconds: 7 })];
  call("autoscaling", "AttachLoadBalancerTargetGroups", { ...named, TargetGroupARNs });
  call("autoscaling", "PutLifecycleHook", {
    ...named,
    LifecycleHookName: "shop-ready",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
  });
  emulated.advance(3600);
  const run = await read(emulated, { preferences: {} });
  return {
    world: run.world(),
    ids: [...emulated.emulator.world.regions.values()].flatMap(({ instances }) => [
      ...instances.keys(),
    ]),
  };
}

test("names, ids, account and tags are kept; user data is not", async () => {
  const { world, ids } = await imported();
  const text = JSON.stringify(world);
  for (const kept of [...ids, "123456789012", "web", "shop-targets", "shop-ready", "shop-team"]) {
    expect(text).toContain(kept);
  }
  expect(text).not.toContain("c2VjcmV0");
  expect(text).not.toContain("UserData");
});

test("an anonymous one has none of them, and is as good", async () => {
  const { world, ids } = await imported();
  const anonymous = anonymousWorld(world);
  const text = JSON.stringify(anonymous);
  for (const gone of [...ids, "123456789012", "shop", "owner", '"web"', "ami-0123456789abcdef0"]) {
    expect(text).not.toContain(gone);
  }
  expect(readWorld({ world: anonymous }, place).content.regions[0]?.groups[0]?.name).toBe("name-1");
  expect(text.length).toBeGreaterThan(JSON.stringify(world).length / 2);
});

test("ids are replaced in their order, each by one", () => {
  const ids = ["i-0000000000000000b", "i-0000000000000000a"];
  const instances = [{ count: 2, ids }];
  const groups = [{ name: "a", minSize: 0, maxSize: 2, desiredCapacity: 2, instances }];
  const { regions = [] } = anonymousWorld({ regions: [{ groups }] });
  const expected = ["i-00000000000000002", "i-00000000000000001"];
  expect(regions[0]?.groups?.[0]?.instances?.[0]?.ids).toEqual(expected);
});

test("words that are also names stay where they are no names", () => {
  const groups = [
    {
      name: "InService",
      minSize: 0,
      maxSize: 2,
      desiredCapacity: 1,
      availabilityZones: ["us-east-1a"],
    },
    {
      name: "us-east-1a",
      minSize: 0,
      maxSize: 2,
      desiredCapacity: 1,
      availabilityZones: ["us-east-1a"],
    },
  ];
  const { regions = [] } = anonymousWorld({ regions: [{ groups }] });
  expect(regions[0]?.groups?.map(({ name }) => name)).toEqual(["name-1", "name-2"]);
  expect(regions[0]?.groups?.[1]?.availabilityZones).toEqual(["us-east-1a"]);
});
