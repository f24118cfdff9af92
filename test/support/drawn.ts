/** How far an emulator's generators have come. */
import type { Emulator } from "../../src/emulator.ts";

/** All but those of request ids, which each answer has. */
export function drawnIn(emulator: Emulator): object {
  const { request: _, ...others } = emulator.snapshot().random as Readonly<Record<string, unknown>>;
  return others;
}
