/** Where a running clock is to stop: the conditions of `until`, from now on. */
import type { StopCondition } from "../turns/stop-at.ts";
import { eventWatch, watchFor } from "./conditions.ts";
import type { ControlOptions } from "./options.ts";
import type { Condition, EventCondition } from "./schema.ts";

/** Returns a sentence when it can never come true. */
export function stopConditionFor(
  condition: Condition | EventCondition,
  { emulator, about }: Pick<ControlOptions, "emulator" | "about">,
): StopCondition | string {
  if ("event" in condition) {
    const asked = { ...condition, event: condition.event.pattern };
    return { ...eventWatch(emulator, condition, about), asked };
  }
  const watch = watchFor(emulator.world, condition, about);
  if (typeof watch === "string") return watch;
  // Asked in any case: a watch begins with what is so now.
  const isSo = watch.isSoNow();
  const isOnce = condition.settled !== true && condition.lifecycleState === undefined;
  if (isSo && isOnce) return "that is so already: the clock would never stop for it";
  return { ...watch, asked: condition };
}
