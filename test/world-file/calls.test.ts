/** The calls of a world file: made at the start in order, refused by place, made by a reset too. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { WorldFileError } from "../../src/domain/user-errors.ts";
import { regionOf } from "../../src/domain/world.ts";

const shop = join(import.meta.dirname, "../../fixtures/worlds/shop.json");
const place = { account: "000000000000", region: "us-east-1" };
const scratch = mkdtempSync(join(tmpdir(), "world-calls-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** The world of a file on a clock that stands, and a hand on that clock. */
async function worldOf(world: string) {
  const assembly = await assemble({
    ...place,
    world,
    seed: "test",
    clock: "manual",
    speed: 1,
    timing: "instant",
  });
  const { emulator, pacer } = assembly;
  const region = () => regionOf(emulator.world, place.account, place.region);
  const group = () => {
    const found = region().groups.get("shop");
    if (found === undefined) throw new Error("no group shop");
    return found;
  };
  const advance = (seconds: number) => {
    pacer.advanceBy(seconds * 1000);
    emulator.catchUp();
  };
  const ask = (operation: string, input: object, service: "autoscaling" | "cloudwatch") =>
    emulator.call({ service, operation, input, caller: { ...place, requestId: "test" } });
  return { ...assembly, region, group, advance, ask };
}

let files = 0;

/** A file with one group of one instance and these calls. */
function fileWith(...calls: readonly object[]): string {
  files += 1;
  const data = { ImageId: "ami-00000000000000001", InstanceType: "t3.nano" };
  const sizes = { minSize: 0, maxSize: 4, desiredCapacity: 1 };
  const group = {
    name: "shop",
    launchTemplate: { name: "shop" },
    ...sizes,
    availabilityZones: ["us-east-1a"],
  };
  const launchTemplates = [{ name: "shop", versions: [{ data }] }];
  const path = join(scratch, `world-${files}.json`);
  writeFileSync(path, JSON.stringify({ regions: [{ launchTemplates, groups: [group], calls }] }));
  return path;
}

const about = { AutoScalingGroupName: "shop" };

describe("shop.json", () => {
  test("has hook, policy, alarm, schedule, targets, warm pool and parameter", async () => {
    const { region, group } = await worldOf(shop);
    const { lifecycleHooks, scheduledActions, scalingPolicies, warmPool } = group();
    expect([...lifecycleHooks.keys()]).toEqual(["drain"]);
    expect([...scheduledActions.keys()]).toEqual(["opening"]);
    expect([...scalingPolicies.keys()]).toEqual(["more"]);
    expect(warmPool?.settings).toMatchObject({ minSize: 1, poolState: "Stopped" });
    expect([...region().alarms.keys()]).toEqual(["busy"]);
    expect([...region().parameters.keys()]).toEqual(["/shop/image"]);
    expect([...region().balancing.keys()]).toEqual([expect.stringContaining("targetgroup/shop/")]);
    expect(group().instanceMaintenancePolicy).toEqual({
      minHealthyPercentage: 100,
      maxHealthyPercentage: 150,
    });
  });

  test("scales when its alarm is set, and when the time of its schedule has come", async () => {
    const { group, advance, ask } = await worldOf(shop);
    const alarm = { AlarmName: "busy", StateValue: "ALARM", StateReason: "test" };
    ask("SetAlarmState", alarm, "cloudwatch");
    expect(group().desiredCapacity).toBe(6);
    ask("SetDesiredCapacity", { ...about, DesiredCapacity: 2 }, "autoscaling");
    advance(2 * 3600);
    expect(group().desiredCapacity).toBe(6);
  });

  test("is the same each time, and after a reset", async () => {
    const { emulator, advance, reset } = await worldOf(shop);
    const story = () => JSON.stringify(emulator.journalAfter(0));
    const first = story();
    advance(3 * 3600);
    expect(story()).not.toBe(first);
    await reset();
    expect(story()).toBe(first);
    const again = await worldOf(shop);
    expect(JSON.stringify(again.emulator.journalAfter(0))).toBe(first);
  });
});

test("a reset is refused when AWS refuses a call by then, and nothing changes", async () => {
  // Without a start time the world begins when it is, and so does it after a reset.
  const soon = Date.now() + 1500;
  const path = fileWith({
    operation: "PutScheduledUpdateGroupAction",
    input: {
      ...about,
      ScheduledActionName: "soon",
      DesiredCapacity: 2,
      StartTime: new Date(soon).toISOString(),
    },
  });
  const { emulator, pacer, reset, advance } = await worldOf(path);
  advance(3600);
  pacer.setSpeed(60);
  const [clock, journal] = [pacer.describe(), emulator.journalAfter(0)];
  await expect.poll(() => Date.now(), { timeout: 10_000 }).toBeGreaterThan(soon);
  await expect(reset()).rejects.toThrow(
    `${path}: regions[0].calls[0]: PutScheduledUpdateGroupAction is refused`,
  );
  expect([pacer.describe(), emulator.journalAfter(0)]).toEqual([clock, journal]);
});

test("a call can bring a public key as its text", async () => {
  const line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILFQYbSef+bYGipMdZNXLHHJrSLy+WBgYYkoxbczXlS3";
  const imports = (PublicKeyMaterial: unknown) => ({
    service: "ec2",
    operation: "ImportKeyPair",
    input: { KeyName: "deploy", PublicKeyMaterial },
  });
  const { region } = await worldOf(fileWith(imports(line)));
  const records = [...region().ec2Records.values()];
  expect(records).toMatchObject([{ kind: "keyPair", name: "deploy", publicKey: line }]);
  await expect(worldOf(fileWith(imports(7)))).rejects.toThrow(/PublicKeyMaterial.*a text/);
});

test("the calls are made in their order, and the journal names them as causes", async () => {
  const desired = (DesiredCapacity: number) => ({
    operation: "SetDesiredCapacity",
    input: { ...about, DesiredCapacity },
  });
  const { emulator } = await worldOf(fileWith(desired(3), desired(2)));
  const changes = emulator.journalAfter(0).filter(({ cause }) => cause === "SetDesiredCapacity");
  expect(changes.map(({ change }) => change)).toMatchObject([{ to: 3 }, { to: 2 }]);
});

test("a call can read what one before it answered", async () => {
  const describeZones = { service: "ec2", operation: "DescribeSubnets", as: "subnets" };
  const VPCZoneIdentifier = "{{subnets.Subnets[0].SubnetId}},{{subnets.Subnets[1].SubnetId}}";
  const update = { operation: "UpdateAutoScalingGroup", input: { ...about, VPCZoneIdentifier } };
  const { group } = await worldOf(fileWith(describeZones, update));
  expect(group().subnetIds).toEqual([
    expect.stringMatching(/^subnet-/),
    expect.stringMatching(/^subnet-/),
  ]);
});

describe("a call is refused at the start with its place:", () => {
  const hook = (input: object) => ({ operation: "PutLifecycleHook", input });
  test.each<readonly [string, readonly object[], string]>([
    [
      "what AWS refuses, in its words",
      [hook({ AutoScalingGroupName: "shop", LifecycleHookName: "drain", HeartbeatTimeout: 5 })],
      "regions[0].calls[0]: PutLifecycleHook is refused with ValidationError: ",
    ],
    [
      "what AWS's model forbids, in its words",
      [{ operation: "SuspendProcesses" }],
      "regions[0].calls[0]: SuspendProcesses is refused with ValidationError: 1 validation error " +
        "detected: Value null at 'autoScalingGroupName' failed to satisfy constraint: Member must " +
        "not be null",
    ],
    [
      "an operation that does not exist",
      [{ operation: "PutHook" }],
      'regions[0].calls[0].operation: expected an operation of autoscaling that asg-local serves; got "PutHook"',
    ],
    [
      "a service that does not exist",
      [{ service: "s3", operation: "CreateBucket" }],
      "regions[0].calls[0].service: expected one of ",
    ],
    [
      "an unknown member",
      [{ operation: "DeletePolicy", input: { PolicyNam: "x" } }],
      "regions[0].calls[0].input: unknown PolicyNam; accepted: AutoScalingGroupName, PolicyName",
    ],
    [
      "a wrong type",
      [hook({ ...about, LifecycleHookName: "drain", HeartbeatTimeout: "300" })],
      'regions[0].calls[0].input.HeartbeatTimeout: expected a whole number; got "300"',
    ],
    [
      "a wrong type in a list",
      [{ operation: "SuspendProcesses", input: { ...about, ScalingProcesses: ["Launch", 1] } }],
      "regions[0].calls[0].input.ScalingProcesses[1]: expected a text; got 1",
    ],
    [
      "a wrong time",
      [{ operation: "PutScheduledUpdateGroupAction", input: { ...about, StartTime: "noon" } }],
      "regions[0].calls[0].input.StartTime: expected ISO 8601 with a zone, such as " +
        '2026-01-31T12:00:00Z; got "noon"',
    ],
    [
      "a name that no call before it has",
      [{ operation: "DescribePolicies", as: "one" }, hook({ RoleARN: "{{two.RoleARN}}" })],
      "regions[0].calls[1].input.RoleARN: {{two.RoleARN}} needs the name of a call before it, one of one",
    ],
    [
      "a name that is taken",
      [
        { operation: "DescribePolicies", as: "one" },
        { operation: "DescribeTags", as: "one" },
      ],
      "regions[0].calls[1].as: expected a name that is not taken",
    ],
    [
      "a place in an answer where nothing is",
      [
        { operation: "DescribePolicies", as: "none" },
        hook({ ...about, LifecycleHookName: "{{none.ScalingPolicies[0].PolicyName}}" }),
      ],
      "regions[0].calls[1]: nothing is at {{none.ScalingPolicies[0].PolicyName}}",
    ],
    [
      "an operation that is not emulated",
      [
        {
          operation: "GetPredictiveScalingForecast",
          input: {
            ...about,
            PolicyName: "none",
            StartTime: "2026-01-01T00:00:00Z",
            EndTime: "2026-01-02T00:00:00Z",
          },
        },
      ],
      "regions[0].calls[0]: GetPredictiveScalingForecast is refused with ",
    ],
  ])("%s", async (_, calls, expected) => {
    const path = fileWith(...calls);
    const refusal = await assemble({
      ...place,
      world: path,
      seed: "test",
      clock: "manual",
      speed: 1,
    }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WorldFileError);
    const { message } = refusal as WorldFileError;
    expect(message.slice(0, `${path}: ${expected}`.length)).toBe(`${path}: ${expected}`);
    expect(message.split("\n")).toHaveLength(1);
  });
});
