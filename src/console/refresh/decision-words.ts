/** What a decision of a refresh says, in words. */
import type { Decision } from "../data/shapes.ts";
import { clockText, countText, instantOf, spanText } from "../data/times.ts";
import { type RefreshStatus, statusWords } from "../data/words.ts";

/** What a decision led to: what follows its numbers; a name of the engine's own as words. */
function outcomeOf({ says, rule }: Decision): string {
  const told = says.replace(/^.*?: may stop \d+(\.\d+)?; /, "");
  if (told === rule) return rule.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return told
    .replace(/^status becomes (\w+)$/, (_, status: string) => `becomes ${statusText(status)}`)
    .replace(/^checkpoint (\S+) reached$/, "checkpoint of $1 % reached");
}

function statusText(status: string): string {
  return status in statusWords ? statusWords[status as RefreshStatus].text : status;
}

/** A sentence, with times of day for instants, and the time left at `present` where some is. */
export function sentenceFor(decision: Decision, present: number): string {
  const { stopCount, launches, ready, floor, mayStop } = decision;
  if (stopCount + launches > 0) {
    return (
      `Stops ${countText(stopCount)} and launches ${countText(launches)}: ` +
      `${countText(ready)} ready with a floor of ${countText(floor)}, ` +
      `so ${countText(mayStop)} may stop.`
    );
  }
  const told = outcomeOf(decision).replace(/(\d{4}-\d\d-\d\dT[\d:.]+Z)/, (_, at: string) => {
    const left = instantOf(at) - present;
    return `${clockText(instantOf(at))}${left > 0 ? ` (${spanText(left)} left)` : ""}`;
  });
  const whole = told.replace(/^becomes/, "the status becomes");
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}.`;
}

/** A few words, for a list of many. */
export function shortOf(decision: Decision): string {
  const { stopCount, launches } = decision;
  if (stopCount + launches > 0) {
    return `stops ${countText(stopCount)}, launches ${countText(launches)}`;
  }
  return outcomeOf(decision).replace(/ until \d{4}-.*$/, "");
}
