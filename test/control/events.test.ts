/** The control API shows the events that AWS would have sent. */
import { expect, test } from "vitest";
import { assemble } from "../../src/assembly.ts";
import { buildServer } from "../../src/server.ts";
import { repository, signedHeaders } from "../cli/product.ts";

test("R-244 a refresh can be followed by its events, of one group when asked", async () => {
  const place = { account: "000000000000", region: "us-east-1" };
  const { emulator, pacer, reset } = await assemble({
    ...place,
    seed: "control",
    clock: "manual",
    speed: 1,
    startTime: Date.parse("2026-03-01T12:00:00Z"),
    world: `${repository}/fixtures/worlds/web-fleet.json`,
  });
  const server = buildServer({
    emulator,
    pacer,
    reset,
    allowUnsigned: false,
    allowedHosts: [],
    about: { ...place, version: "0.0.0", seed: "control", timing: "aws" },
  });
  await server.inject({
    method: "POST",
    url: "/",
    headers: signedHeaders,
    payload: "Action=StartInstanceRefresh&Version=2011-01-01&AutoScalingGroupName=web",
  });
  pacer.advanceBy(7_200_000);
  const read = async (query: string) => {
    const answer = await server.inject({ method: "GET", url: `/_asg-local/events${query}` });
    return answer.json();
  };
  const { events } = await read("?group=web");
  const types = events.map((event: { "detail-type": string }) => event["detail-type"]);
  expect(types.filter((type: string) => /Instance Refresh/.test(type))).toEqual([
    "EC2 Auto Scaling Instance Refresh Started",
    "EC2 Auto Scaling Instance Refresh Succeeded",
  ]);
  expect(types.filter((type: string) => type === "EC2 Instance Launch Successful")).toHaveLength(
    12,
  );
  expect((await read("?group=nobody")).error).toContain("no group nobody in");
  expect((await read("?colour=red")).accepted).toContain("?group=web");
  await server.close();
});
