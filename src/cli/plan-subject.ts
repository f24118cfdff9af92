/** What `plan` plans for: a group of a file, or one of a running emulator. */
import { jsonOf } from "../client/http.ts";
import type { TimingProfile } from "../domain/timing.ts";
import { PlanRefusal, WorldFileError } from "../domain/user-errors.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";
import { readPlanRequest } from "../preview/plan-schema.ts";
import { planDescribed } from "../preview/run-plan.ts";
import type { TriedGroup } from "../preview/trials.ts";
import { readJsonFile } from "../schemas/json-file.ts";
import { namedPath } from "../schemas/shipped.ts";
import { askEmulator, type EndpointFlags, endpointOf } from "./endpoint.ts";
import type { Members } from "./flags.ts";
import { Refusal } from "./refusal.ts";

/** A group and a refresh of it, which can be planned with other preferences too. */
export interface PlanSubject {
  /** AWS's Preferences, those of the command line over those of the file. */
  readonly preferences: Members;
  /** AWS's DesiredConfiguration, where one is given. */
  readonly desiredConfiguration?: unknown;
  /** Absent where no refresh starts. */
  readonly plan?: (preferences: Members, whatIf?: string) => Promise<PlanAnswer>;
  /** The same as plain data; absent where an emulator plans. */
  readonly triedGroup?: TriedGroup;
  /** The same if all is as slow as the slowest tenth of the past, where there is one. */
  readonly slow?: (preferences: Members, whatIf?: string) => Promise<PlanAnswer | undefined>;
  /** Why there can be no plan, though a refresh starts. */
  readonly refusal?: Refusal;
  /** What the plan rests on, in lines and for programs. */
  readonly about?: { readonly lines: readonly string[]; readonly members: object };
}

export interface SubjectFlags extends EndpointFlags {
  /** The group is AWS's. */
  readonly aws?: true;
  readonly group?: string;
  readonly account?: string;
  readonly region?: string;
  readonly preferences?: Members;
  readonly desiredConfiguration?: Members;
  /** Of a group on AWS: plans by this profile, and not by what the past took. */
  readonly timing?: TimingProfile;
  readonly hookAnswers?: readonly unknown[];
}

/** Throws Refusal. */
export function subjectOf(file: string | undefined, flags: SubjectFlags): PlanSubject {
  const request = { ...(file === undefined ? {} : contentOf(file)), ...membersOf(flags) };
  const { preferences: inFile = {} } = request;
  const isRemote = request.group !== undefined && request.describedGroup === undefined;
  const plan = (asked: Members) =>
    isRemote ? planOfEmulator(asked, flags) : Promise.resolve(planOfFile(asked, file));
  // What is no object is refused with all else that is wrong in the file.
  if (!isMembers(inFile)) return { preferences: {}, plan: () => plan(request) };
  return {
    preferences: { ...inFile, ...flags.preferences },
    desiredConfiguration: request.desiredConfiguration,
    ...(!isRemote && {
      triedGroup: { requestFor: (preferences) => ({ ...request, preferences }) },
    }),
    plan: (preferences, whatIf) =>
      plan({ ...request, preferences, ...(whatIf !== undefined && { whatIf }) }),
  };
}

function planOfEmulator(body: Members, flags: SubjectFlags): Promise<PlanAnswer> {
  const asked = { method: "POST", path: "plan", body } as const;
  return askEmulator(flags, () => jsonOf<PlanAnswer>(endpointOf(flags), asked));
}

function planOfFile(request: Members, file: string | undefined): PlanAnswer {
  return refusing(() => planDescribed(readPlanRequest(request)), file);
}

/** Turns what cannot be planned into a Refusal, each line with the name before it. */
export function refusing<T>(plan: () => T, name?: string): T {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof PlanRefusal || error instanceof WorldFileError)) throw error;
    const lines = error.message.split("\n");
    throw new Refusal(name === undefined ? lines : lines.map((line) => `${name}: ${line}`), 2);
  }
}

function membersOf(flags: SubjectFlags): Members {
  const { group, account, region, desiredConfiguration } = flags;
  const given = Object.entries({ group, account, region, desiredConfiguration });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
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
