/** Reads a group from AWS and plans its refresh, by what its own past took; nothing is changed. */
import type { AutoScalingClient, DesiredConfiguration } from "@aws-sdk/client-auto-scaling";
import { isoSecond } from "../domain/time.ts";
import { NoSuchGroup, PlanRefusal } from "../domain/user-errors.ts";
import type { PlanAnswer } from "../preview/plan-answer.ts";
import type { PlanRequest } from "../preview/plan-schema.ts";
import { planOfWorld } from "../preview/world-plan.ts";
import { isActive } from "../undo/active-refresh.ts";
import { readWorld } from "../world-file/read.ts";
import type { WorldFileInput } from "../world-file/schema.ts";
import { assumptionsOf } from "./assumptions.ts";
import { attempts } from "./attempt.ts";
import { describeCalls } from "./describe-calls.ts";
import { type LearntTiming, learnTiming } from "./learn-timing.ts";
import { motionWarnings } from "./motion.ts";
import { type GroupReading, readGroup } from "./read-group.ts";
import { knownSecrets, reasonOf, withoutSecrets } from "./reason-of.ts";
import { expectedSeconds, slowSeconds } from "./seconds-of.ts";
import { type Place, placeOf, type SecondsOfGroup, worldOf } from "./world-of.ts";

type Members = Readonly<Record<string, unknown>>;

export interface DryRunOptions {
  readonly group: string;
  /** What the refresh names beside the group, so that it is read too. */
  readonly preferences?: readonly Members[];
  readonly desiredConfiguration?: Members | undefined;
  /** Plans by this profile, and not by what the past took. */
  readonly timing?: "aws" | "fast" | "instant" | undefined;
  /** What happens to the group before the refresh is started. */
  readonly change?: (world: WorldFileInput) => WorldFileInput;
}

/** A group as it is on AWS, for which any refresh can be planned. */
export interface DryRun {
  readonly name: string;
  readonly place: Place;
  /** ISO 8601 by AWS's clock; undefined if AWS told no time. */
  readonly readAt: string | undefined;
  readonly learnt: LearntTiming;
  /** A line for each thing that was not read, or is not as it is on AWS. */
  readonly notes: readonly string[];
  /** What may make the plan wrong as a whole. */
  readonly warnings: readonly string[];
  /** Whether the group's past tells how slow things may be. */
  readonly hasPast: boolean;
  /** CONTINUE at once for each of the group's hooks. */
  readonly hookAnswers: readonly object[];
  /** The world file of the group; without `seconds` as the past took in the median. */
  world(seconds?: SecondsOfGroup): WorldFileInput;
  /** How the refresh is expected to go. Throws PlanRefusal. */
  plan(request: PlanRequest): PlanAnswer;
  /** The same if all is as slow as the slowest tenth; undefined without a past. */
  slowPlan(request: PlanRequest): PlanAnswer | undefined;
}

/** Throws NoSuchGroup, and AWS's errors if the group itself cannot be read. */
export async function dryRun(client: AutoScalingClient, options: DryRunOptions): Promise<DryRun> {
  const { group: name, desiredConfiguration } = options;
  const secrets = await knownSecrets(client);
  const { notes, ...trying } = attempts((error) => reasonOf(error, secrets));
  const calls = describeCalls(name, client);
  const group = await calls.group().catch((error: unknown) => {
    throw withoutSecrets(error, secrets);
  });
  if (group === undefined) throw new NoSuchGroup(name);
  const reading = await readGroup(calls, group, {
    ...trying,
    alarms: (options.preferences ?? []).flatMap(alarmsIn),
    desiredConfiguration: desiredConfiguration as DesiredConfiguration | undefined,
  });
  return dryRunOf(reading, { ...options, notes });
}

/** The dry run of a group that has been read. */
export function dryRunOf(
  reading: GroupReading,
  {
    group: name,
    timing: profile,
    change,
    notes,
  }: DryRunOptions & { readonly notes: readonly string[] },
): DryRun {
  const learnt = learnTiming(profile === undefined ? reading : { activities: [], refreshes: [] });
  const expected = expectedSeconds(learnt, reading);
  const slow = slowSeconds(learnt, reading);
  const place = placeOf(reading.group);
  const planWith = (request: PlanRequest, seconds: SecondsOfGroup) => {
    if (change === undefined && reading.refreshes.some(isActive)) throw new PlanRefusal(blocked);
    const world = (change ?? unchanged)(worldOf(reading, seconds));
    const named = readWorld({ world: { ...world, timing: profile } }, place);
    return planOfWorld(request, named, { ...place, group: name });
  };
  return {
    name,
    place,
    readAt: reading.at === undefined ? undefined : isoSecond(reading.at),
    learnt,
    hookAnswers: reading.hooks.map(({ LifecycleHookName: hook }) => ({ hook, afterSeconds: 0 })),
    notes: [...notes, ...assumptionsOf(reading)],
    warnings: motionWarnings(reading),
    hasPast: hasPast(learnt),
    world: (seconds = expected) => worldOf(reading, seconds),
    plan: (request) => planWith(request, expected),
    slowPlan: (request) => (hasPast(learnt) ? planWith(request, slow) : undefined),
  };
}

const unchanged = (world: WorldFileInput) => world;

/** AWS's refusal of a second refresh. */
const blocked =
  "InstanceRefreshInProgress: An Instance Refresh is already in progress and blocks the " +
  "execution of this Instance Refresh.";

function hasPast({ launch, ready, termination }: LearntTiming): boolean {
  return [launch, ready, termination].some((span) => span !== undefined);
}

/** The names of alarms that preferences give, if they are as AWS takes them. */
function alarmsIn({ AlarmSpecification: given }: Members): readonly string[] {
  const { Alarms: names } = Object(given) as { readonly Alarms?: unknown };
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
