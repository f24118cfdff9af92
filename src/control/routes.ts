/** The table of the control API's routes, from which the 404 list, README and OpenAPI are made. */
import { answered, type ControlRoute, nameOf } from "./route.ts";
import { callRoutes } from "./routes/call-routes.ts";
import { clockRoutes } from "./routes/clock-routes.ts";
import { eventRoutes } from "./routes/event-routes.ts";
import { faultRoutes } from "./routes/fault-routes.ts";
import { groupRoutes } from "./routes/group-routes.ts";
import { journalRoutes } from "./routes/journal-routes.ts";
import { keptSnapshotRoutes } from "./routes/kept-snapshot-routes.ts";
import { metricsRoutes } from "./routes/metrics-routes.ts";
import { planRoutes } from "./routes/plan-routes.ts";
import { requestRoutes } from "./routes/request-routes.ts";
import { snapshotRoutes } from "./routes/snapshot-routes.ts";
import { statusRoutes } from "./routes/status-routes.ts";
import { streamRoutes } from "./routes/stream-routes.ts";
import { targetRoutes } from "./routes/target-routes.ts";

const openApiRoute: ControlRoute = {
  method: "GET",
  path: "/_asg-local/openapi.json",
  summary: "This API as an OpenAPI 3.1 document.",
  takes: "nothing",
  needsNoTurn: true,
  contract: async () => (await import("./contracts.ts")).openApi,
  answer: async (_request, { about }) => {
    const { openApiDocument } = await import("./openapi.ts");
    return answered(await openApiDocument(controlRoutes, about.version));
  },
};

/** To add a route, add its record here, with its contract. */
export const controlRoutes: readonly ControlRoute[] = [
  ...statusRoutes,
  ...clockRoutes,
  ...journalRoutes,
  ...groupRoutes,
  ...callRoutes,
  ...faultRoutes,
  ...eventRoutes,
  ...streamRoutes,
  ...targetRoutes,
  ...metricsRoutes,
  ...planRoutes,
  ...snapshotRoutes,
  ...keptSnapshotRoutes,
  ...requestRoutes,
  openApiRoute,
];

/** Every path, as listed in 404 answers and README. */
export const controlPaths: readonly string[] = controlRoutes.map(nameOf);
