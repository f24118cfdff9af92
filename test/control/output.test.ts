/** What the control API tells in lines: journal and metrics, whatever names callers think of. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signedHeaders } from "../cli/product.ts";
import { serveWebFleet, type WebFleet } from "./web-fleet.ts";

let fleet: WebFleet;

beforeEach(async () => {
  fleet = await serveWebFleet();
});
afterEach(() => fleet.server.close());

const post = async (url: string, payload = "") => {
  const asked = { method: "POST", url, headers: signedHeaders, payload } as const;
  return (await fleet.server.inject(asked)).statusCode;
};
const metrics = async () => (await fleet.get("metrics")).text;

const named = "w\u009b2J\r\n2026 FORGED";

test("no name draws or forges a line in the journal (C1)", async () => {
  await fleet.call("CreateAutoScalingGroup", {
    AutoScalingGroupName: named,
    MinSize: "0",
    MaxSize: "1",
    "AvailabilityZones.member.1": "us-east-1a",
    "LaunchTemplate.LaunchTemplateName": "web",
  });
  const { text } = await fleet.get("journal?form=text");
  expect(text).toContain("w\\u009b2J\\u000d\\u000a2026 FORGED");
  expect(text.split("\n").filter((line) => line.startsWith("2026 FORGED"))).toEqual([]);
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  const lines = (await fleet.get("journal")).text;
  expect(lines).not.toMatch(/[^\P{Cc}\n]/u);
  const groups = lines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line).group);
  expect(groups).toContain(named);
});

describe("the labels of the metrics are bounded (D9)", () => {
  test("2,000 made-up paths are one action", async () => {
    for (let nth = 0; nth < 1000; nth++) {
      await post(`/_asg-local/${"x".repeat(500)}${nth}`);
      await post(`/${"y".repeat(500)}${nth}`);
    }
    const text = await metrics();
    expect(text).not.toContain("xxx");
    expect(text).not.toContain("yyy");
    expect(text).toContain('action="unknown",outcome="404"');
    expect(text.length).toBeLessThan(20_000);
  });

  test("neither names in paths nor queries make series", async () => {
    for (let nth = 0; nth < 50; nth++) await fleet.post(`reset?${nth}`, {});
    for (let nth = 0; nth < 50; nth++) {
      await fleet.server.inject({ method: "DELETE", url: `/_asg-local/faults/f${nth}` });
    }
    const actions = (await metrics()).matchAll(/_count\{.*?action="([^"]+)"/g);
    expect([...actions].map(([, action]) => action)).toEqual([
      "POST /_asg-local/reset",
      "DELETE /_asg-local/faults/{id}",
    ]);
  });

  test("made-up operations, and made-up codes of faults, are one each", async () => {
    for (let nth = 0; nth < 50; nth++) await post("/", `Action=Do${nth}&Version=2011-01-01`);
    for (let nth = 0; nth < 20; nth++) {
      await fleet.post("faults", {
        kind: "api",
        error: `Code${nth}`,
        status: 400,
        message: "m",
        count: 1,
      });
      await post("/", "Action=DescribePolicies&Version=2011-01-01");
    }
    await fleet.post("faults", { kind: "api", error: "Throttling", count: 1 });
    await post("/", "Action=DescribePolicies&Version=2011-01-01");
    const counts = [...(await metrics()).matchAll(/_count\{service="autoscaling",(.*)\} (\d+)/g)];
    expect(counts.map(([, labels, count]) => `${labels} ${count}`)).toEqual([
      'action="unknown",outcome="InvalidAction" 50',
      'action="DescribePolicies",outcome="other" 20',
      'action="DescribePolicies",outcome="Throttling" 1',
    ]);
  });

  test("made-up regions are counted together where they are too many or too long", async () => {
    const create = async (region: string) => {
      const authorization = signedHeaders.authorization.replace("us-east-1", region);
      const payload =
        "Action=CreateLaunchConfiguration&Version=2011-01-01&LaunchConfigurationName=a" +
        "&ImageId=ami-0123456789abcdef0&InstanceType=t3.micro";
      const headers = { ...signedHeaders, authorization };
      return fleet.server.inject({ method: "POST", url: "/", headers, payload });
    };
    await create("r".repeat(1000));
    for (let nth = 0; nth < 250; nth++) await create(`made-up-${nth}`);
    const text = await metrics();
    expect(text).not.toContain("rrr");
    expect(text).toContain('asg_local_groups{account="other",region="other"} 0');
    expect(text.match(/^asg_local_groups\{/gm)?.length).toBeLessThanOrEqual(201);
  });
});
