/** Which calls a dry run makes: describes only, and only those that the documentation allows. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { allowedActions } from "../../src/dry-run/describe-calls.ts";
import { startEmulator } from "../support/emulator.ts";
import { aGroupWithAll, group, planned, read } from "./as-aws.ts";

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Notes each call as an IAM policy names it. */
function noting(client: AutoScalingClient): ReadonlySet<string> {
  const { requestHandler } = client.config;
  const handle = requestHandler.handle.bind(requestHandler);
  const noted = new Set<string>();
  requestHandler.handle = (request, options) => {
    const { headers, body } = request as unknown as Sent;
    const signedFor = headers.authorization?.split("/")[3] ?? "";
    const prefix = signedFor === "monitoring" ? "cloudwatch" : signedFor;
    noted.add(`${prefix}:${new URLSearchParams(body).get("Action")}`);
    return handle(request, options);
  };
  return noted;
}

test("a group with everything is read by the allowed calls, and by no other", async () => {
  const emulated = await startEmulator({ timing: "fast", startTime: "2026-09-27T12:00:00Z" });
  const { call } = aGroupWithAll(emulated);
  call("autoscaling", "PutLifecycleHook", {
    AutoScalingGroupName: group,
    LifecycleHookName: "ready",
    LifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    HeartbeatTimeout: 30,
  });
  emulated.advance(7200);
  const before = emulated.emulator.lastSequence();
  const noted = noting(emulated.client);
  const preferences = { AlarmSpecification: { Alarms: ["bad"] } };
  const run = await read(emulated, { preferences });
  expect([...noted].sort()).toEqual([...allowedActions]);
  planned(run, { preferences: {} });
  expect(emulated.emulator.lastSequence()).toBe(before);
});

test("the policy of the documentation allows exactly these", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/dry-run.md"), "utf8");
  const [, policy = ""] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];
  expect(JSON.parse(policy).Statement).toEqual([
    { Effect: "Allow", Action: [...allowedActions], Resource: "*" },
  ]);
});

test("every allowed action is a describe, which changes nothing", () => {
  expect(allowedActions.filter((action) => !/^[a-z0-9]+:Describe[A-Z]/.test(action))).toEqual([]);
});
