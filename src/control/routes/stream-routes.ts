/** The route that streams what changes, as it changes. */
import type { StreamQuery } from "../contracts/stream-contracts.ts";
import type { ControlOptions } from "../options.ts";
import {
  answeredStream,
  type ControlAnswer,
  type ControlRoute,
  lazily,
  type RouteRequest,
  refused,
} from "../route.ts";

const contract = lazily(() => import("../contracts/stream-contracts.ts"));

export const streamRoutes: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_asg-local/stream",
    summary:
      "What changes, as it changes, as server-sent events: clock, journal, refreshes, instances, " +
      "decisions, events, faults, requests and deliveries.",
    takes: "query",
    contract: contract("stream"),
    answer: (request, options) => streamed(request, options),
  },
];

async function streamed(
  { input, headers }: RouteRequest,
  options: ControlOptions,
): Promise<ControlAnswer> {
  const { changeStream, mostStreams } = await import("../stream.ts");
  const { streamKinds } = await import("../stream-message.ts");
  if (options.streams.open >= mostStreams) {
    return refused(`there are ${mostStreams} streams already; close one`, 429);
  }
  options.emulator.catchUp();
  const { kinds = new Set(streamKinds), account, region, group, since } = input as StreamQuery;
  const after = String(headers["last-event-id"] ?? since ?? "");
  return answeredStream(changeStream(options, { kinds, account, region, group, after }));
}
