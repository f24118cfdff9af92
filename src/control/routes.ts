/** The table of the control API: routes, the 404 list, README's list and OpenAPI come from it. */
import { clockRoutes } from "./clock-routes.ts";
import { eventRoutes } from "./event-routes.ts";
import { faultRoutes } from "./fault-routes.ts";
import { groupRoutes } from "./group-routes.ts";
import { journalRoutes } from "./journal-routes.ts";
import { metricsRoutes } from "./metrics-routes.ts";
import { planRoutes } from "./plan-routes.ts";
import { answered, type ControlRoute, nameOf } from "./route.ts";
import { snapshotRoutes } from "./snapshot-routes.ts";
import { statusRoutes } from "./status-routes.ts";

const openApiRoute: ControlRoute = {
  method: "GET",
  path: "/_asg-local/openapi.json",
  summary: "This API as an OpenAPI 3.1 document.",
  takes: "nothing",
  contract: async () => (await import("./contracts.ts")).openApi,
  answer: async (_request, { about }) => {
    const { openApiDocument } = await import("./openapi.ts");
    return answered(await openApiDocument(controlRoutes, about.version));
  },
};

/** A new route is one more record here, with its contract. */
export const controlRoutes: readonly ControlRoute[] = [
  ...statusRoutes,
  ...clockRoutes,
  ...journalRoutes,
  ...groupRoutes,
  ...faultRoutes,
  ...eventRoutes,
  ...metricsRoutes,
  ...planRoutes,
  ...snapshotRoutes,
  openApiRoute,
];

/** Every path, as the answer to an unknown one and README list them. */
export const controlPaths: readonly string[] = controlRoutes.map(nameOf);
