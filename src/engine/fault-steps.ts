/** Faults that happen by themselves, as changes: alarms, impaired zones and hooks. */
import type { Change } from "../domain/changes/change.ts";
import { followingStates } from "../domain/composite-alarms.ts";
import {
  type ActiveFault,
  type AlarmFault,
  answerByKind,
  type ByFaultKind,
  isDue,
  type ZoneFault,
} from "../domain/fault.ts";
import { type AutoScalingGroup, isSuspended } from "../domain/group.ts";
import type { Instance } from "../domain/instance.ts";
import type { HookAnswer, LifecycleAction } from "../domain/lifecycle-hook.ts";
import { inferredTexts } from "../domain/texts/inferred-texts.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import type { Timing } from "../domain/timing.ts";
import type { Region } from "../domain/world.ts";
import { type FaultContext, faultCounter, newestFirst } from "./fault-counter.ts";

interface Moment {
  readonly now: Instant;
  readonly timing: Timing;
}

/** What there is when a fault's time has come. */
interface Occasion extends Moment {
  readonly region: Region;
  readonly id: string;
}

const nothing = (): readonly Change[] => [];

const changesWhenDue: ByFaultKind<Occasion, readonly Change[]> = {
  launch: nothing,
  zone: zoneChanges,
  alarm: alarmChanges,
  hook: nothing,
  api: nothing,
};

/** A fault's own instant has come; one that was removed has a stale event. */
export function faultStepChanges(region: Region, id: string, moment: Moment): readonly Change[] {
  const active = region.faults.get(id);
  if (active === undefined || !isDue(active, moment.now)) return [];
  return answerByKind(changesWhenDue, active.fault, { ...moment, region, id });
}

type CheckpointReached = Extract<Change, { readonly type: "CheckpointReached" }>;

const waitsForNone = () => false;

const waitsFor: ByFaultKind<CheckpointReached, boolean> = {
  launch: waitsForNone,
  zone: waitsForNone,
  alarm: (fault, { group, percentage }) =>
    fault.group === group && fault.atCheckpoint === percentage,
  hook: waitsForNone,
  api: waitsForNone,
};

/** What a change brings about at once: faults that wait for a checkpoint. */
export function faultsAfter(region: Region, change: Change, moment: Moment): readonly Change[] {
  if (change.type !== "CheckpointReached") return [];
  return [...region.faults.values()].flatMap((active) => {
    const { id, fault } = active;
    if (!isDue(active, moment.now) || !answerByKind(waitsFor, fault, change)) return [];
    return answerByKind(changesWhenDue, fault, { ...moment, region, id });
  });
}

function alarmChanges(fault: AlarmFault, { region, id }: Occasion): readonly Change[] {
  const { alarm: name, state } = fault;
  const alarm = region.alarms.get(name);
  if (alarm === undefined) {
    return [{ type: "FaultPassed", id, missed: `there is no alarm ${name}` }];
  }
  const reason = inferredTexts.alarmByFault(id);
  return [
    { type: "FaultFired", id, subject: name, ...(fault.group && { group: fault.group }) },
    { type: "AlarmStateSet", name, state, reason },
    ...followingStates(region.alarms, { name, state }),
  ];
}

/** All in service there fail together, in the order of their groups and launches. */
function zoneChanges(fault: ZoneFault, { region, id, timing }: Occasion): readonly Change[] {
  return [...region.groups.values()]
    .filter((group) => fault.group === undefined || fault.group === group.name)
    .flatMap((group) =>
      [...group.fleet.members.values()]
        .filter((instance) => instance.lifecycleState === "InService")
        .filter((instance) => instance.availabilityZone === fault.availabilityZone)
        .flatMap((instance) => {
          const failure = healthFailure(group, instance, timing);
          const hit = { subject: instance.id, group: group.name };
          return failure.length === 0
            ? []
            : [{ type: "FaultFired", id, ...hit } as const, ...failure];
        }),
    );
}

/**
 * An instance fails its health checks, unless it has failed or health checks are suspended.
 */
export function healthFailure(
  group: AutoScalingGroup,
  { id, healthStatus }: Instance,
  { healthReactionSeconds: reactionSeconds }: Timing,
): readonly Change[] {
  if (healthStatus === "Unhealthy" || isSuspended(group, "HealthCheck")) return [];
  const named = { group: group.name, id } as const;
  return [
    {
      type: "HealthChanged",
      ...named,
      healthStatus: "Unhealthy",
      isBroken: true,
      reactionSeconds,
    },
  ];
}

interface Member {
  readonly group: AutoScalingGroup;
  readonly instance: Instance;
}

const breaksNone = () => false;

/** Whether an instance that comes into service now is broken by it. */
const breaksNewcomers: ByFaultKind<Member, boolean> = {
  launch: breaksNone,
  zone: (fault, { group, instance }) =>
    fault.isUnhealthy &&
    fault.availabilityZone === instance.availabilityZone &&
    (fault.group === undefined || fault.group === group.name),
  alarm: breaksNone,
  hook: breaksNone,
  api: breaksNone,
};

/** An instance that comes into service in a zone while that is impaired fails at once. */
export function zoneFailure(
  region: Region,
  { group, instance }: Member,
  { now, timing }: Moment,
): readonly Change[] {
  const isMeant = (active: ActiveFault) =>
    answerByKind(breaksNewcomers, active.fault, { group, instance }) && isDue(active, now);
  const active = [...region.faults.values()].find(isMeant);
  if (active === undefined) return [];
  const failure = healthFailure(group, instance, timing);
  const hit = { subject: instance.id, group: group.name };
  return failure.length === 0 ? [] : [{ type: "FaultFired", id: active.id, ...hit }, ...failure];
}

function answeredBy(
  { result, afterSeconds }: HookAnswer,
  action: LifecycleAction,
  now: Instant,
): LifecycleAction {
  if (result === "never") return action;
  return { ...action, answer: { at: now + milliseconds(afterSeconds), result } };
}

interface HookWait {
  readonly group: string;
  readonly hook: string;
}

const answersNone = () => undefined;

/** How it answers this wait; undefined when it does not. */
const hookAnswerOf: ByFaultKind<HookWait, HookAnswer | undefined> = {
  launch: answersNone,
  zone: answersNone,
  alarm: answersNone,
  hook: (fault, { group, hook }) => {
    const isMeant =
      (fault.group === undefined || fault.group === group) &&
      (fault.hook === undefined || fault.hook === hook);
    return isMeant ? fault : undefined;
  },
  api: answersNone,
};

/** The waits of one instance, with the answers that faults will give; the newest fault decides. */
export function answeredActions(
  actions: readonly LifecycleAction[],
  place: FaultContext & { readonly group: AutoScalingGroup; readonly instance: Instance },
): { readonly actions: readonly LifecycleAction[]; readonly changes: readonly Change[] } {
  const { faults, group, instance, now } = place;
  const { hookAnswer } = instance;
  if (faults.size === 0 && hookAnswer === undefined) return { actions, changes: [] };
  const counter = faultCounter(place);
  const answered = actions.map((action) => {
    for (const active of newestFirst(faults)) {
      const wait = { group: group.name, hook: action.hookName };
      const answer = answerByKind(hookAnswerOf, active.fault, wait);
      const hit = { subject: instance.id, group: group.name };
      if (answer === undefined || !counter.happens(active, hit)) continue;
      return answeredBy(answer, action, now);
    }
    return hookAnswer === undefined ? action : answeredBy(hookAnswer, action, now);
  });
  return { actions: answered, changes: counter.changes };
}
