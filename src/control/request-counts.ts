/** Counts requests by what they asked and how they ended, with how long they took. */
import { apiErrorCodes } from "../domain/texts/api-errors.ts";

export interface CountedRequest {
  readonly service?: string;
  readonly action?: string;
  readonly status: number;
  readonly code?: string;
  /** The code is one that a fault made up. */
  readonly isByFault?: boolean;
  readonly milliseconds: number;
}

/** The upper bounds in seconds; above the last one there is only the count. */
export const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] as const;

export interface RequestSeries {
  readonly service: string;
  readonly action: string;
  readonly outcome: string;
  /** One a bound, each without those below it. */
  readonly buckets: number[];
  count: number;
  seconds: number;
}

export interface RequestCounts {
  readonly series: Map<string, RequestSeries>;
}

/** The action of requests that name none there is: whatever callers make up is one series. */
export const unknownAction = "unknown";

/** The outcome of faults whose code is none of AWS's usual ones. */
const inventedOutcome = "other";

/** All names are of lists that end, but their products are many: beyond this they are one. */
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
