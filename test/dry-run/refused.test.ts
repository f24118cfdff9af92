/** Describes that AWS refuses, and what the plan then assumes; no credential is ever shown. */
import { AutoScalingClient } from "@aws-sdk/client-auto-scaling";
import { expect, test } from "vitest";
import { NoSuchGroup } from "../../src/domain/user-errors.ts";
import { dryRun } from "../../src/dry-run/dry-run.ts";
import { type Emulated, startEmulator } from "../support/emulator.ts";
import { aGroup, aGroupWithAll, group, planned, read } from "./as-aws.ts";

/** The emulator takes twelve digits as the account. */
const secrets = ["123456789012", "the+secret/key", "the==session==token"] as const;
const [accessKeyId, secretAccessKey, sessionToken] = secrets;

/** A client whose calls of these actions are refused, with all secrets in AWS's sentence. */
function refusing({ client, endpoint }: Emulated, actions: readonly string[]): AutoScalingClient {
  const credentials = { accessKeyId, secretAccessKey, sessionToken };
  const refused = new AutoScalingClient({
    endpoint,
    region: "us-east-1",
    credentials,
    maxAttempts: 1,
  });
  const { requestHandler } = refused.config;
  const handle = client.config.requestHandler.handle.bind(client.config.requestHandler);
  requestHandler.handle = async (request, options) => {
    const { body } = request as unknown as { readonly body: string };
    if (!actions.includes(new URLSearchParams(body).get("Action") ?? "")) {
      return handle(request, options);
    }
    const text =
      "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not allowed: " +
      `${secrets.join(" ")}</Message></Error></ErrorResponse>`;
    const response = { statusCode: 403, headers: {}, body: new Blob([text]).stream() };
    return { response } as unknown as ReturnType<typeof handle>;
  };
  return refused;
}

const optional = [
  "DescribeInstanceRefreshes",
  "DescribeLifecycleHooks",
  "DescribeScalingActivities",
  "DescribeWarmPool",
  "DescribeAlarms",
  "DescribeInstances",
  "DescribeLaunchTemplateVersions",
  "DescribeLoadBalancerAttributes",
  "DescribeTargetGroupAttributes",
  "DescribeTargetGroups",
];

async function everything() {
  const emulated = await startEmulator({ timing: "fast", startTime: "2026-09-27T12:00:00Z" });
  aGroupWithAll(emulated);
  emulated.advance(3600);
  return emulated;
}

const preferences = { AlarmSpecification: { Alarms: ["bad"] } };

test("all describes but that of the group may be refused: a line for each", async () => {
  const client = refusing(await everything(), optional);
  const run = await dryRun(client, { group, preferences: [preferences] });
  const assumed = (what: string) =>
    expect.stringMatching(new RegExp(`^${what}: not read \\(AccessDenied: .*; assumed: `));
  expect([...run.notes].sort()).toEqual([
    assumed("CloudWatch alarms"),
    assumed("attributes of load balancer old"),
    assumed("attributes of target group web"),
    assumed("earlier refreshes"),
    assumed("launch template web"),
    assumed("launch times of instances"),
    assumed("lifecycle hooks"),
    assumed("scaling activities"),
    assumed("target groups"),
    assumed("the warm pool's instances"),
  ]);
  expect(planned(run, { preferences })).toMatchObject({ status: "Successful" });
});

test("no part of a credential is in notes, in a world file or in a refusal", async () => {
  const emulated = await everything();
  const run = await dryRun(refusing(emulated, optional), { group });
  const shown = JSON.stringify([run.notes, run.world(), run.learnt]);
  expect(shown).not.toContain("c2VjcmV0");
  const refusal = dryRun(refusing(emulated, ["DescribeAutoScalingGroups"]), { group });
  const error: unknown = await refusal.catch((thrown: unknown) => thrown);
  expect(String(error)).toContain("not allowed: … … …");
  for (const secret of [secretAccessKey, sessionToken]) {
    expect(shown).not.toContain(secret);
    expect(String(error)).not.toContain(secret);
  }
});

test("a group that does not exist is told by its name", async () => {
  const { client } = await startEmulator({ timing: "fast" });
  await expect(dryRun(client, { group: "nosuch" })).rejects.toThrow(NoSuchGroup);
});

test.each([
  [{ MinHealthyPercentage: 101 }, /^ValidationError: .*less than or equal to 100/],
  [{ AlarmSpecification: { Alarms: ["bad"] } }, /The alarm bad .* does not exist/],
  [{ AlarmSpecification: "bad" }, /./],
])("preferences %j are refused in AWS's words", async (wrong, sentence) => {
  const emulated = await startEmulator({ timing: "fast", startTime: "2026-09-27T12:00:00Z" });
  aGroup(emulated);
  const run = await read(emulated, { preferences: wrong });
  expect(() => planned(run, { preferences: wrong })).toThrow(sentence);
});
