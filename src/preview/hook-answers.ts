/** Answers the lifecycle hooks of a private world after the request's delay for each. */
import type { JournalEntry } from "../domain/journal-entry.ts";
import { type Instant, milliseconds } from "../domain/time.ts";
import type { PlanRequest } from "./plan-schema.ts";
import type { PrivateWorld } from "./private-world.ts";

interface DueAnswer {
  readonly at: Instant;
  readonly instanceId: string;
  readonly hook: string;
  readonly token: string;
  readonly result: string;
}

export interface HookAnswers {
  /** Notes instances that begin to wait. */
  readonly note: (entries: readonly JournalEntry[]) => void;
  /** When the next answer is due, if any. */
  readonly nextAt: () => Instant | undefined;
  /** Gives all answers due by now. */
  readonly give: (now: Instant) => void;
}

export function hookAnswers(wanted: PlanRequest["hookAnswers"], world: PrivateWorld): HookAnswers {
  const byHook = new Map(wanted.map((answer) => [answer.hook, answer]));
  // One list per hook, which is in order of time because the hook's delay is constant.
  const due = new Map(wanted.map(({ hook }) => [hook, [] as DueAnswer[]]));
  const heads = () => [...due.values()].flatMap((list) => list.slice(0, 1));
  const note = ({ at, change }: JournalEntry) => {
    if (change.type !== "LifecycleActionsBegun") return;
    for (const { hookName: hook, token } of change.actions) {
      const answer = byHook.get(hook);
      if (answer === undefined) continue;
      const dueAt = at + milliseconds(answer.afterSeconds);
      const { result } = answer;
      due.get(hook)?.push({ at: dueAt, instanceId: change.id, hook, token, result });
    }
  };
  return {
    note: (entries) => entries.forEach(note),
    nextAt: () =>
      heads().reduce<number | undefined>((first, { at }) => earlier(first, at), undefined),
    give: (now) => {
      for (const [hook, list] of due) {
        const later = list.findIndex(({ at }) => at > now);
        const ready = list.splice(0, later === -1 ? list.length : later);
        for (const answer of ready.filter((one) => isStillWaiting(world, one))) {
          world.call("CompleteLifecycleAction", {
            AutoScalingGroupName: world.group().name,
            LifecycleHookName: hook,
            LifecycleActionToken: answer.token,
            InstanceId: answer.instanceId,
            LifecycleActionResult: answer.result,
          });
        }
      }
    },
  };
}

/** Whether the hook has not timed out and the instance still exists. */
function isStillWaiting(world: PrivateWorld, { instanceId, token }: DueAnswer): boolean {
  const actions = world.group().fleet.members.get(instanceId)?.lifecycleActions ?? [];
  return actions.some((action) => action.token === token);
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
