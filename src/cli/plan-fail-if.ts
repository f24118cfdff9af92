/** `--fail-if 'ready<90%'`: a condition on a plan, of a name, an operator and a value. */
import { InvalidArgumentError } from "commander";
import { parseDuration } from "../control/duration.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";

export interface FailIf {
  readonly text: string;
  readonly isSo: (plan: PlanAnswer) => boolean;
}

interface Quantity {
  readonly of: (plan: PlanAnswer) => number;
  readonly read: (text: string) => number | undefined;
}

const percentage = (text: string) => numberOf(/^(\d{1,3}(?:\.\d)?) ?%$/.exec(text)?.[1]);
const span = (text: string) => {
  const milliseconds = parseDuration(text);
  return milliseconds === undefined ? undefined : milliseconds / 1000;
};
const plain = (text: string) => numberOf(/^(\d{1,9}(?:\.\d{1,4})?)$/.exec(text)?.[1]);

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

const quantities: Readonly<Record<string, Quantity>> = {
  ready: { of: ({ lowestReady }) => lowestReady.percentage, read: percentage },
  inservice: { of: ({ lowestInService }) => lowestInService.percentage, read: percentage },
  total: { of: ({ highestTotal }) => highestTotal.percentage, read: percentage },
  duration: { of: ({ durationSeconds }) => durationSeconds, read: span },
  extra: { of: ({ extraInstanceHours }) => extraInstanceHours, read: plain },
  missing: { of: ({ missingCapacityHours }) => missingCapacityHours, read: plain },
  launches: { of: ({ launches }) => launches, read: plain },
};

const comparisons: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  "<": (one, other) => one < other,
  "<=": (one, other) => one <= other,
  ">": (one, other) => one > other,
  ">=": (one, other) => one >= other,
};

const forms =
  "ready<90%, inservice<90%, total>150%, duration>30m, extra>5, missing>2, launches>100, " +
  "with < <= > or >=, or status!=Successful";

/** May be given more than once: one that is so is enough. */
export function readFailIf(text: string, previous: readonly FailIf[]): readonly FailIf[] {
  return [...previous, statusCondition(text) ?? condition(text) ?? refuse()];
}

function refuse(): never {
  throw new InvalidArgumentError(`It must be one of ${forms}.`);
}

function statusCondition(text: string): FailIf | undefined {
  const [, status] = /^\s*status\s*!=\s*(Successful|RollbackSuccessful)\s*$/.exec(text) ?? [];
  return status === undefined ? undefined : { text, isSo: (plan) => plan.status !== status };
}

function condition(text: string): FailIf | undefined {
  const [, name = "", operator = "", value = ""] =
    /^\s*([a-z]{1,20})\s*(<=|>=|<|>)\s*(\S(?:.{0,60}\S)?)\s*$/.exec(text) ?? [];
  if (!Object.hasOwn(quantities, name)) return undefined;
  const quantity = quantities[name];
  const compare = comparisons[operator];
  const limit = quantity?.read(value);
  if (quantity === undefined || compare === undefined || limit === undefined) return undefined;
  return { text, isSo: (plan) => compare(quantity.of(plan), limit) };
}
