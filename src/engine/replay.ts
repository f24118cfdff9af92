/** Replays a recorded input, which must have the same effect as before. */
import { assert } from "../domain/assert.ts";
import type { Change } from "../domain/changes/change.ts";
import type { EngineInput } from "../domain/engine-input.ts";
import { advanceTo, commit } from "./advance.ts";
import type { Engine } from "./engine.ts";
import { reachedBy, setRandomWords } from "./recording.ts";
import { checkEngineInput } from "./snapshot/engine-input-checks.ts";
import { fromPlain } from "./snapshot/plain-json.ts";

/** Throws SnapshotError for an invalid input, and another error if the effect differs. */
export function replay(engine: Engine, input: EngineInput): void {
  const { at, random, brought, reached } = checkEngineInput(input);
  setRandomWords(engine, random);
  advanceTo(engine, at);
  if (brought !== undefined) {
    const { cause, changes } = brought;
    commit(engine, brought, { cause, changes: fromPlain(changes) as readonly Change[] });
  }
  const found = reachedBy(engine);
  const isSame = found.journal === reached.journal && found.queue === reached.queue;
  assert(isSame, `it leads to ${JSON.stringify(found)}, not to ${JSON.stringify(reached)}`);
}
