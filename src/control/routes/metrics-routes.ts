/** The route of the metrics; gathered when they are asked for, never on a timer. */
import { answeredLines, type ControlRoute, lazily } from "../route.ts";

const contract = lazily(() => import("../contracts.ts"));

export const metricsRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/metrics",
    summary: "Requests, groups, instances, refreshes and virtual time in Prometheus' text form.",
    takes: "nothing",
    needsNoTurn: true,
    contract: contract("metrics"),
    answer: async (_request, options) => {
      const { metricsText } = await import("../metrics.ts");
      const { text, contentType } = await metricsText(options);
      return answeredLines(text.trimEnd().split("\n"), contentType);
    },
  },
];
