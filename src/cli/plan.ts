/** Plans a refresh for a file in this process, or with a running emulator, and prints it. */

import { jsonOf } from "../client/http.ts";
import { PlanRefusal } from "../domain/user-errors.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";
import { readPlanRequest } from "../preview/plan-schema.ts";
import { planDescribed } from "../preview/run-plan.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { namedPath } from "../schemas/shipped.ts";
import { askEmulator, type EndpointFlags, endpointOf } from "./endpoint.ts";
import { planChart } from "./plan-chart.ts";
import { comparisonTable } from "./plan-comparison.ts";
import { costOf, planSummary, planTable } from "./plan-text.ts";
import { Refusal } from "./refusal.ts";
import { isColoured, show, showColoured } from "./terminal.ts";

type Members = Readonly<Record<string, unknown>>;

export interface PlanFlags extends EndpointFlags {
  readonly group?: string;
  readonly account?: string;
  readonly region?: string;
  readonly preferences?: Members;
  readonly desiredConfiguration?: Members;
  readonly compare: readonly Members[];
  /** Of one instance-hour. */
  readonly price?: number;
}

interface Planned {
  readonly preferences: Members;
  readonly plan: PlanAnswer;
}

export async function showPlan(file: string | undefined, flags: PlanFlags): Promise<void> {
  const request = { ...(file === undefined ? {} : contentOf(file)), ...membersOf(flags) };
  const given = request.preferences ?? {};
  const preferences = isMembers(given) ? { ...given, ...flags.preferences } : given;
  const planned: Planned[] = [];
  const others = flags.compare.map((set) => ({ ...(isMembers(given) ? preferences : {}), ...set }));
  for (const set of [preferences, ...others]) {
    const plan = await planOf({ ...request, preferences: set }, file, flags);
    planned.push({ preferences: isMembers(set) ? set : {}, plan });
  }
  if (flags.json === true) show(jsonText(planned, flags.price));
  else showColoured(...readable(planned, flags.price));
}

function jsonText(planned: readonly Planned[], price: number | undefined): string {
  const plans = planned.map(({ plan }) =>
    price === undefined ? plan : { ...plan, extraCost: costOf(plan, price) },
  );
  return JSON.stringify(plans.length === 1 ? plans[0] : plans);
}

/** The full plan of one file, or only the comparison of several. */
function readable(planned: readonly Planned[], price: number | undefined): readonly string[] {
  const [only] = planned;
  if (planned.length > 1 || only === undefined) {
    return comparisonTable(planned, { isColored: isColoured, price });
  }
  const { plan } = only;
  const table = planTable(plan, isColoured);
  return [...planSummary(plan, price), "", ...table, "", ...planChart(plan, isColoured)];
}

function membersOf(flags: PlanFlags): Members {
  const { group, account, region, desiredConfiguration } = flags;
  const given = Object.entries({ group, account, region, desiredConfiguration });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Described groups are planned here; existing ones by their emulator. */
async function planOf(
  request: Members,
  file: string | undefined,
  flags: PlanFlags,
): Promise<PlanAnswer> {
  const isRemote = request.group !== undefined && request.describedGroup === undefined;
  if (isRemote) {
    const asked = { method: "POST", path: "plan", body: request } as const;
    return askEmulator(flags, () => jsonOf<PlanAnswer>(endpointOf(flags), asked));
  }
  try {
    return planDescribed(readPlanRequest(request));
  } catch (error) {
    if (!(error instanceof PlanRefusal)) throw error;
    const lines = error.message.split("\n").map((line) => `${file}: ${line}`);
    throw new Refusal(lines, 2);
  }
}

function contentOf(file: string): Members {
  const refuse = (sentence: string) => new Refusal(sentence, 2);
  const path = namedPath("plan", file, refuse);
  const value = readJsonFile(path, refuse);
  if (isMembers(value)) return value;
  throw refuse(`${path}: expected a JSON object`);
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
