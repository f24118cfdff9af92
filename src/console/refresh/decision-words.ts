/** What a decision of a refresh says, in words. */
import type { Decision } from "../data/story.ts";
import { clockText, instantOf, spanText } from "../data/times.ts";

/** What a decision led to: what follows its numbers. */
function outcomeOf({ says }: Decision): string {
  return says.replace(/^.*?: may stop \d+(\.\d+)?; /, "");
}

/** A sentence, with times of day for instants, and the time left at `present` where some is. */
export function sentenceFor(decision: Decision, present: number): string {
  const { stopCount, launches, ready, floor, mayStop } = decision;
  if (stopCount + launches > 0) {
    return (
      `Stops ${stopCount} and launches ${launches}: ` +
      `${ready} ready with a floor of ${floor}, so ${mayStop} may stop.`
    );
  }
  const told = outcomeOf(decision).replace(/(\d{4}-\d\d-\d\dT[\d:.]+Z)/, (_, at: string) => {
    const left = instantOf(at) - present;
    return `${clockText(instantOf(at))}${left > 0 ? ` (${spanText(left)} left)` : ""}`;
  });
  const whole = told.replace(/^status becomes/, "the status becomes");
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`;
}

/** A few words, for a list of many. */
export function shortOf(decision: Decision): string {
  const { stopCount, launches } = decision;
  if (stopCount + launches > 0) return `stops ${stopCount}, launches ${launches}`;
  return outcomeOf(decision).replace(/ until \d{4}-.*$/, "");
}
