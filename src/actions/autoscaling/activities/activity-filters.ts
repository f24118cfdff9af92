/** Decides which scaling activities match a request's Filters (G-101 to G-107). */
import type { ScalingActivity } from "../../../domain/scaling-activity.ts";
import { inferredTexts } from "../../../domain/texts/inferred-texts.ts";
import { day, hour, second } from "../../../domain/time.ts";
import { validationError } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";

type Asked = Pick<
  Input<"autoscaling", "DescribeScalingActivities">,
  "AutoScalingGroupName" | "Filters"
>;

/** Returns a test of whether an activity matches all filters. */
export function activityFilter(asked: Asked): (activity: ScalingActivity) => boolean {
  const valuesOf = gatherValues(asked.Filters);
  const lower = readBound("StartTimeLowerBound", valuesOf) ?? Number.NEGATIVE_INFINITY;
  const upper = readBound("StartTimeUpperBound", valuesOf) ?? Number.POSITIVE_INFINITY;
  const statuses = valuesOf.get("Status");
  if (statuses !== undefined && asked.AutoScalingGroupName === undefined) {
    throw validationError(
      "The Status filter requires an Auto Scaling group name. Add the AutoScalingGroupName " +
        "parameter and try again.",
    );
  }
  return ({ startTime, statusCode }) => {
    const isInTime = startTime >= lower && startTime <= upper;
    return isInTime && (statuses?.includes(statusCode) ?? true);
  };
}

const filterNames = ["StartTimeLowerBound", "StartTimeUpperBound", "Status"] as const;
type FilterName = (typeof filterNames)[number];
type Values = ReadonlyMap<FilterName, readonly string[]>;

/** The values by filter name; a repeated filter has the values of all its occurrences (G-104). */
function gatherValues(filters: Asked["Filters"]): Values {
  const values = new Map<FilterName, readonly string[]>();
  for (const filter of filters ?? []) {
    const name = filterNames.find((known) => known === filter.Name);
    if (name === undefined) {
      const valid = filterNames.join(", ");
      throw validationError(inferredTexts.invalidFilter(filter.Name ?? "", valid));
    }
    values.set(name, [...(values.get(name) ?? []), ...(filter.Values ?? [])]);
  }
  return values;
}

/** AWS itself fails on an empty list of values; here it counts as an invalid bound (G-105). */
function readBound(name: FilterName, valuesOf: Values): number | undefined {
  const values = valuesOf.get(name);
  if (values === undefined) return undefined;
  const [text, ...others] = values;
  if (others.length > 0) {
    throw validationError(
      `The filter configuration isn't valid. Multiple values for ${name} aren't supported. ` +
        "Specify a single timestamp value.",
    );
  }
  const at = parseBound(text ?? "");
  if (at !== undefined) return at;
  throw validationError(
    "The filter configuration isn't valid. The specified timestamp isn't valid.",
  );
}

const boundForm = new RegExp(
  [
    "^(?<date>\\d{4}-\\d\\d-\\d\\d)",
    "T(?<hour>\\d\\d):(?<minute>\\d\\d)",
    "(?::(?<second>\\d\\d)(?<fraction>\\.\\d{1,9})?)?",
    "(?<zone>Z|[+-]\\d\\d:\\d\\d)$",
  ].join(""),
  "i",
);

/**
 * A time as AWS accepts it (G-102), to the millisecond: with a zone, and at least to the minute.
 * Two oddities are AWS's own: 24:00:00 is midnight, and a day beyond the month's end, such as 30
 * February, is its last day.
 */
function parseBound(text: string): number | undefined {
  const parts = boundForm.exec(text.trim())?.groups;
  if (parts === undefined) return undefined;
  const dateAt = parseDate(parts.date ?? "");
  const offset = parseOffset(parts.zone ?? "");
  const timeOfDay = parseTimeOfDay(parts);
  if (dateAt === undefined || offset === undefined || timeOfDay === undefined) return undefined;
  return dateAt + timeOfDay - offset;
}

function parseDate(text: string): number | undefined {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split("-").map(Number);
  const isPossible = month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31;
  if (!isPossible) return undefined;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(dayOfMonth, lastDay));
}

function parseTimeOfDay(parts: Readonly<Record<string, string>>): number | undefined {
  const hours = Number(parts.hour);
  const minutes = Number(parts.minute);
  const seconds = Number(parts.second ?? 0);
  const fraction = parts.fraction ?? ".0";
  const isMidnight = hours === 24 && minutes === 0 && seconds === 0 && Number(fraction) === 0;
  const isPossible = hours < 24 && minutes < 60 && seconds < 60;
  if (isMidnight) return day;
  if (!isPossible) return undefined;
  const milliseconds = Number(fraction.slice(1, 4).padEnd(3, "0"));
  return hours * hour + minutes * 60 * second + seconds * second + milliseconds;
}

/** A UTC offset of at most 18 hours. */
function parseOffset(zone: string): number | undefined {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  const offset = hours * hour + minutes * 60 * second;
  const isPossible = minutes < 60 && offset <= 18 * hour;
  if (!isPossible) return undefined;
  return zone.startsWith("-") ? -offset : offset;
}
