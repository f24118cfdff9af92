/** Plans for a group of a world file, such as one that was read from AWS. */
import { keptInPrivate } from "../domain/kept-in-private.ts";
import { type Timing, timings } from "../domain/timing.ts";
import { defaultMin100 } from "../domain/world.ts";
import { createEmulator } from "../emulator.ts";
import { worldChanges, worldSettings } from "../world-file/changes.ts";
import { initialCalls } from "../world-file/initial-calls.ts";
import type { NamedWorld } from "../world-file/read.ts";
import type { PlanAnswer } from "./plan-answer.ts";
import { type PlanRequest, planBeginsAt } from "./plan-schema.ts";
import { type PlanClock, type PrivateWorld, privateWorld } from "./private-world.ts";
import { type Origin, refusing, run } from "./run-plan.ts";

interface WorldPlace {
  readonly account: string;
  readonly region: string;
  readonly group: string;
}

interface PlannedIn extends Partial<Origin> {
  readonly timing?: Timing | undefined;
}

/** Plans for a group of the world, by its timing unless another is given. Throws PlanRefusal. */
export function planOfWorld(
  request: PlanRequest,
  world: NamedWorld,
  { from = "aws", judge, ...place }: WorldPlace & PlannedIn,
): PlanAnswer {
  return refusing(() => run(privateWorldOf(world, place), request, { from, judge }));
}

/** A world of its own. Throws WorldFileError if one of its calls is refused. */
function privateWorldOf(
  { name, content }: NamedWorld,
  { timing: given, ...place }: WorldPlace & Pick<PlannedIn, "timing">,
): PrivateWorld {
  const { startTime, timing: profile = "aws", min100, behaviors } = worldSettings(content);
  const timing = given ?? timings[profile];
  const clock: PlanClock = { now: startTime ?? planBeginsAt };
  const emulator = createEmulator({
    seed: "plan",
    settings: { timing, min100: min100 ?? defaultMin100, behaviors },
    now: () => clock.now,
    initialChanges: (context) => worldChanges(content, { ...context, timing }),
    initialCalls: initialCalls(content, name),
    ...keptInPrivate,
  });
  return privateWorld(emulator, clock, place);
}
