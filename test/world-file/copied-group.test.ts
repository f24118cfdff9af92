/** A world file of a group as it is on AWS: instances with ids, versions with numbers. */
import { expect, test } from "vitest";
import { parseInstant } from "../../src/domain/time.ts";
import { timings } from "../../src/domain/timing.ts";
import { WorldFileError } from "../../src/domain/user-errors.ts";
import { regionOf } from "../../src/domain/world.ts";
import { createEmulator } from "../../src/emulator.ts";
import { worldChanges } from "../../src/world-file/changes.ts";
import { readWorld } from "../../src/world-file/read.ts";

const place = { account: "000000000000", region: "us-east-1" };
const data = { ImageId: "ami-00000001", InstanceType: "t3.micro" };
const ids = ["i-00000001", "i-00000002"];

type Members = Readonly<Record<string, unknown>>;

function fileWith(batch: Members, others: Members = {}) {
  return {
    regions: [
      {
        launchTemplates: [
          { name: "web", defaultVersion: 7, versions: [{ number: 7, data }, { data }] },
          { name: "old", versions: [{ data }] },
        ],
        launchConfigurations: [{ name: "older", settings: data }],
        groups: [
          {
            name: "web",
            launchTemplate: { name: "web" },
            minSize: 0,
            maxSize: 9,
            desiredCapacity: 2,
            availabilityZones: ["us-east-1a", "us-east-1b"],
            instances: [{ count: 2, ids, ...batch }],
            ...others,
          },
        ],
      },
    ],
  };
}

function regionWith(batch: Members) {
  const { content } = readWorld({ world: fileWith(batch) }, place);
  const emulator = createEmulator({
    seed: "test",
    settings: { timing: timings.aws, min100: "launch-first", behaviors: [] },
    now: () => parseInstant("2026-09-27T12:00:00Z") ?? 0,
    initialChanges: (context) => worldChanges(content, { ...context, timing: timings.aws }),
  });
  return regionOf(emulator.world, place.account, place.region);
}

test("instances have the ids, times, types, weights and zones that the file gives", () => {
  const region = regionWith({
    launchTime: "2026-09-01T00:00:01Z",
    instanceType: "m5.large",
    weight: 4,
    availabilityZone: "us-east-1b",
    purchaseOption: "spot",
    healthStatus: "Unhealthy",
    imageId: "ami-00000009",
    terminateSeconds: 77,
  });
  expect([...region.instances.keys()]).toEqual(ids);
  for (const instance of region.instances.values()) {
    expect(instance).toMatchObject({
      launchedAt: Date.parse("2026-09-01T00:00:01Z"),
      instanceType: "m5.large",
      weight: 4,
      availabilityZone: "us-east-1b",
      purchaseOption: "spot",
      healthStatus: "Unhealthy",
      imageId: "ami-00000009",
      terminateSeconds: 77,
      launchTemplate: { name: "web", version: "7" },
    });
  }
});

test("versions keep their numbers, and one without a number follows the one before", () => {
  const [template] = regionWith({}).launchTemplates.values();
  expect([...(template?.versions.keys() ?? [])]).toEqual([7, 8]);
  expect(template).toMatchObject({ defaultVersion: 7, latestVersion: 8 });
});

test.each([
  [{ launchTemplate: { name: "old", version: "1" } }, { launchTemplate: { name: "old" } }],
  [{ launchConfiguration: "older" }, { launchConfigurationName: "older" }],
  [{ lifecycleState: "Warmed:Stopped" }, { ec2State: "stopped", isWarm: false }],
  [{ lifecycleState: "Warmed:Running" }, { ec2State: "running", isSettled: false }],
])("instances with %j are launched so", (batch, expected) => {
  for (const instance of regionWith(batch).instances.values()) {
    expect(instance).toMatchObject(expected);
  }
});

test.each([
  [{ ids: ["i-00000001"] }, "ids: expected count, 2, of them"],
  [{ ids: ["i-00000001", "i-00000001"] }, "ids: expected each id once"],
  [{ availabilityZone: "us-east-1f" }, "expected one of us-east-1a, us-east-1b"],
  [{ launchTemplate: { name: "none" } }, "launchTemplate.name: expected one of web, old"],
  [{ launchTemplate: { name: "web", version: "1" } }, "one of $Latest, $Default, 7, 8"],
  [{ launchConfiguration: "none" }, "launchConfiguration: expected one of older"],
])("instances with %j are refused", (batch, expected) => {
  const read = () => readWorld({ world: fileWith(batch) }, place);
  expect(read).toThrow(WorldFileError);
  expect(read).toThrow(expected);
});

test("versions that do not ascend are refused", () => {
  const file = fileWith({});
  const [region] = file.regions;
  const versions = [
    { number: 7, data },
    { number: 7, data },
  ];
  const launchTemplates = [{ name: "web", defaultVersion: 7, versions }];
  const world = { regions: [{ ...region, launchTemplates }] };
  const read = () => readWorld({ world }, place);
  expect(read).toThrow("launchTemplates[0].versions[1].number: expected ascending numbers");
});
