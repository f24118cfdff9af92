/** Plays a scenario and makes a recording of it; removes what it created, whatever happens. */
import type { Place } from "./place.ts";
import { type Recorder, recorderOf } from "./recorder.ts";
import { recordingSchema, type WrittenRecording, type WrittenStep } from "./recording.ts";
import { reductionOf } from "./reduction.ts";
import { type Removal, removed } from "./removal.ts";

export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** What it creates on AWS and what that costs, for the question before it begins. */
  readonly creates: string;
  readonly minutes: number;
  readonly dollars: string;
  readonly play: (recorder: Recorder) => Promise<void>;
}

export interface Recorded {
  readonly recording?: WrittenRecording;
  /** Why there is no recording, and what could not be removed. */
  readonly complaints: readonly string[];
}

export interface RecordOptions {
  readonly place: Place;
  readonly prefix: string;
  readonly source: string;
  /** Texts that must not be in a recording, such as the account's number. */
  readonly secrets: readonly string[];
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/** A recording, unless the scenario failed, was given up, or would give something away. */
export async function record(scenario: Scenario, options: RecordOptions): Promise<Recorded> {
  const { place, prefix, signal, say } = options;
  const startTime = new Date(await place.now()).toISOString();
  const removals: Removal[] = [];
  const steps: WrittenStep[] = [];
  const notes = { steps, removals, reduction: reductionOf(prefix), say, signal };
  const complaints: string[] = [];
  try {
    await scenario.play(recorderOf(place, prefix, notes));
  } catch (error) {
    const why = signal.aborted ? "given up" : (error as Error).message;
    complaints.push(`${scenario.name}: ${why}`);
  }
  for (const removal of removals.reverse()) {
    say(`  removing: ${removal.operation} ${JSON.stringify(removal.input)}`);
    const complaint = await removed(removal, place);
    if (complaint !== undefined) complaints.push(complaint);
  }
  const { title } = scenario;
  const { source } = options;
  const variables = { prefix: "recorded" };
  const recording = { title, source, startTime, region: place.region, variables, steps };
  complaints.push(...givenAway(recording, [prefix, ...options.secrets]));
  if (complaints.length > 0) return { complaints };
  recordingSchema.parse(recording);
  return { recording, complaints };
}

function givenAway(recording: WrittenRecording, secrets: readonly string[]): string[] {
  const text = JSON.stringify(recording);
  return secrets
    .filter((secret) => text.includes(secret))
    .map((secret) => `not written, for it would give ${secret} away`);
}
