/** World files: what each fixture creates, and how a wrong file is refused. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inferredTexts } from "../../src/domain/texts/inferred-texts.ts";
import { parseInstant } from "../../src/domain/time.ts";
import { timings } from "../../src/domain/timing.ts";
import { WorldFileError } from "../../src/domain/user-errors.ts";
import type { Region } from "../../src/domain/world.ts";
import { regionOf } from "../../src/domain/world.ts";
import { createEmulator } from "../../src/emulator.ts";
import { worldChanges, worldSettings } from "../../src/world-file/changes.ts";
import { initialCalls } from "../../src/world-file/initial-calls.ts";
import { readWorld } from "../../src/world-file/read.ts";

const folder = join(import.meta.dirname, "../../fixtures/worlds");
const place = { account: "000000000000", region: "us-east-1" };
const startTime = "2026-09-27T12:00:00Z";
const scratch = mkdtempSync(join(tmpdir(), "world-file-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The emulator that a file furnishes, its region, and a hand on its clock. */
function worldOf(path: string) {
  let at = parseInstant(startTime) ?? 0;
  const file = readWorld({ file: path }, place).content;
  const timing = timings[worldSettings(file).timing ?? "aws"];
  const emulator = createEmulator({
    seed: "test",
    settings: { timing, min100: "launch-first", behaviors: worldSettings(file).behaviors },
    now: () => at,
    initialChanges: (tools) => worldChanges(file, { ...tools, timing }),
    initialCalls: initialCalls(file, path),
  });
  const advance = (seconds: number) => {
    at += seconds * 1000;
    return emulator.catchUp();
  };
  return { emulator, advance, region: regionOf(emulator.world, place.account, place.region) };
}

function theGroup(region: Region, name: string) {
  const group = region.groups.get(name);
  if (group === undefined) throw new Error(`no group ${name}`);
  return group;
}

const fixtures = readdirSync(folder).filter((name) => name.endsWith(".json"));
const hasCalls = (name: string) => readFileSync(join(folder, name), "utf8").includes('"calls"');

test.each(fixtures.filter((name) => !hasCalls(name)))(
  "%s begins at rest: nothing happens for a week",
  (name) => {
    const { advance } = worldOf(join(folder, name));
    advance(0);
    expect(advance(7 * 24 * 3600)).toEqual([]);
  },
);

describe("a past that is over", () => {
  test("has versions of their own age, some of them deleted (U-072)", () => {
    const { region } = worldOf(join(folder, "history.json"));
    const [template] = region.launchTemplates.values();
    expect([...(template?.versions.keys() ?? [])]).toEqual([1, 2, 4]);
    expect(template?.latestVersion).toBe(4);
    const ages = [...(template?.versions.values() ?? [])].map(({ createdAt }) => createdAt);
    expect(ages).toEqual([...ages].sort());
    expect(theGroup(region, "fleet").refreshes.map(({ status }) => status)).toEqual([
      "Successful",
      "Successful",
      "Failed",
      "Successful",
      "Successful",
    ]);
  });

  test("can have brought a mixed instances policy (U-072)", () => {
    const mixedInstancesPolicy = {
      LaunchTemplate: {
        LaunchTemplateSpecification: { LaunchTemplateName: "app", Version: "1" },
        Overrides: [{ InstanceType: "t3.micro" }],
      },
    };
    const path = written(aFile({ refreshes: [pastRefresh({ mixedInstancesPolicy })] }));
    const [refresh] = theGroup(worldOf(path).region, "app").refreshes;
    expect(refresh?.desiredConfiguration).toMatchObject({
      kind: "mixedInstancesPolicy",
      policy: { specification: { name: "app" }, overrides: [{ instanceType: "t3.micro" }] },
    });
  });
});

describe("web-fleet.json", () => {
  const { region, emulator } = worldOf(join(folder, "web-fleet.json"));
  const group = theGroup(region, "web");
  const members = [...group.fleet.members.values()];

  test("has a fleet of 12, four in each of three zones", () => {
    const zones = members.map(({ availabilityZone }) => availabilityZone).sort();
    const fourTimes = (zone: string) => [zone, zone, zone, zone];
    expect(zones).toEqual(["us-east-1a", "us-east-1b", "us-east-1c"].flatMap(fourTimes));
  });

  test("has instances of template version 1 that have long settled", () => {
    for (const member of members) {
      expect(member).toMatchObject({
        instanceType: "t3.small",
        lifecycleState: "InService",
        ec2State: "running",
        healthStatus: "Healthy",
        isSettled: true,
        isWarm: true,
        launchTemplate: { name: "web", version: "1" },
        launchedAt: parseInstant("2026-09-20T13:00:00Z"),
      });
      expect(member.tags).toContainEqual({ key: "release", value: "41" });
      expect(member.tags).toContainEqual({ key: "Name", value: "web" });
    }
  });

  test("has three template versions, of which launches of the third are broken", () => {
    const [template] = region.launchTemplates.values();
    expect([...(template?.versions.keys() ?? [])]).toEqual([1, 2, 3]);
    expect(template).toMatchObject({ name: "web", defaultVersion: 1, latestVersion: 3 });
    const { behaviors } = emulator.world.settings;
    expect(behaviors).toEqual([{ group: "web", launchTemplateVersion: 3, isBroken: true }]);
  });

  test("has a finished refresh in its history", () => {
    expect(group.refreshes).toEqual([
      expect.objectContaining({
        status: "Successful",
        startTime: parseInstant("2026-09-20T12:00:00Z"),
        endTime: parseInstant("2026-09-20T12:34:00Z"),
        percentageComplete: 100,
        instancesToUpdate: 0,
      }),
    ]);
    expect(group.refreshes[0]?.preferences).toMatchObject({
      minHealthyPercentage: 90,
      instanceWarmupSeconds: 30,
      checkpointDelaySeconds: 3600,
    });
  });
});

describe("a refresh of web-fleet.json", () => {
  const caller = { ...place, requestId: "test" };
  const refreshTo = (Version: string) => {
    const { emulator, advance, region } = worldOf(join(folder, "web-fleet.json"));
    const input = {
      AutoScalingGroupName: "web",
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version } },
    };
    emulator.call({ service: "autoscaling", operation: "StartInstanceRefresh", input, caller });
    advance(3 * 3600);
    return theGroup(region, "web");
  };

  test("to version 2 replaces all twelve", () => {
    const group = refreshTo("2");
    expect(group.refreshes.at(-1)).toMatchObject({ status: "Successful", percentageComplete: 100 });
    const versions = [...group.fleet.members.values()].map((one) => one.launchTemplate?.version);
    expect(versions).toEqual(Array(12).fill("2"));
  });

  test("R-153 to version 3 gets nowhere, for its instances never become healthy", () => {
    const group = refreshTo("3");
    const old = [...group.fleet.members.values()].filter((one) => !one.isBroken);
    expect(old.length).toBeGreaterThanOrEqual(11);
    expect(group.refreshes.at(-1)?.status).not.toBe("Successful");
  });
});

test("the same file and seed create the same world, also after a reset", () => {
  const ids = () => {
    const { emulator } = worldOf(join(folder, "web-fleet.json"));
    const now = () => [...regionOf(emulator.world, place.account, place.region).instances.keys()];
    const before = now();
    emulator.reset();
    return [before, now()];
  };
  const [first, afterReset] = ids();
  expect(afterReset).toEqual(first);
  expect(ids()[0]).toEqual(first);
});

test("a world can hold several regions, configurations, subnets and mixed fleets", () => {
  const subnet = {
    id: "subnet-0123456789abcdef0",
    availabilityZone: "eu-west-1b",
    cidrBlock: "10.0.1.0/24",
  };
  const settings = { ImageId: "ami-00000000000000001", InstanceType: "m4.large" };
  const path = written({
    startTime: "2026-01-31T12:00:00Z",
    timing: "fast",
    min100: "terminate-first",
    regions: [
      {
        account: "111122223333",
        region: "eu-west-1",
        subnets: [subnet],
        launchConfigurations: [{ name: "old", settings }],
        groups: [
          {
            name: "legacy",
            launchConfiguration: "old",
            minSize: 0,
            maxSize: 9,
            desiredCapacity: 2,
            subnets: [subnet.id],
            instances: [
              { count: 2, protectedFromScaleIn: true },
              { count: 1, lifecycleState: "Standby" },
            ],
          },
        ],
      },
    ],
  });
  const { emulator } = worldOf(path);
  const region = regionOf(emulator.world, "111122223333", "eu-west-1");
  const group = theGroup(region, "legacy");
  expect(group).toMatchObject({ availabilityZones: ["eu-west-1b"], subnetIds: [subnet.id] });
  const members = [...group.fleet.members.values()].map((one) => [
    one.lifecycleState,
    one.protectedFromScaleIn,
    one.subnetId,
    one.launchConfigurationName,
  ]);
  expect(members).toEqual([
    ["InService", true, subnet.id, "old"],
    ["InService", true, subnet.id, "old"],
    ["Standby", false, subnet.id, "old"],
  ]);
  expect(worldSettings(readWorld({ file: path }, place).content)).toEqual({
    startTime: parseInstant("2026-01-31T12:00:00Z"),
    timing: "fast",
    min100: "terminate-first",
    behaviors: [],
  });
});

test("comments and last commas are read over, and places in messages stay right", () => {
  const path = join(scratch, "commented.jsonc");
  writeFileSync(path, '{\n  // fast\n  "timing": "fast", /* no more */\n}\n');
  expect(readWorld({ file: path }, place).content.timing).toBe("fast");
  writeFileSync(path, '{ // {\n  "timing": "fast"\n');
  expect(() => readWorld({ file: path }, place)).toThrow(/expected JSON; .*position 26/);
});

test("a group may grow as large as the API lets it", () => {
  const maxSize = 2_147_483_647;
  const group = {
    name: "a",
    minSize: 0,
    maxSize,
    desiredCapacity: 0,
    launchTemplate: { name: "t" },
  };
  const world = (sizes: object) => ({
    regions: [
      {
        launchTemplates: [
          { name: "t", versions: [{ data: { ImageId: "ami-00000000000000001" } }] },
        ],
        groups: [{ ...group, availabilityZones: ["us-east-1a"], ...sizes }],
      },
    ],
  });
  const { regions } = readWorld({ world: world({}) }, place).content;
  expect(regions[0]?.groups[0]?.maxSize).toBe(maxSize);
  expect(() => readWorld({ world: world({ maxSize: maxSize + 1 }) }, place)).toThrow(
    "world: regions[0].groups[0].maxSize: ",
  );
});

describe("a file is refused with its name, the place in it and what is accepted:", () => {
  test("a file that is not there", () => {
    const path = join(scratch, "missing.json");
    expect(() => readWorld({ file: path }, place).content).toThrow(
      `${path}: cannot be read (ENOENT)`,
    );
  });

  test("a file that is not JSON", () => {
    const path = join(scratch, "broken.json");
    writeFileSync(path, "{");
    expect(() => readWorld({ file: path }, place).content).toThrow(`${path}: expected JSON; `);
  });

  test.each<readonly [string, object, string]>([
    [
      "an unknown member",
      { region: [] },
      "unknown region; accepted: $schema, startTime, timing, connectionDraining, min100, " +
        "strictImages, lateEvents, behaviors, targets, regions",
    ],
    [
      "a wrong choice",
      { timing: "slow" },
      'timing: expected one of "aws"|"fast"|"instant"; got "slow"',
    ],
    [
      "a wrong time",
      { startTime: "yesterday" },
      'startTime: expected ISO 8601 with a zone, such as 2026-01-31T12:00:00Z; got "yesterday"',
    ],
    [
      "a wrong type",
      aFile({ minSize: "two" }),
      'regions[0].groups[0].minSize: expected number, received string; got "two"',
    ],
    [
      "a wrong kind of launch source",
      aFile({ launchConfiguration: "old" }),
      "regions[0].groups[0]: expected either launchTemplate or launchConfiguration",
    ],
    [
      "an unknown template",
      aFile({ launchTemplate: { name: "web" } }),
      "regions[0].groups[0].launchTemplate.name: expected one of app",
    ],
    [
      "an unknown version",
      aFile({ launchTemplate: { name: "app", version: "2" } }),
      "regions[0].groups[0].launchTemplate.version: expected one of $Latest, $Default, 1",
    ],
    [
      "an unknown zone",
      aFile({ availabilityZones: ["eu-west-1a"] }),
      "regions[0].groups[0].availabilityZones[0]: expected one of us-east-1a, us-east-1b, " +
        "us-east-1c, us-east-1d, us-east-1e, us-east-1f",
    ],
    [
      "sizes that clash",
      aFile({ desiredCapacity: 9 }),
      "regions[0].groups[0].desiredCapacity: expected minSize to maxSize, 0 to 4",
    ],
    [
      "too few instances",
      aFile({ instances: [{ count: 1 }] }),
      "regions[0].groups[0].instances: expected instances in service that add up to " +
        "desiredCapacity, 2; got 1",
    ],
    [
      "preferences that AWS refuses",
      aFile({
        refreshes: [
          {
            status: "Failed",
            startedHoursAgo: 2,
            lastedMinutes: 60,
            preferences: { MinHealthyPercentage: 0, MaxHealthyPercentage: 150 },
          },
        ],
      }),
      "regions[0].groups[0].refreshes[0].preferences: The difference between " +
        "MaxHealthyPercentage and MinHealthyPercentage must be less than or equal to 100.",
    ],
    [
      "a deleted default version (U-072)",
      aFile({}, { deletedVersions: [1] }),
      "regions[0].launchTemplates[0].deletedVersions[0]: expected a version that is not the " +
        "default one",
    ],
    [
      "two desired configurations (U-072)",
      aFile({
        refreshes: [pastRefresh({ launchTemplate: { name: "app" }, mixedInstancesPolicy: {} })],
      }),
      "regions[0].groups[0].refreshes[0].desiredConfiguration: expected either launchTemplate or " +
        "mixedInstancesPolicy",
    ],
    [
      "a policy that AWS refuses (U-072)",
      aFile({ refreshes: [pastRefresh({ mixedInstancesPolicy: {} })] }),
      "regions[0].groups[0].refreshes[0].desiredConfiguration.mixedInstancesPolicy: " +
        inferredTexts.policyWithoutTemplate,
    ],
  ])("%s", (_, content, expected) => {
    const path = written(content);
    expect(() => readWorld({ file: path }, place).content).toThrow(
      new WorldFileError(`${path}: ${expected}`),
    );
  });

  test("everything that is wrong, a line each", () => {
    const path = written({ timing: "slow", seed: 1 });
    const lines = catchMessage(() => readWorld({ file: path }, place).content).split("\n");
    expect(lines).toHaveLength(2);
  });
});

/** A file with one group of two, valid but for what the test gives. */
function aFile(group: object, template: object = {}): object {
  const data = { ImageId: "ami-00000000000000001", InstanceType: "t3.nano" };
  const base = {
    name: "app",
    launchTemplate: { name: "app" },
    minSize: 0,
    maxSize: 4,
    desiredCapacity: 2,
    availabilityZones: ["us-east-1a"],
  };
  const launchTemplates = [{ name: "app", versions: [{ data }], ...template }];
  return { regions: [{ launchTemplates, groups: [{ ...base, ...group }] }] };
}

function pastRefresh(desiredConfiguration: object): object {
  return { status: "Successful", startedHoursAgo: 2, lastedMinutes: 60, desiredConfiguration };
}

let files = 0;

function written(content: object): string {
  files += 1;
  const path = join(scratch, `world-${files}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

function catchMessage(step: () => unknown): string {
  try {
    step();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}
