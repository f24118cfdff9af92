/** PutLifecycleHook and DescribeLifecycleHooks through the real SDK. */
import {
  DescribeLifecycleHooksCommand,
  PutLifecycleHookCommand,
  type PutLifecycleHookCommandInput,
} from "@aws-sdk/client-auto-scaling";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../support/emulator.ts";
import { aGroup } from "../../support/fleet.ts";
import { refusalOf, validationErrorOf } from "../../support/refusal.ts";

const emulated = await startEmulator();
const { client } = emulated;
const launching = "autoscaling:EC2_INSTANCE_LAUNCHING";
const terminating = "autoscaling:EC2_INSTANCE_TERMINATING";

type Members = Partial<PutLifecycleHookCommandInput>;

const put = (AutoScalingGroupName: string, members: Members = {}) =>
  client.send(
    new PutLifecycleHookCommand({
      AutoScalingGroupName,
      LifecycleHookName: "init",
      LifecycleTransition: launching,
      ...members,
    }),
  );

async function hooksOf(AutoScalingGroupName: string, ...LifecycleHookNames: string[]) {
  const command = new DescribeLifecycleHooksCommand({
    AutoScalingGroupName,
    ...(LifecycleHookNames.length > 0 && { LifecycleHookNames }),
  });
  return (await client.send(command)).LifecycleHooks;
}

test("G-151 G-152 a hook with nothing but its name and transition has AWS's defaults", async () => {
  const name = await aGroup(emulated);
  await put(name);
  expect(await hooksOf(name)).toEqual([
    {
      LifecycleHookName: "init",
      AutoScalingGroupName: name,
      LifecycleTransition: launching,
      HeartbeatTimeout: 3600,
      GlobalTimeout: 172_800,
      DefaultResult: "ABANDON",
    },
  ]);
});

test("G-152 the global timeout is 100 heartbeat timeouts, at most 48 hours", async () => {
  const name = await aGroup(emulated);
  const globalTimeout = async (HeartbeatTimeout: number) => {
    await put(name, { HeartbeatTimeout });
    return (await hooksOf(name))?.[0]?.GlobalTimeout;
  };
  expect(await globalTimeout(30)).toBe(3000);
  expect(await globalTimeout(1728)).toBe(172_800);
  expect(await globalTimeout(1729)).toBe(172_800);
});

test("G-151 a second put changes what it names and leaves the rest", async () => {
  const name = await aGroup(emulated);
  const stored = {
    NotificationTargetARN: "arn:aws:sqs:us-east-1:123456789012:hooks",
    RoleARN: "arn:aws:iam::123456789012:role/hooks",
    NotificationMetadata: "cluster=blue",
    HeartbeatTimeout: 300,
  };
  await put(name, stored);
  await put(name, {
    LifecycleTransition: undefined,
    DefaultResult: "CONTINUE",
    NotificationTargetARN: "",
  });
  const { NotificationTargetARN: _, ...kept } = stored;
  expect(await hooksOf(name)).toEqual([
    {
      LifecycleHookName: "init",
      AutoScalingGroupName: name,
      LifecycleTransition: launching,
      ...kept,
      GlobalTimeout: 30_000,
      DefaultResult: "CONTINUE",
    },
  ]);
});

test("G-152 a describe can name the hooks; unknown names find nothing", async () => {
  const name = await aGroup(emulated);
  await put(name);
  await put(name, { LifecycleHookName: "drain", LifecycleTransition: terminating });
  const names = async (...asked: string[]) =>
    (await hooksOf(name, ...asked))?.map((hook) => hook.LifecycleHookName);
  expect(await names()).toEqual(["init", "drain"]);
  expect(await names("drain")).toEqual(["drain"]);
  expect(await names("nobody")).toEqual([]);
});

describe("a hook that is refused", () => {
  test.each<[string, Members, string]>([
    [
      "G-151 new and without a transition",
      { LifecycleTransition: undefined },
      "LifecycleTransition is required for a new lifecycle hook.",
    ],
    [
      "G-151 with an unknown transition",
      { LifecycleTransition: "launching" },
      `'LifecycleTransition' must be one of: ${launching}, ${terminating}`,
    ],
    [
      "G-151 with an unknown default result",
      { DefaultResult: "RETRY" },
      "'DefaultResult' must be one of: CONTINUE, ABANDON",
    ],
    [
      "G-151 with too short a heartbeat timeout",
      { HeartbeatTimeout: 29 },
      "HeartbeatTimeout must be between 30 and 7200 seconds",
    ],
    [
      "G-151 with too long a heartbeat timeout",
      { HeartbeatTimeout: 7201 },
      "HeartbeatTimeout must be between 30 and 7200 seconds",
    ],
  ])("%s", async (_rule, members, message) => {
    const name = await aGroup(emulated);
    expect(await refusalOf(put(name, members))).toEqual(validationErrorOf(message));
    expect(await hooksOf(name)).toEqual([]);
  });

  test("G-151 with a name that AWS's model does not allow", async () => {
    const name = await aGroup(emulated);
    const refused = await refusalOf(put(name, { LifecycleHookName: "two words" }));
    expect(refused.code).toBe("ValidationError");
    expect(refused.message).toContain("'lifecycleHookName'");
  });

  test("G-009 of an unknown group", async () => {
    expect(await refusalOf(put("nobody"))).toEqual(
      validationErrorOf("AutoScalingGroup name not found - null"),
    );
  });

  test("G-160 the fifty-first", async () => {
    const name = await aGroup(emulated);
    for (let nth = 1; nth <= 50; nth++) await put(name, { LifecycleHookName: `hook-${nth}` });
    const refused = await refusalOf(put(name, { LifecycleHookName: "hook-51" }));
    expect(refused).toMatchObject({ code: "LimitExceeded", status: 400 });
    await put(name, { LifecycleHookName: "hook-50", HeartbeatTimeout: 60 });
    expect(await hooksOf(name)).toHaveLength(50);
  });
});
