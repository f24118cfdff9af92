/** Holds the current engine, replaces it as a whole, and stops it after an internal failure. */
import type { Recorder } from "../domain/engine-input.ts";
import type { Engine } from "./engine.ts";
import { recordingTo } from "./recording.ts";

export type EngineHolder = ReturnType<typeof holdEngine>;

/** The current engine, its listener, and how far its journal has been read. */
export function holdEngine(beginning: () => Engine) {
  let recorder: Recorder | undefined;
  const holder = { engine: beginning(), seen: 0, guarded: guardian() };
  const listen = () => {
    if (recorder !== undefined) holder.engine.recording = recordingTo(recorder.onInput);
  };
  return Object.assign(holder, {
    replaceBy: (other: Engine, seenSequence: number) => {
      holder.engine = other;
      holder.seen = seenSequence;
      holder.guarded.forget();
      listen();
      recorder?.onReplaced();
    },
    recordTo: (listener: Recorder) => {
      recorder = listener;
      listen();
    },
  });
}

/**
 * After an internal failure the world may be half changed, so every later call fails, with the
 * first failure as its cause, until the engine is replaced.
 */
function guardian() {
  let failure: unknown;
  return {
    run<T>(step: () => T): T {
      if (failure !== undefined) {
        throw new Error("the world stopped after an internal failure", { cause: failure });
      }
      try {
        return step();
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    forget() {
      failure = undefined;
    },
  };
}
