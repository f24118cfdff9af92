/** Makes the calls of a scenario and notes each with what was answered, as facts. */
import { outcomeOf, type Refusal, refusalOf } from "./calls.ts";
import type { Place } from "./place.ts";
import type { services, WrittenStep } from "./recording.ts";
import type { Reduction } from "./reduction.ts";
import type { Removal } from "./removal.ts";

/** What a scenario speaks to. */
export interface Recorder {
  /** The names of all that the scenario creates begin with it. */
  readonly prefix: string;
  /** A call that is answered. */
  readonly call: <Output>(label: string, call: Call<Output>) => Promise<Output>;
  /** A call that creates something, and what removes it: that is done in any case. */
  readonly create: <Output>(label: string, call: Call<Output>, removal: Removal) => Promise<Output>;
  /** A call that is refused. */
  readonly refused: (label: string, call: Call<unknown>) => Promise<Refusal>;
  /** A call that is made again until its answer is so, for so many seconds at most. */
  readonly until: <Output>(
    label: string,
    call: Call<Output>,
    wait: Wait<Output>,
  ) => Promise<Output>;
  /** A call that finds out about the place and is not noted. */
  readonly probe: <Output>(call: Call<Output>) => Promise<Output>;
}

export interface Call<Output> {
  readonly service: (typeof services)[number];
  readonly operation: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** What is noted of the answer, where all of it would say too much. */
  readonly keep?: (answer: Output) => unknown;
}

interface Wait<Output> {
  readonly isSo: (answer: Output) => boolean;
  readonly seconds: number;
}

/** Where a recorder notes. */
export interface Notes {
  readonly steps: WrittenStep[];
  readonly removals: Removal[];
  readonly reduction: Reduction;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

const pollSeconds = 5;
/** Another time the service may be so much slower. */
const patienceSeconds = 60;

export function recorderOf(place: Place, prefix: string, notes: Notes): Recorder {
  const call = async <Output>(label: string, wanted: Call<Output>) => {
    const at = await place.now();
    const answer = await answered(label, wanted);
    note(notes, { label, wanted, at }, { output: facts(answer, wanted, notes) });
    return answer;
  };
  const outcome = ({ service, operation, input = {} }: Call<never>) => {
    notes.signal.throwIfAborted();
    return outcomeOf({ service, operation, input }, place.clients);
  };
  const answered = async <Output>(label: string, wanted: Call<Output>) => {
    const answer = await outcome(wanted);
    const refusal = refusalOf(answer);
    if (refusal === undefined) return answer as Output;
    throw new Error(`${label} was refused: ${refusal.code}: ${refusal.message}`);
  };
  return {
    prefix,
    call,
    create: (label, wanted, removal) => {
      // First this: a call whose answer gets lost may have created all the same.
      notes.removals.push(removal);
      return call(label, wanted);
    },
    refused: async (label, wanted) => {
      const at = await place.now();
      const refusal = refusalOf(await outcome(wanted));
      if (refusal === undefined) throw new Error(`${label} was not refused`);
      note(notes, { label, wanted, at }, { refused: notes.reduction.input(refusal) as Refusal });
      return refusal;
    },
    until: async (label, wanted, { isSo, seconds }) => {
      const at = await place.now();
      for (;;) {
        const waited = Math.ceil(((await place.now()) - at) / 1000);
        const answer = await answered(label, wanted);
        if (isSo(answer)) {
          const output = facts(answer, wanted, notes);
          note(notes, { label, wanted, at }, { output, within: waited + patienceSeconds });
          return answer;
        }
        if (waited > seconds) throw new Error(`${label}: not so after ${seconds} seconds`);
        await place.pass(pollSeconds, notes.signal);
      }
    },
    probe: (wanted) => answered(wanted.operation, wanted),
  };
}

function facts<Output>(answer: Output, { keep }: Call<Output>, { reduction }: Notes): unknown {
  return reduction.output(keep === undefined ? answer : keep(answer));
}

/** When it was asked, what, and what came of it. */
function note<Output>(
  { steps, reduction, say }: Notes,
  { label, wanted, at }: { label: string; wanted: Call<Output>; at: number },
  found: { output?: unknown; refused?: Refusal; within?: number },
): void {
  const { service, operation, input = {}, keep } = wanted;
  const sent = reduction.input(input) as Record<string, unknown>;
  const compare = keep === undefined ? {} : { compare: "subset" as const };
  steps.push({ until: new Date(at).toISOString() });
  steps.push({ label, service, operation, input: sent, ...compare, ...found });
  say(`  ${label}`);
}
