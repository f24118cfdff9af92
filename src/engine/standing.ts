/** Knows whether the last output would be given again, and until when nothing changes that. */
import type { Instant } from "../domain/time.ts";
import type { EngineHolder } from "./engine-holder.ts";

/** An output, and until when the same call would give it as long as the world stays as it is. */
interface GivenOutput {
  readonly output: unknown;
  /** Asked only when the output has been read to its end. */
  readonly standsUntil: () => Instant;
}

export interface Standing {
  /** The same object until something changes, or the time makes an output that stands another. */
  state(): object;
  /** Whether the output is that of the last call, and stands as long as `state` is the same. */
  stands(output: unknown): boolean;
  /** Takes note of the last call; without an output nothing stands of it. */
  note(given: GivenOutput | undefined): void;
}

/** What is due by now has to be done before the state is asked for. */
export function standingIn(holder: EngineHolder): Standing {
  let last: GivenOutput | undefined;
  let state = newState(holder);
  return {
    note: (given) => {
      last = given;
    },
    state: () => {
      const { engine } = holder;
      // Every change is in the journal, so its length tells one state of an engine from another.
      const isSame = engine === state.engine && engine.journal.nextSequence === state.sequence;
      if (!isSame || engine.now >= state.until) state = newState(holder);
      return state;
    },
    stands: (output) => {
      if (last === undefined || last.output !== output) return false;
      const until = last.standsUntil();
      if (until <= holder.engine.now) return false;
      state.until = Math.min(state.until, until);
      return true;
    },
  };
}

function newState({ engine }: EngineHolder) {
  return { engine, sequence: engine.journal.nextSequence, until: Number.POSITIVE_INFINITY };
}
