/** How the refresh under way goes on if nobody intervenes: the emulator runs a copy to its end. */
import { computed } from "@preact/signals";
import type { Forecast } from "../../client/answers.ts";
import type { ForecastRequest, RefreshForecast } from "../../client/plan.ts";
import type { Happening } from "../refresh/steps.ts";
import { activeRefresh, alsoRead, askOfGroup, group, isUnderWay } from "./group.ts";
import { ask } from "./http.ts";
import { place } from "./place.ts";
import { readerOf } from "./reader.ts";
import type { Samples } from "./shapes.ts";
import { now } from "./world.ts";

export const forecast = readerOf(async () => {
  if (!isForeseen()) return undefined;
  return askOfGroup<Forecast>("/forecast");
});
alsoRead.push(forecast);

function isForeseen(): boolean {
  return activeRefresh.peek() !== undefined && isUnderWay.peek();
}

/** What is left of the refresh under way, after a call that may be made first. */
export async function askForecast(call?: ForecastRequest["call"]): Promise<RefreshForecast> {
  const { group: name = "", account, region } = place.peek();
  const path = `/groups/${encodeURIComponent(name)}/forecast`;
  return ask<RefreshForecast>(path, { body: { account, region, call } });
}

/** Instances beyond which each forecast takes long, so that the picture goes without. */
const mostForeseen = 20_000;

const rest = readerOf(async () => {
  const { desiredCapacity = 0 } = group.peek() ?? {};
  return isForeseen() && desiredCapacity <= mostForeseen ? askForecast() : undefined;
});
alsoRead.push(rest);

interface Coming {
  readonly samples: Samples | undefined;
  readonly happenings: readonly Happening[];
}

/** What the forecast says of the time from now on. */
export const coming = computed<Coming>(() => {
  const foreseen = rest.value.value;
  if (foreseen === undefined || !isUnderWay.value) return { samples: undefined, happenings: [] };
  const began = Date.parse(foreseen.startedAt) / 1000;
  const present = (now.value ?? 0) / 1000;
  const points = foreseen.chart.filter(({ atSeconds }) => began + atSeconds > present);
  const of = (name: "floor" | "ceiling" | "ready" | "inService" | "total") =>
    points.map((point) => point[name]);
  const samples: Samples = {
    at: points.map(({ atSeconds }) => began + atSeconds),
    desired: points.map(() => foreseen.desiredCapacity),
    floor: of("floor"),
    ceiling: of("ceiling"),
    ready: of("ready"),
    inService: of("inService"),
    total: of("total"),
  };
  const happenings = foreseen.steps
    .map(({ atSeconds, ...step }) => ({ ...step, at: began + atSeconds, isComing: true }))
    .filter(({ at }) => at > present);
  return { samples, happenings };
});
