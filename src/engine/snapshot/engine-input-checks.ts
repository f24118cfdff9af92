/** Checks a recorded input before it is replayed. */

import type { EngineInput, Reached } from "../../domain/engine-input.ts";
import { SnapshotError } from "../../domain/user-errors.ts";
import { change } from "./change-kinds.ts";
import { fromPlain } from "./plain-json.ts";
import { wrongText } from "./snapshot-checks.ts";
import { generators } from "./snapshot-kinds.ts";
import {
  type Kind,
  list,
  optional,
  record,
  text,
  whole,
  wholeInstant,
  within,
} from "./stored-kinds.ts";

/** Checks the changes in the form that their plain JSON stands for. */
const changes: Kind<unknown> = {
  wrongIn: (value) => {
    try {
      return list(change).wrongIn(fromPlain(value));
    } catch (error) {
      return { path: "", expected: `changes as they are stored (${(error as Error).message})` };
    }
  },
};

const engineInput = record<EngineInput>({
  at: wholeInstant,
  random: generators(false),
  brought: optional({
    wrongIn: (value) => {
      const { changes: given, ...place } = (value ?? {}) as { readonly changes?: unknown };
      const wrong = changes.wrongIn(given);
      return brought.wrongIn(place) ?? (wrong && within(".changes", wrong));
    },
  }),
  reached: record<Reached>({ journal: whole(1), queue: whole(1) }),
});

const brought = record<Omit<NonNullable<EngineInput["brought"]>, "changes">>({
  account: text,
  region: text,
  cause: text,
});

/** Returns the value as a valid input. Throws SnapshotError. */
export function checkEngineInput(value: unknown): EngineInput {
  const wrong = engineInput.wrongIn(value);
  if (wrong === undefined) return value as EngineInput;
  throw new SnapshotError(`it is no input of the engine: ${wrongText(wrong)}`);
}
