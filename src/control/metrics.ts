/** The metrics in Prometheus' text format, computed from the world on each request. */
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { activeRefresh } from "../domain/group.ts";
import { refreshStatuses } from "../domain/state-names.ts";
import { second } from "../domain/time.ts";
import type { Region, World } from "../domain/world.ts";
import type { ControlOptions } from "./options.ts";
import { durationBounds, type RequestCounts, type RequestSeries } from "./request-counts.ts";

export async function metricsText(options: ControlOptions) {
  const { turns } = options;
  turns.catchUpSome();
  const registry = await turns.betweenInstants(() => gathered(options));
  return { text: await registry.metrics(), contentType: registry.contentType };
}

function gathered(options: ControlOptions): Registry {
  const { emulator, pacer, requests } = options;
  const registry = new Registry();
  registry.registerMetric(requestHistogram(requests));
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `asg_local_${name}`, help, registers: [registry] });
  gauge("virtual_time_seconds", "Virtual time in seconds since 1970.").set(pacer.now() / second);
  gauge("queued_events", "Events that are due later.").set(emulator.queueLength());
  gauge("journal_entries", "Changes since the world began.").set(emulator.lastSequence());
  const help = "Writes of the log that were dropped, because nobody read it.";
  const dropped = new Counter({ name: "asg_local_dropped_log_lines_total", help, registers: [] });
  dropped.inc(options.droppedLogLines());
  registry.registerMetric(dropped);
  countGroups(emulator.world, registry);
  countDeliveries(options, registry);
  return registry;
}

function countDeliveries({ emulator, deliveries }: ControlOptions, registry: Registry): void {
  const registers = [registry];
  new Counter({
    name: "asg_local_dropped_events_total",
    help: "Events that are no longer kept.",
    registers,
  }).inc(emulator.eventCounts().dropped);
  const answered = new Counter({
    name: "asg_local_deliveries_total",
    help: "Deliveries of events by target and outcome: delivered, failed or dropped.",
    labelNames: ["target", "outcome"],
    registers,
  });
  const waits = new Gauge({
    name: "asg_local_deliveries_waiting",
    help: "Events that a target is still to be sent.",
    labelNames: ["target"],
    registers,
  });
  for (const { target, counts, waiting } of deliveries.all()) {
    for (const outcome of ["delivered", "failed", "dropped"] as const) {
      answered.inc({ target: target.name, outcome }, counts[outcome]);
    }
    waits.inc({ target: target.name }, waiting());
  }
}

function countGroups({ regions }: World, registry: Registry): void {
  const registers = [registry];
  const groups = new Gauge({
    name: "asg_local_groups",
    help: "Auto Scaling groups.",
    labelNames: ["account", "region"],
    registers,
  });
  const instances = new Gauge({
    name: "asg_local_instances",
    help: "Instances of groups by lifecycle state.",
    labelNames: ["account", "region", "lifecycle_state"],
    registers,
  });
  const refreshes = new Gauge({
    name: "asg_local_instance_refreshes",
    help: "Instance refreshes of the last six weeks by status.",
    labelNames: ["status"],
    registers,
  });
  const active = new Gauge({
    name: "asg_local_active_instance_refreshes",
    help: "Instance refreshes that are not over.",
    registers,
  });
  for (const status of refreshStatuses) refreshes.set({ status }, 0);
  for (const [nth, place] of [...regions.values()].entries()) {
    const { groups: members } = place;
    const labels = labelsOf(place, nth);
    groups.inc(labels, members.size);
    for (const group of members.values()) {
      for (const { status } of group.refreshes) refreshes.inc({ status });
      if (activeRefresh(group) !== undefined) active.inc();
      for (const { lifecycleState } of group.fleet.members.values()) {
        instances.inc({ ...labels, lifecycle_state: lifecycleState });
      }
    }
  }
}

/** Limits the places listed, because any access key or scope can name another account or region. */
const mostPlaces = 200;
const longestRegion = 32;

/** Places beyond the limit, or with implausibly long names, are counted together. */
function labelsOf({ account, name: region }: Pick<Region, "account" | "name">, nth: number) {
  const isNamed = nth < mostPlaces && region.length <= longestRegion;
  return isNamed ? { account, region } : { account: "other", region: "other" };
}

const requestHelp = "Requests by service, action and outcome, and how long they took.";

/**
 * Replaces the library's histogram, which would have to be loaded before the first request: this
 * one is filled from counts kept without the library, by the method that the library calls.
 */
function requestHistogram({ series }: RequestCounts): Histogram {
  const name = "asg_local_request_seconds";
  const histogram = new Histogram({ name, help: requestHelp, registers: [] });
  const values = [...series.values()].flatMap((one) => valuesOf(name, one));
  const { type, aggregator } = { type: "histogram", aggregator: "sum" };
  const read = { name, help: requestHelp, type, aggregator, values };
  return Object.assign(histogram, { get: async () => read, getForPromString: undefined }) as never;
}

function valuesOf(name: string, { buckets, count, seconds, ...labels }: RequestSeries) {
  let below = 0;
  const counted = durationBounds.map((bound, at) => {
    below += buckets[at] ?? 0;
    return { metricName: `${name}_bucket`, labels: { ...labels, le: bound }, value: below };
  });
  return [
    ...counted,
    { metricName: `${name}_bucket`, labels: { ...labels, le: "+Inf" }, value: count },
    { metricName: `${name}_sum`, labels, value: seconds },
    { metricName: `${name}_count`, labels, value: count },
  ];
}
