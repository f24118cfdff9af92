/** The route of the newest requests. */
import type { RequestsQuery } from "../contracts/request-contracts.ts";
import { showRequest } from "../present-request.ts";
import { answered, type ControlRoute, lazily } from "../route.ts";

const contract = lazily(() => import("../contracts/request-contracts.ts"));

export const requestRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/requests",
    summary: "The newest 1000 requests, oldest first, but for what was only read here.",
    takes: "query",
    contract: contract("requests"),
    answer: ({ input }, { latest }) => {
      const { since } = input as RequestsQuery;
      // The count begins anew with the process.
      const after = since > latest.last() ? 0 : since;
      return answered({ requests: latest.after(after).map(showRequest), next: latest.last() });
    },
  },
];
