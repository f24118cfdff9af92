/** What holds for every refresh, whatever the group, the preferences, the faults and the calls. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ended, faults, playDisturbed, playUndisturbed, scenario } from "./scenario.ts";
import { disturbances } from "./workload.ts";

const runs = { seed: 20260927, numRuns: 80 };

describe("every refresh", () => {
  test("R-110 R-113 R-114 R-128 R-129 R-137 R-161 R-219 keeps its promises undisturbed", () => {
    fc.assert(
      fc.property(scenario, (given) => {
        const watched = playUndisturbed(given);
        expect(watched.complaints).toEqual([]);
        expect(ended).toContain(watched.story.refresh().status);
      }),
      { ...runs, numRuns: 120 },
    );
  });

  test("R-128 R-129 R-161 R-176 R-191 keeps them and ends, whatever disturbs it", () => {
    fc.assert(
      fc.property(scenario, faults, disturbances, (given, behaviors, steps) => {
        const watched = playDisturbed(given, behaviors, steps);
        expect(watched.complaints).toEqual([]);
        expect(ended).toContain(watched.story.refresh().status);
      }),
      runs,
    );
  });
});
