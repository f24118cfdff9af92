/** Holds the one engine there is, which is replaced as a whole, and stops it after a failure. */
import type { Recorder } from "../domain/engine-input.ts";
import type { Engine } from "./engine.ts";
import { recordingTo } from "./recording.ts";

export type EngineHolder = ReturnType<typeof holdEngine>;

/** The engine that there is now, who listens to it, and what of its journal has been told. */
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
 * After a bug of ours in the engine the world may be half changed. It is not shown any more: every
 * call fails until a reset, with the first failure as its cause.
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
