/** Moves an engine: time, changes from outside, and instants that are done in slices. */
import { assert } from "../domain/assert.ts";
import type { Instant } from "../domain/time.ts";
import { emptyRegion, regionKey } from "../domain/world.ts";
import type { Engine, InstantSteps, UnderWay } from "./engine.ts";
import { peek } from "./event-queue.ts";
import { applyInSteps, type Happening, happenUntil } from "./happen.ts";
import { beginInput, type GivenInput } from "./recording.ts";

/** Asked after each step: is this as much as is to be done in one go? */
export type IsEnough = () => boolean;

const never: IsEnough = () => false;

/**
 * Does everything due until `at`, in order, and then makes it `at` (never earlier than now). False
 * when it is enough before: then an instant may be under way, and the next call goes on.
 */
export function advanceTo(engine: Engine, at: Instant, isEnough = never): boolean {
  if (!endInstant(engine, isEnough)) return false;
  const isDue = (nextDueAt(engine) ?? Number.POSITIVE_INFINITY) <= at;
  // Most calls find nothing due; the next input tells how far time had come by then.
  if (isDue) begin(engine, {}, happenUntil(engine, at), isEnough);
  else engine.now = Math.max(engine.now, at);
  return engine.underWay === undefined && engine.now >= at;
}

/** Goes on to the end of an instant that is under way; false when it is enough before. */
export function endInstant(engine: Engine, isEnough = never): boolean {
  const { underWay } = engine;
  if (underWay === undefined) return true;
  underWay.input.resume();
  goOn(engine, underWay, (isBetween) => isBetween || isEnough());
  return engine.underWay === undefined;
}

/** When the next event is due; undefined when nothing is. */
export function nextDueAt(engine: Engine): Instant | undefined {
  return peek(engine.queue)?.at;
}

/**
 * Applies changes in order, and what is due at once with a tick of 0 (profile `instant`). When it
 * is enough before, the rest is under way.
 */
export function commit(
  engine: Engine,
  place: { account: string; region: string },
  happening: Happening,
  isEnough = never,
): void {
  if (happening.changes.length === 0) return;
  assert(engine.underWay === undefined, "changes come when an instant is at its end");
  const { account, region } = place;
  const brought = { account, region, ...happening };
  begin(engine, { brought }, committed(engine, brought), isEnough);
}

function* committed(
  engine: Engine,
  { account, region, cause, changes }: NonNullable<GivenInput["brought"]>,
): InstantSteps {
  const key = regionKey(account, region);
  const home = engine.world.regions.get(key) ?? emptyRegion(account, region);
  engine.world.regions.set(key, home);
  yield* applyInSteps(engine, home, { cause, changes });
  yield* happenUntil(engine, engine.now);
}

function begin(engine: Engine, given: GivenInput, steps: InstantSteps, isEnough: IsEnough): void {
  goOn(engine, { steps, input: beginInput(engine, given) }, isEnough);
}

/** Between two instants the input ends, wherever it has come. */
function goOn(
  engine: Engine,
  underWay: UnderWay,
  isToBeLeft: (isBetween: boolean) => boolean,
): void {
  for (;;) {
    const { done, value } = underWay.steps.next();
    const isBetween = value === "betweenInstants";
    if (!done && !isToBeLeft(isBetween)) continue;
    const isAtEnd = done === true || isBetween;
    engine.underWay = isAtEnd ? undefined : underWay;
    if (isAtEnd) underWay.input.end();
    else underWay.input.pause();
    return;
  }
}
