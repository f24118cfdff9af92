/** Which mutant is on, which were met, and an end to loops that a mutant makes endless. */

const mostTurns = 3_000_000;

let active = 0;
let turns = 0;
let met = new Set<number>();

function isActive(number: number): boolean {
  met.add(number);
  countTurn();
  return number === active;
}

function countTurn(): void {
  turns += 1;
  if (turns > mostTurns) throw new Error("a loop does not end");
}

/** Makes the switches known to the files of the planner. */
export function openStage(): void {
  Object.assign(globalThis, { $mutant: isActive, $turn: countTurn });
}

/** Puts one mutant on; 0 is the code as it is written. */
export function putOn(number: number): void {
  active = number;
  turns = 0;
}

/** The mutants that were met since the last call. */
export function takeMet(): ReadonlySet<number> {
  const taken = met;
  met = new Set();
  return taken;
}
