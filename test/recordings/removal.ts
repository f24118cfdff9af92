/** Removes what a recording created, however the recording ended. */
import { outcomeOf, refusalOf } from "./calls.ts";
import type { Place } from "./place.ts";
import type { services } from "./recording.ts";

export interface Removal {
  readonly service: (typeof services)[number];
  readonly operation: string;
  readonly input: object;
  /** Until this is answered so, it is still there. */
  readonly gone?: {
    readonly operation: string;
    readonly input: object;
    readonly isSo: (answer: never) => boolean;
  };
}

const mostTries = 5;
const firstPauseSeconds = 5;
const mostSeconds = 900;

/** Tries until it is gone or was never there; a sentence when it stays. */
export async function removed(removal: Removal, place: Place): Promise<string | undefined> {
  const problem = await triedTo(removal, place);
  const what = `${removal.operation} ${JSON.stringify(removal.input)}`;
  if (problem !== undefined) return `NOT removed, ${what} failed: ${problem}`;
  const isGone = await waitedFor(removal, place);
  return isGone ? undefined : `NOT removed ${mostSeconds} seconds after ${what}`;
}

/** A network that is away for a moment must not leave anything that costs money. */
async function triedTo(removal: Removal, place: Place): Promise<string | undefined> {
  for (let tries = 1; ; tries += 1) {
    const problem = await problemOf(removal, place);
    if (problem === undefined || /NotFound|not found|does not exist/.test(problem)) return;
    if (tries === mostTries) return problem;
    await place.pass(firstPauseSeconds * 2 ** tries);
  }
}

async function problemOf(removal: Removal, { clients }: Place): Promise<string | undefined> {
  try {
    const refusal = refusalOf(await outcomeOf(removal, clients));
    return refusal === undefined ? undefined : `${refusal.code}: ${refusal.message}`;
  } catch (error) {
    return (error as Error).message;
  }
}

async function waitedFor({ service, gone }: Removal, place: Place): Promise<boolean> {
  if (gone === undefined) return true;
  for (let waited = 0; waited <= mostSeconds; waited += firstPauseSeconds) {
    const asked = { service, operation: gone.operation, input: gone.input };
    const answer = await outcomeOf(asked, place.clients).catch(() => undefined);
    if (answer !== undefined && gone.isSo(answer as never)) return true;
    await place.pass(firstPauseSeconds);
  }
  return false;
}
