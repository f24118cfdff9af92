/** Counts requests by action and outcome, and how long they took. */
import { apiErrorCodes } from "../domain/texts/api-errors.ts";

export interface CountedRequest {
  readonly service?: string | undefined;
  readonly action?: string | undefined;
  readonly status: number;
  readonly code?: string | undefined;
  /** The error was injected by a fault. */
  readonly isByFault?: boolean | undefined;
  readonly milliseconds: number;
}

/** The upper bounds of the buckets in seconds; durations above the last one are only counted. */
export const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] as const;

export interface RequestSeries {
  readonly service: string;
  readonly action: string;
  readonly outcome: string;
  /** One count per bound, not cumulative. */
  readonly buckets: number[];
  count: number;
  seconds: number;
}

export interface RequestCounts {
  readonly series: Map<string, RequestSeries>;
}

/** The action of all requests that name no known one, so that invented names share a series. */
export const unknownAction = "unknown";

/** The outcome of injected errors with an unusual code. */
const inventedOutcome = "other";

/**
 * The limit of series: all names come from finite lists, but their products are many; further ones
 * share a series.
 */
const mostSeries = 2000;

export function emptyRequestCounts(): RequestCounts {
  return { series: new Map() };
}

export function countRequest({ series }: RequestCounts, request: CountedRequest): void {
  const { service = "none", action = unknownAction } = request;
  const outcome = outcomeOf(request);
  const found = series.get(`${service} ${action} ${outcome}`);
  const one = found ?? newSeries(series, { service, action, outcome });
  const seconds = request.milliseconds / 1000;
  one.count += 1;
  one.seconds += seconds;
  const bound = durationBounds.findIndex((limit) => seconds <= limit);
  if (bound !== -1) one.buckets[bound] = (one.buckets[bound] ?? 0) + 1;
}

function outcomeOf({ code, status, isByFault }: CountedRequest): string {
  if (code === undefined) return String(status);
  return isByFault === true && !apiErrorCodes.includes(code) ? inventedOutcome : code;
}

function newSeries(
  series: Map<string, RequestSeries>,
  names: Pick<RequestSeries, "service" | "action" | "outcome">,
): RequestSeries {
  const { service, action, outcome } = series.size < mostSeries ? names : other;
  const key = `${service} ${action} ${outcome}`;
  const buckets = durationBounds.map(() => 0);
  const one = series.get(key) ?? { service, action, outcome, buckets, count: 0, seconds: 0 };
  series.set(key, one);
  return one;
}

const other = { service: "other", action: "other", outcome: "other" } as const;
