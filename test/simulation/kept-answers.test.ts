/** Answers that are given again are those that would be made anew, after every step of a story. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ServiceName, serviceModel } from "../../src/model/shapes.ts";
import { isRead } from "../../src/wire/presigned.ts";
import { recognition } from "../../src/wire/route.ts";
import { account, regionName } from "../support/in-process.ts";
import { wireApp } from "../wire/server.ts";
import { anyStory, opening, player } from "./workload.ts";

const services = ["autoscaling", "ec2", "elbv2", "cloudwatch"] as const;

const reads = services.flatMap((service) =>
  [...serviceModel(service).operations.keys()]
    .filter(isRead)
    .map((operation) => ({ service, operation })),
);

function requestOf({ service, operation }: { service: ServiceName; operation: string }) {
  const { signingName, apiVersion } = recognition[service];
  const scope = `${account}/20260101/${regionName}/${signingName}/aws4_request`;
  return {
    method: "POST",
    url: "/",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
    },
    payload: `Action=${operation}&Version=${apiVersion}`,
  } as const;
}

/** Two doors to one world: one that keeps what stands, and one that makes every answer anew. */
function twoDoors(story: Parameters<typeof player>[0]) {
  const { emulator, play, ask } = player(story, "kept");
  for (const call of opening) ask(call);
  const runs = { keeping: 0, anew: 0 };
  const door = (name: keyof typeof runs) =>
    wireApp({
      allowUnsigned: false,
      faultFor: emulator.faultFor,
      standing: name === "keeping" ? emulator : undefined,
      call: (call) => {
        runs[name] += 1;
        return emulator.call(call);
      },
    });
  return { keeping: door("keeping"), anew: door("anew"), play, runs };
}

async function differences(doors: ReturnType<typeof twoDoors>): Promise<readonly string[]> {
  const different: string[] = [];
  for (const read of reads) {
    const [kept, fresh] = await Promise.all(
      [doors.keeping, doors.anew].map((door) => door.inject(requestOf(read))),
    );
    const isSame =
      kept?.body === fresh?.body &&
      kept?.statusCode === fresh?.statusCode &&
      kept?.headers["content-type"] === fresh?.headers["content-type"];
    if (!isSame) different.push(`${read.service} ${read.operation}`);
  }
  return different;
}

/** After each of them everything is asked for, twice. */
const mostSteps = 12;

describe("answers that stand", () => {
  test("are those that would be made anew, whatever has happened", async () => {
    const ran = { keeping: 0, anew: 0 };
    const asked = fc.asyncProperty(anyStory, async ({ steps, ...story }) => {
      const doors = twoDoors(story);
      for (const step of steps.slice(0, mostSteps)) {
        doors.play(step);
        expect(await differences(doors), step.what).toEqual([]);
      }
      // Nothing has happened since, so that what stands is not run again.
      const before = { ...doors.runs };
      expect(await differences(doors)).toEqual([]);
      ran.keeping += doors.runs.keeping - before.keeping;
      ran.anew += doors.runs.anew - before.anew;
      await Promise.all([doors.keeping.close(), doors.anew.close()]);
    });
    await fc.assert(asked, { seed: 20261127, numRuns: 6 });
    expect(ran.keeping).toBeLessThan(ran.anew / 3);
  });
});
