/** The patterns that AWS's pages give for the events of Auto Scaling select those events. */
import { describe, expect, test } from "vitest";
import { compileEventPattern } from "../../../src/domain/event-pattern/event-pattern.ts";
import { matchesEventPattern } from "../../../src/domain/event-pattern/matching.ts";
import { advanceUntil, aSettledFleet, hasEnded, startRefresh } from "../../support/in-process.ts";

const selectedIn = (pattern: unknown) => {
  const story = aSettledFleet({ size: 2 });
  startRefresh(story, {
    MinHealthyPercentage: 50,
    CheckpointPercentages: [50, 100],
    CheckpointDelay: 300,
    BakeTime: 60,
  });
  advanceUntil(story, hasEnded(story), { within: 40_000, step: 5 });
  const compiled = compileEventPattern(JSON.stringify(pattern));
  return story
    .events()
    .filter((event) => matchesEventPattern(compiled, event))
    .map((event) => event["detail-type"]);
};

const source = ["aws.autoscaling"];
const refresh = (what: string) => `EC2 Auto Scaling Instance Refresh ${what}`;

describe("patterns of AWS's pages", () => {
  test.each(["Started", "Checkpoint Reached", "Started Baking", "Succeeded"])(
    "R-244 one detail-type: %s",
    (what) => {
      expect(selectedIn({ source, "detail-type": [refresh(what)] })).toEqual([refresh(what)]);
    },
  );

  test.each(["Failed", "Cancelled", "Rollback Started", "Rollback Succeeded", "Rollback Failed"])(
    "R-244 one detail-type that this refresh has not: %s",
    (what) => {
      expect(selectedIn({ source, "detail-type": [refresh(what)] })).toEqual([]);
    },
  );

  test("R-246 a checkpoint of a group, by its percentage, which is a text", () => {
    const checkpoint = (percentage: unknown) =>
      selectedIn({
        source,
        "detail-type": [refresh("Checkpoint Reached")],
        detail: { AutoScalingGroupName: ["web"], CheckpointPercentage: [percentage] },
      });
    expect(checkpoint("50")).toEqual([refresh("Checkpoint Reached")]);
    expect(checkpoint(50)).toEqual([]);
  });

  test("R-242 the events of one group, by its ARN among the resources", () => {
    const pattern = { source, resources: [{ suffix: ":autoScalingGroupName/web" }] };
    const types = selectedIn(pattern);
    expect(types).toContain("EC2 Instance Launch Successful");
    expect(types.filter((type) => type.startsWith(refresh("")))).toHaveLength(4);
  });

  test("G-316 moves from and to the warm pool, by origin and destination", () => {
    const out = { source, detail: { Origin: ["EC2"], Destination: ["WarmPool"] } };
    expect(selectedIn(out)).toEqual([]);
    const into = { source, detail: { Origin: ["EC2"], Destination: ["AutoScalingGroup"] } };
    expect(new Set(selectedIn(into))).toEqual(new Set(["EC2 Instance Launch Successful"]));
  });
});
