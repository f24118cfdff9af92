/** Routes about one group: why the planner of its refreshes did what it did. */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { InstanceRefresh } from "../domain/instance-refresh.ts";
import { isoMillisecond } from "../domain/time.ts";
import { regionOf } from "../domain/world.ts";
import type { Emulator } from "../emulator.ts";

export interface GroupRouteOptions {
  readonly emulator: Emulator;
  readonly about: { readonly account: string; readonly region: string };
}

interface DecisionsQuery {
  readonly account?: string;
  readonly region?: string;
  readonly refresh?: string;
}

/** The decisions of a group's refreshes, oldest first; of one refresh when its id is given. */
export function groupRoutes(app: FastifyInstance, options: GroupRouteOptions): void {
  const { emulator, about } = options;
  app.get<{ Params: { name: string }; Querystring: DecisionsQuery }>(
    "/groups/:name/decisions",
    (request, reply) => {
      const { account = about.account, region = about.region, refresh, ...others } = request.query;
      if (Object.keys(others).length > 0) return refuse(reply, 400, "unknown parameter");
      emulator.catchUp();
      const group = regionOf(emulator.world, account, region).groups.get(request.params.name);
      if (group === undefined) {
        return refuse(reply, 404, `no group ${request.params.name} in ${account} ${region}`);
      }
      const meant = group.refreshes.filter(({ id }) => refresh === undefined || id === refresh);
      return { group: group.name, refreshes: meant.map(showDecisions) };
    },
  );
}

function showDecisions({ id, status, decisions }: InstanceRefresh) {
  const shown = decisions.map(({ at, ...record }) => ({ at: isoMillisecond(at), ...record }));
  return { id, status, decisions: shown };
}

function refuse(reply: FastifyReply, status: number, error: string) {
  const accepted = ["?account=000000000000", "?region=us-east-1", "?refresh=ID"];
  return reply.code(status).send({ error, accepted });
}
