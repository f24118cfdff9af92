/** A forecast of what is left of a refresh equals what then happens, whatever the story (T-8). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleLength, sampleMembers } from "../../src/domain/capacity-history.ts";
import { isoMillisecond } from "../../src/domain/time.ts";
import { restOf } from "../../src/preview/forecast.ts";
import { forecastRequestSchema } from "../../src/preview/forecast-schema.ts";
import {
  account,
  advanceUntil,
  aSettledFleet,
  hasEnded,
  type InProcess,
  regionName,
  startRefresh,
} from "../support/in-process.ts";

const place = { account, region: regionName, group: "web" };

interface Story {
  readonly size: number;
  readonly seed: number;
  readonly minHealthy: number;
  readonly maxHealthy: number | undefined;
  readonly warmup: number;
  readonly checkpoint: number | undefined;
  readonly bake: number;
  readonly brokenLaunch: number | undefined;
  readonly refusedLaunch: number | undefined;
  /** Seconds from the start of the refresh to the forecast. */
  readonly after: number;
  readonly call: "CancelInstanceRefresh" | "RollbackInstanceRefresh" | undefined;
}

const stories = fc.record<Story>({
  size: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer({ min: 1, max: 1000 }),
  minHealthy: fc.constantFrom(0, 50, 90, 100),
  maxHealthy: fc.constantFrom(undefined, 110, 150),
  warmup: fc.constantFrom(0, 60, 300),
  checkpoint: fc.constantFrom(undefined, 20, 50),
  bake: fc.constantFrom(0, 600),
  brokenLaunch: fc.constantFrom(undefined, undefined, 2),
  refusedLaunch: fc.constantFrom(undefined, undefined, 1, 3),
  after: fc.integer({ min: 0, max: 1200 }),
  call: fc.constantFrom(undefined, undefined, "CancelInstanceRefresh", "RollbackInstanceRefresh"),
});

function begun(story: Story): InProcess {
  const { size, seed, brokenLaunch, refusedLaunch } = story;
  const launch = (nth: number | undefined, effect: object) =>
    nth === undefined ? [] : [{ nthLaunch: size + nth, ...effect }];
  const fleet = aSettledFleet({
    size,
    seed: String(seed),
    settings: {
      behaviors: [
        ...launch(brokenLaunch, { isBroken: true }),
        ...launch(refusedLaunch, { launchRefusal: "There is no capacity." }),
      ],
    },
  });
  const { minHealthy, maxHealthy, warmup, checkpoint, bake } = story;
  const isRange = maxHealthy !== undefined && maxHealthy - minHealthy <= 100;
  startRefresh(fleet, {
    MinHealthyPercentage: minHealthy,
    ...(isRange && { MaxHealthyPercentage: maxHealthy }),
    InstanceWarmup: warmup,
    BakeTime: bake,
    ...(checkpoint !== undefined && {
      CheckpointPercentages: [checkpoint, 100],
      CheckpointDelay: 300,
    }),
  });
  fleet.advance(story.after);
  return fleet;
}

function forecast(fleet: InProcess, call: Story["call"]) {
  const excerpt = fleet.emulator.excerpt(place);
  const request = forecastRequestSchema.parse(
    call === undefined ? {} : { call: { operation: call } },
  );
  if (excerpt === undefined) throw new Error("no group");
  return restOf(request, structuredClone(excerpt), place);
}

/** A rollback needs a refresh that is picked up, and each of them one that is not ending. */
function isRefused(fleet: InProcess, call: Story["call"]): boolean {
  const { status } = fleet.refresh();
  return status !== "InProgress" && (call === "RollbackInstanceRefresh" || status !== "Pending");
}

/** What the history and the journal tell of the time from the forecast on. */
function seenSince(fleet: InProcess, from: number, sequence: number) {
  const refresh = fleet.refresh();
  const { samples = [] } = refresh.history ?? {};
  const rows = Array.from({ length: samples.length / sampleLength }, (_, nth) =>
    samples.slice(nth * sampleLength, (nth + 1) * sampleLength),
  );
  const first = rows.findLastIndex(([at = 0]) => at <= from);
  const column = (name: (typeof sampleMembers)[number]) =>
    rows.slice(first).map((row) => row[sampleMembers.indexOf(name)] ?? 0);
  const { endTime = 0 } = refresh;
  const entries = fleet.emulator.journalAfter(sequence).filter(({ at }) => at <= endTime);
  const count = (...types: string[]) =>
    entries.filter(({ change }) => types.includes(change.type)).length;
  return {
    status: refresh.status,
    endTime: isoMillisecond(endTime),
    lowestReady: Math.min(...column("ready")),
    lowestInService: Math.min(...column("inService")),
    highestTotal: Math.max(...column("total")),
    launches: count("LaunchAccepted"),
    terminations: count("InstanceTerminated"),
    failedLaunches: count("LaunchRefused", "LaunchDied", "LaunchAbandoned"),
  };
}

describe("what is left of a refresh", () => {
  test("comes about as forecast, in 50 random stories (T-8)", { timeout: 120_000 }, () => {
    let forecasts = 0;
    let calls = 0;
    fc.assert(
      fc.property(stories, (story) => {
        const fleet = begun(story);
        if (fleet.refresh().endTime !== undefined) return;
        const call = isRefused(fleet, story.call) ? undefined : story.call;
        const { startedAt, ...told } = forecast(fleet, call);
        forecasts += 1;
        const from = Date.parse(startedAt);
        const sequence = fleet.emulator.lastSequence();
        if (call !== undefined) {
          calls += 1;
          fleet.call("autoscaling", call, { AutoScalingGroupName: "web" });
        }
        advanceUntil(fleet, hasEnded(fleet), { within: 20_000, step: 50 });
        const seen = seenSince(fleet, from, sequence);
        expect({
          status: told.status,
          endTime: isoMillisecond(from + told.durationSeconds * 1000),
          lowestReady: told.lowestReady.units,
          lowestInService: told.lowestInService.units,
          highestTotal: told.highestTotal.units,
          launches: told.launches,
          terminations: told.terminations,
          failedLaunches: told.failedLaunches,
        }).toEqual(seen);
      }),
      { numRuns: 50, seed: 14, endOnFailure: true },
    );
    expect([forecasts > 30, calls > 5]).toEqual([true, true]);
  });

  test("changes nothing, and has no call that AWS would refuse", () => {
    const fleet = aSettledFleet({ size: 3 });
    expect(() => forecast(fleet, undefined)).toThrow("group web has no active refresh");
    startRefresh(fleet, { MinHealthyPercentage: 50 });
    fleet.call("autoscaling", "CancelInstanceRefresh", { AutoScalingGroupName: "web" });
    const before = fleet.emulator.snapshot();
    expect(() => forecast(fleet, "RollbackInstanceRefresh")).toThrow(/^\w+: /);
    expect(forecast(fleet, undefined).status).toBe("Cancelled");
    expect(fleet.emulator.snapshot()).toEqual(before);
  });
});
