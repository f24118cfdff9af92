/** The draws that faults need. Implemented over the seed in engine/, one generator for each. */

export interface Chance {
  /** From 0 to below 1: whether a fault with a probability happens. */
  faultChance(): number;
  /** From 0 to below 1: where between two bounds a behaviour lies. */
  behaviorChance(): number;
}
