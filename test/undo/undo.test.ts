/** Undo and guard against an emulator: the calls that are made, and what becomes of the group. */
import { readFileSync } from "node:fs";
import {
  AutoScalingClient,
  type RefreshPreferences,
  StartInstanceRefreshCommand,
  UpdateAutoScalingGroupCommand,
} from "@aws-sdk/client-auto-scaling";
import {
  CloudWatchClient,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../src/library/start-emulator.ts";
import { type UndoCalls, undoCalls } from "../../src/undo/aws-calls.ts";
import { guard } from "../../src/undo/guard.ts";
import { carryOut, planUndo, readHistory } from "../../src/undo/undo.ts";
import type { UndoOptions } from "../../src/undo/undo-options.ts";
import { type RecordedCalls, recordCalls } from "./recorded-calls.ts";

const world = new URL("../../fixtures/worlds/web-fleet.json", import.meta.url).pathname;
const web = { AutoScalingGroupName: "web" };

let emulator: RunningEmulator;
let recorded: RecordedCalls;
let client: AutoScalingClient;
let calls: UndoCalls;

beforeEach(async () => {
  emulator = await startEmulator({ world, clock: "manual", seed: "undo" });
  recorded = await recordCalls(emulator.endpoint);
  const { clientConfiguration } = emulator;
  client = new AutoScalingClient({ ...clientConfiguration, endpoint: recorded.endpoint });
  calls = undoCalls("web", client);
});
afterEach(async () => {
  client.destroy();
  await recorded.close();
  await emulator.close();
});

async function start(Version: string, Preferences: RefreshPreferences = {}): Promise<string> {
  const { InstanceRefreshId: id = "" } = await client.send(
    new StartInstanceRefreshCommand({
      ...web,
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: "web", Version } },
      Preferences: { InstanceWarmup: 30, MinHealthyPercentage: 90, ...Preferences },
    }),
  );
  return id;
}

async function deploy(version: string, preferences?: RefreshPreferences): Promise<string> {
  const id = await start(version, preferences);
  await emulator.control.advance("3h");
  return id;
}

const save = (Version: string) =>
  client.send(
    new UpdateAutoScalingGroupCommand({
      ...web,
      LaunchTemplate: { LaunchTemplateName: "web", Version },
    }),
  );

const pause = async () => void (await emulator.control.advance("1m"));

async function undo(options: UndoOptions = {}): Promise<string> {
  const plan = await planUndo(calls, options);
  if (plan.kind === "nothing" || plan.kind === "ending") return plan.says;
  return carryOut(calls, plan, pause);
}

const versionOfGroup = async () => (await calls.group()).LaunchTemplate?.Version;
const described = ["DescribeAutoScalingGroups", "DescribeInstanceRefreshes"];
const planned = [...described, "DescribeLaunchTemplateVersions"];
const lookedAgain = ["DescribeInstanceRefreshes", "DescribeAutoScalingGroups"];

describe("undo after a deployment", () => {
  test("history makes these calls only (U-001)", async () => {
    await readHistory(calls);
    expect(recorded.calls()).toEqual(planned);
  });

  test("is one StartInstanceRefresh, after looking again (U-030, U-033)", async () => {
    await deploy("2");
    recorded.calls();
    const id = await undo();
    expect(recorded.calls()).toEqual([
      ...planned,
      "DescribeImages",
      ...lookedAgain,
      "StartInstanceRefresh",
    ]);
    await emulator.control.advance("3h");
    const newest = await calls.newestRefresh();
    expect(newest).toMatchObject({ InstanceRefreshId: id, Status: "Successful" });
    expect(await versionOfGroup()).toBe("1");
  });

  test("in phases, the activities are asked for as well (U-051)", async () => {
    await deploy("2", { CheckpointPercentages: [50, 100], CheckpointDelay: 60 });
    recorded.calls();
    const plan = await planUndo(calls, { phased: true });
    expect(recorded.calls()).toEqual([...planned, "DescribeScalingActivities", "DescribeImages"]);
    expect(plan).toMatchObject({
      phases: { deployed: 12, isAssumed: false, percentages: [50, 100] },
      request: { Preferences: { CheckpointPercentages: [50, 100], CheckpointDelay: 60 } },
    });
  });

  test("instances that came by scaling are taken back too (U-051)", async () => {
    await deploy("2", { CheckpointPercentages: [50, 100], CheckpointDelay: 60 });
    await client.send(new UpdateAutoScalingGroupCommand({ ...web, DesiredCapacity: 16 }));
    await emulator.control.advance("1h");
    expect(await planUndo(calls, { phased: true })).toMatchObject({
      phases: { deployed: 12, active: 16, rows: [{ instances: 8 }, { instances: 8 }] },
    });
  });

  test("without activities the desired capacity is taken (U-051)", async () => {
    expect(await planUndo(calls, { toVersion: 2, phased: [50, 100] })).toMatchObject({
      phases: { deployed: 12, isAssumed: true },
    });
  });

  test("of one phase needs percentages (U-055)", async () => {
    await deploy("2");
    await expect(planUndo(calls, { phased: true })).rejects.toThrow(
      /^\w{4}… was deployed in one phase; give the phases: --phased 10,50,100$/,
    );
  });

  test("there is nothing to do when all have the target (U-023)", async () => {
    expect(await undo({ toVersion: 1 })).toBe(
      "nothing to do: web has version 1, and so has every instance",
    );
  });

  test("goes on when a failed deployment left a mixture (U-023)", async () => {
    await start("2");
    await emulator.control.advance("2m");
    await calls.cancel();
    await emulator.control.advance("1h");
    expect(await planUndo(calls, { toVersion: 1 })).toMatchObject({ kind: "start" });
  });

  test.each([
    ["another refresh started", () => start("3")],
    ["the configuration was changed", () => save("3")],
  ] as const)("is refused when %s meanwhile (U-033)", async (_, change) => {
    await deploy("2");
    const plan = await planUndo(calls);
    await change();
    recorded.calls();
    if (plan.kind !== "start") throw new Error(plan.kind);
    await expect(carryOut(calls, plan, pause)).rejects.toThrow("web changed meanwhile, look again");
    expect(recorded.calls()).not.toContain("StartInstanceRefresh");
  });

  test("versions are shown without release when EC2 refuses (U-001)", async () => {
    await emulator.control.faults.add({
      kind: "api",
      operation: "DescribeLaunchTemplateVersions",
      error: "UnauthorizedOperation",
    });
    const { history, problem } = await readHistory(calls);
    expect(history.deployments.map(({ release, marks }) => [release, marks])).toEqual([
      [undefined, ["current"]],
    ]);
    expect(problem).toMatch(/ is not authorized to perform: ec2:DescribeLaunchTemplateVersions /);
  });
});

describe("undo of an active refresh", () => {
  test("rolls it back, with the same id (U-036)", async () => {
    const id = await start("2");
    await emulator.control.advance("2m");
    recorded.calls();
    expect(await undo()).toBe(id);
    expect(recorded.calls()).toEqual([...planned, ...lookedAgain, "RollbackInstanceRefresh"]);
  });

  test("cancels a pending one (U-037)", async () => {
    const id = await start("2");
    recorded.calls();
    expect(await undo()).toBe(id);
    expect(recorded.calls()).toEqual([...planned, ...lookedAgain, "CancelInstanceRefresh"]);
  });

  test("is refused when the new version is saved already (U-038, R-280)", async () => {
    await save("2");
    await start("2");
    await emulator.control.advance("2m");
    await expect(undo()).rejects.toThrow(
      /^web: version 2 is saved already, so that .* roll \w+… back to the same; add --cancel/,
    );
  });

  test("with --cancel it goes back to the deployment before (U-038)", async () => {
    await save("2");
    await start("2");
    await emulator.control.advance("2m");
    recorded.calls();
    const id = await undo({ cancel: true });
    const made = recorded.calls();
    expect(made.slice(-2)).toEqual(["DescribeInstanceRefreshes", "StartInstanceRefresh"]);
    expect(made.filter((call) => call === "CancelInstanceRefresh")).toHaveLength(1);
    await emulator.control.advance("3h");
    expect(await calls.newestRefresh()).toMatchObject({
      InstanceRefreshId: id,
      Status: "Successful",
    });
    expect(await versionOfGroup()).toBe("1");
  });

  test.each([
    ["no desired configuration", undefined, / has no desired configuration, so that AWS cannot /],
    ["$Latest saved", "$Latest", /^web: web has \$Latest saved, to which AWS cannot roll /],
  ] as const)("is refused with %s (U-038)", async (_, saved, message) => {
    if (saved !== undefined) await save(saved);
    await (saved === undefined
      ? client.send(new StartInstanceRefreshCommand(web))
      : start("2", { MinHealthyPercentage: 90 }));
    await emulator.control.advance("2m");
    await expect(undo()).rejects.toThrow(message);
  });

  test("waits for nothing that AWS is ending already (U-039)", async () => {
    await start("2");
    await emulator.control.advance("2m");
    await calls.rollBack();
    expect(await undo()).toMatch(/^web: \w+… is RollbackInProgress already$/);
    await expect(undo({ to: "previous" })).rejects.toThrow(/only when it is over can a target/);
  });
});

describe("warnings (U-041)", () => {
  const warnings = async (options?: UndoOptions) => {
    const plan = await planUndo(calls, options);
    return plan.kind === "start" ? plan.warnings : [plan.kind];
  };

  test("none, in the usual case", async () => {
    await deploy("2");
    expect(await warnings()).toEqual([]);
  });

  test("a group that follows a version will not any more (U-025)", async () => {
    await save("$Latest");
    expect(await warnings({ toVersion: 1 })).toContain(
      "web follows $Latest now and will stay on version 1; " +
        "update-auto-scaling-group with Version $Latest lets it follow again",
    );
  });

  test("changed since the last deployment (U-026)", async () => {
    await deploy("2");
    await save("3");
    expect(await warnings()).toEqual([
      "changed since the last deployment: that brought version 2 (release 42), " +
        "the group has version 3 (release 43, which never passes a health check)",
    ]);
  });
});

describe("guard", () => {
  const cloudWatch = () => new CloudWatchClient(emulator.clientConfiguration);
  const alarms = ["slow"];
  const options = { alarms, spanMilliseconds: 30 * 60_000, ignoreAlarmFailures: false };

  beforeEach(async () => {
    await cloudWatch().send(
      new PutMetricAlarmCommand({
        AlarmName: "slow",
        MetricName: "Latency",
        Namespace: "web",
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        Statistic: "Average",
        ComparisonOperator: "GreaterThanThreshold",
      }),
    );
    await setState("OK");
  });
  const setState = (StateValue: "OK" | "ALARM" | "INSUFFICIENT_DATA") =>
    cloudWatch().send(
      new SetAlarmStateCommand({ AlarmName: "slow", StateValue, StateReason: "test" }),
    );
  /** A pause of five minutes, at whose nth the alarm fires. */
  const alarmAt = (nth: number) => {
    let paused = 0;
    return async () => {
      paused += 1;
      await emulator.control.advance("5m");
      if (paused === nth) await setState("ALARM");
    };
  };
  const never = Number.POSITIVE_INFINITY;

  test("tells of an alarm ten minutes after the success (U-060)", async () => {
    const id = await deploy("2");
    const ends = Date.parse((await calls.newestRefresh())?.EndTime?.toISOString() ?? "");
    await emulator.control.advance("1s");
    const late = { ...options, spanMilliseconds: calls.now() - ends + 30 * 60_000 };
    recorded.calls();
    expect(await guard(calls, late, alarmAt(2))).toMatchObject({
      kind: "alarm",
      alarm: "slow",
      refresh: { InstanceRefreshId: id },
    });
    const once = ["DescribeInstanceRefreshes", "DescribeAutoScalingGroups", "DescribeAlarms"];
    expect(recorded.calls()).toEqual([
      "DescribeAlarms",
      "DescribeInstanceRefreshes",
      "DescribeAutoScalingGroups",
      ...once,
      ...once,
      ...once,
    ]);
  });

  test("waits for the refresh, and until AWS's clock says the end (U-060, U-064)", async () => {
    await start("2");
    const before = (await emulator.control.clock()).now;
    expect(await guard(calls, options, alarmAt(never))).toMatchObject({ kind: "quiet" });
    const ended = (await calls.newestRefresh())?.EndTime?.getTime() ?? 0;
    expect(Date.parse((await emulator.control.clock()).now)).toBeGreaterThanOrEqual(
      ended + 30 * 60_000,
    );
    expect(Date.parse(before)).toBeLessThan(ended);
  });

  test("an alarm after the end of its time tells nothing (U-060)", async () => {
    await deploy("2");
    await setState("OK");
    const late = { ...options, spanMilliseconds: 1000 };
    expect(await guard(calls, late, alarmAt(1))).toMatchObject({ kind: "quiet" });
  });

  test.each([
    ["is in ALARM at the beginning", "ALARM", alarms, "alarm slow is in ALARM already"],
    ["is unknown", "OK", ["slow", "gone"], "there is no alarm gone"],
  ] as const)("refuses an alarm that %s (U-061)", async (_, state, names, message) => {
    await deploy("2");
    await setState(state);
    const asked = { ...options, alarms: names };
    await expect(guard(calls, asked, alarmAt(never))).rejects.toThrow(message);
    const ignoring = { ...asked, ignoreAlarmFailures: true };
    expect(await guard(calls, ignoring, alarmAt(never))).toMatchObject({ kind: "quiet" });
  });

  test("waits through INSUFFICIENT_DATA (U-061)", async () => {
    await deploy("2");
    await setState("INSUFFICIENT_DATA");
    expect(await guard(calls, options, alarmAt(never))).toMatchObject({ kind: "quiet" });
  });

  test.each([
    ["another refresh starts", () => start("3"), /^another refresh started meanwhile, /],
    ["the configuration changes", () => save("3"), /^the group's configuration was changed /],
  ] as const)("undoes nothing when %s (U-062)", async (_, change, message) => {
    await deploy("2");
    const longer = { ...options, spanMilliseconds: 48 * 3_600_000 };
    const changing = async () => {
      await change();
      await setState("ALARM");
    };
    await expect(guard(calls, longer, changing)).rejects.toThrow(message);
  });

  test("a refresh that did not succeed is not guarded (U-060)", async () => {
    await start("2");
    await calls.cancel();
    await expect(guard(calls, options, alarmAt(never))).rejects.toThrow(/ ended Cancelled, /);
  });
});

test("a key that may start but not take back is told in AWS's words (U-074)", async () => {
  const id = await deploy("2");
  await emulator.control.faults.add({
    kind: "api",
    operation: "StartInstanceRefresh",
    accessKeyId: "AKIADEPLOYER",
    error: "AccessDenied",
  });
  const credentials = { accessKeyId: "AKIADEPLOYER", secretAccessKey: "test" };
  const other = new AutoScalingClient({ ...emulator.clientConfiguration, credentials });
  const theirs = undoCalls("web", other);
  const plan = await planUndo(theirs);
  if (plan.kind !== "start") throw new Error(plan.kind);
  await expect(carryOut(theirs, plan, pause)).rejects.toMatchObject({
    name: "AccessDenied",
    message: expect.stringMatching(
      /^User: \S+:root is not authorized to perform: autoscaling:StartInstanceRefresh /,
    ),
  });
  other.destroy();
  expect(await calls.newestRefresh()).toMatchObject({ InstanceRefreshId: id });
  expect(await undo()).not.toBe(id);
});

test("EC2 and CloudWatch are asked without an SDK of theirs (U-071)", () => {
  const file = new URL("../../package.json", import.meta.url);
  const { dependencies } = JSON.parse(readFileSync(file, "utf8"));
  const sdks = Object.keys(dependencies).filter((name) => name.startsWith("@aws-sdk/"));
  expect(sdks).not.toContain("@aws-sdk/client-ec2");
  expect(sdks).not.toContain("@aws-sdk/client-cloudwatch");
});

test("the library has both by the same functions (U-070)", async () => {
  const id = await deploy("2");
  const { deployments } = await emulator.history("web");
  expect(deployments.map(({ refreshId, marks }) => [refreshId === id, marks])).toEqual([
    [true, ["current"]],
    [false, []],
  ]);
  const undone = await emulator.undo("web");
  expect(undone).toMatchObject({ call: "StartInstanceRefresh", rollback: true, takenBack: id });
  await emulator.control.advance("3h");
  expect(await emulator.undo("web", { toVersion: 1 })).toBeUndefined();
});
