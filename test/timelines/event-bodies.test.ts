/** The bodies of events in the golden timelines, compared with the table in the specification. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { eventOf } from "../../src/domain/event-bridge.ts";
import type { EventBridgeEvent } from "../../src/domain/event-bridge-event.ts";

type Kind = "text" | "time" | "time with milliseconds" | "texts" | "object" | "unknown";
type Members = readonly (readonly [name: string, kind: Kind])[];

const envelope: Members = [
  ["version", "text"],
  ["id", "text"],
  ["detail-type", "text"],
  ["source", "text"],
  ["account", "text"],
  ["time", "time"],
  ["region", "text"],
  ["resources", "texts"],
  ["detail", "object"],
];

const ofRefresh: Members = [
  ["InstanceRefreshId", "text"],
  ["AutoScalingGroupName", "text"],
];

const ofActivity: Members = [
  ["Origin", "text"],
  ["Destination", "text"],
  ["Action", "text"],
  ["Description", "text"],
  ["EndTime", "time with milliseconds"],
  ["RequestId", "text"],
  ["ActivityId", "text"],
  ["StartTime", "time with milliseconds"],
  ["EC2InstanceId", "text"],
  ["StatusCode", "text"],
  ["StatusMessage", "text"],
  ["Details", "object"],
  ["Cause", "text"],
  ["AutoScalingGroupName", "text"],
];

const ofPlace: Members = [
  ["Availability Zone ID", "text"],
  ["Subnet ID", "text"],
  ["Availability Zone", "text"],
];

const ofHook: Members = [
  ["LifecycleActionToken", "text"],
  ["AutoScalingGroupName", "text"],
  ["LifecycleHookName", "text"],
  ["EC2InstanceId", "text"],
  ["LifecycleTransition", "text"],
  ["Origin", "text"],
  ["Destination", "text"],
  ["Action", "text"],
];

const refresh = "EC2 Auto Scaling Instance Refresh";

/** The 17 types of AWS's EventBridge reference (R-244 to R-249, G-146, G-149). */
const details: ReadonlyMap<string, Members> = new Map([
  ["EC2 Instance Launch Successful", ofActivity],
  ["EC2 Instance Launch Unsuccessful", ofActivity],
  ["EC2 Instance Terminate Successful", ofActivity],
  ["EC2 Instance Terminate Unsuccessful", ofActivity],
  ["EC2 Instance Detach Successful", ofActivity],
  ["EC2 Instance Detach Unsuccessful", ofActivity],
  ["EC2 Instance-launch Lifecycle Action", ofHook],
  ["EC2 Instance-terminate Lifecycle Action", ofHook],
  [
    `${refresh} Checkpoint Reached`,
    [...ofRefresh, ["CheckpointPercentage", "text"], ["CheckpointDelay", "text"]],
  ],
  [`${refresh} Started`, ofRefresh],
  [`${refresh} Succeeded`, ofRefresh],
  [`${refresh} Failed`, ofRefresh],
  [`${refresh} Cancelled`, ofRefresh],
  [`${refresh} Rollback Started`, ofRefresh],
  [`${refresh} Rollback Succeeded`, ofRefresh],
  [`${refresh} Rollback Failed`, ofRefresh],
  [`${refresh} Started Baking`, ofRefresh],
]);

/** AWS names it, and says nowhere when it is sent; no detachment fails here. */
const neverSent = "EC2 Instance Detach Unsuccessful";

function kindOf(value: unknown): Kind {
  if (Array.isArray(value))
    return value.every((one) => typeof one === "string") ? "texts" : "unknown";
  if (typeof value === "object" && value !== null) return "object";
  if (typeof value !== "string") return "unknown";
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return "time";
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) ? "time with milliseconds" : "text";
}

const membersOf = (value: object): Members =>
  Object.entries(value).map(([name, member]) => [name, kindOf(member)]);

/** A hook's metadata stands last when there is any (G-149). */
function expectedDetail({ "detail-type": type, detail }: EventBridgeEvent): Members | undefined {
  const members = details.get(type);
  const hasMetadata = members === ofHook && "NotificationMetadata" in detail;
  return hasMetadata ? [...ofHook, ["NotificationMetadata", "text"]] : members;
}

function expectTold(event: EventBridgeEvent): void {
  expect(membersOf(event)).toEqual(envelope);
  expect(membersOf(event.detail)).toEqual(expectedDetail(event));
  if ("Details" in event.detail) expect(membersOf(Object(event.detail.Details))).toEqual(ofPlace);
}

const folder = join(import.meta.dirname, "../../fixtures/timelines");
const files = readdirSync(folder).filter((name) => name.startsWith("events-"));
const eventsIn = (name: string): readonly EventBridgeEvent[] =>
  readFileSync(join(folder, name), "utf8")
    .split("\n")
    .filter((line) => line.startsWith('{"version"'))
    .map((line) => JSON.parse(line));

describe("G-146 G-149 R-242 R-245 R-246 R-248 R-249 members, their order and their types", () => {
  test.each(files)("of %s", (name) => {
    const events = eventsIn(name);
    expect(events.length).toBeGreaterThan(4);
    for (const event of events) expectTold(event);
  });

  test("R-244 each type of AWS's reference is among them, and no other", () => {
    const types = files.flatMap(eventsIn).map((event) => event["detail-type"]);
    const expected = [...details.keys()].filter((type) => type !== neverSent);
    expect([...new Set(types)].sort()).toEqual(expected.sort());
  });

  test("a detachment that failed would be told like a termination that did", () => {
    const place = { account: "123456789012", region: "us-east-1" };
    const activity = {
      id: "5a7c7a4d-0000-4000-8000-000000000001",
      kind: "detach",
      instanceId: "i-0a1b2c3d4e5f60001",
      availabilityZone: "us-east-1a",
      cause: "At 2026-09-27T12:00:00Z instance i-0a1b2c3d4e5f60001 was detached.",
      startTime: 0,
      endTime: 1000,
      statusCode: "Failed",
      statusMessage: "why",
      progress: 100,
    } as const;
    const group = { group: "web", groupArn: "arn:aws:autoscaling:us-east-1:123456789012:web" };
    const fact = { sequence: 1, at: 1000, ...place, ...group };
    const event = eventOf({ ...fact, kind: "activity", activity, isHeld: false });
    expect(event["detail-type"]).toBe(neverSent);
    expectTold(event);
    expect(event.detail).toMatchObject({ Action: "Detach", StatusCode: "Failed" });
  });
});
