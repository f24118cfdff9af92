/** What can be drawn from the seed; engine/ implements it with one generator for each purpose. */
import type { Identifiers } from "./identifiers.ts";

/** Everything a decision may draw. */
export type Draws = Identifiers & Chance;

/** The draws that faults need. */
export interface Chance {
  /** From 0 to below 1: decides a fault's probability. */
  faultChance(): number;
  /** From 0 to below 1: the position between the two bounds of a behaviour. */
  behaviorChance(): number;
}
