/** All rows, by operation. */
import { aGroup } from "../../../support/fleet.ts";
import { predictivePolicy } from "../../../support/policies.ts";
import type { Rows, Table } from "./rows.ts";
import type { Operation } from "./stage.ts";
import { groupTable } from "./table-groups.ts";
import { instanceTable } from "./table-instances.ts";
import { launchingTable } from "./table-launching.ts";
import { scalingTable } from "./table-scaling.ts";
import { waitingTable } from "./table-waiting.ts";

const day = { StartTime: new Date("2026-10-01"), EndTime: new Date("2026-10-02") };

/** The one operation that answers with nothing but a refusal, which says why. */
const forecastTable: Table = {
  GetPredictiveScalingForecast: {
    accepted: [],
    unknownGroup: "mutated",
    unknown: [
      {
        says: "policy",
        input: async (stage) => ({
          AutoScalingGroupName: await aGroup(stage),
          PolicyName: "nowhere",
          ...day,
        }),
        message: "Policy nowhere not found",
      },
      {
        says: "forecast",
        input: async (stage) => {
          const named = { AutoScalingGroupName: await aGroup(stage), PolicyName: "foresee" };
          await stage.send("PutScalingPolicy", { ...named, ...predictivePolicy });
          return { ...named, ...day };
        },
        message:
          "There is no forecast: asg-local has no load, and so no metric data to forecast from.",
      },
    ],
  },
};

const all: Table = {
  ...groupTable,
  ...instanceTable,
  ...launchingTable,
  ...waitingTable,
  ...scalingTable,
  ...forecastTable,
};

export const table: readonly (readonly [Operation, Rows])[] = Object.entries(all)
  .map(([operation, rows]) => [operation as Operation, rows] as const)
  .sort(([one], [other]) => (one < other ? -1 : 1));
