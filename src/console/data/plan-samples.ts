/** The chart of a plan as samples of capacity, as every picture draws them. */
import type { Plan } from "../../client/plan.ts";
import type { Samples } from "./shapes.ts";

/** Of a plan that begins at this time, in seconds since what the picture counts from. */
export function planSamples(
  { chart, desiredCapacity }: Pick<Plan, "chart" | "desiredCapacity">,
  began: number,
): Samples {
  const of = (name: "floor" | "ceiling" | "ready" | "inService" | "total") =>
    chart.map((point) => point[name]);
  return {
    at: chart.map(({ atSeconds }) => began + atSeconds),
    desired: chart.map(() => desiredCapacity),
    floor: of("floor"),
    ceiling: of("ceiling"),
    ready: of("ready"),
    inService: of("inService"),
    total: of("total"),
  };
}
