/** What somebody may have meant who wrote a name that does not exist. */
import { closestMatch } from "leven";
import { shortened } from "../domain/visible.ts";

/** More wrong letters are another word. */
const mostWrong = 3;

/** "; did you mean launch?", or nothing where no name is near. */
export function didYouMean(given: string, names: readonly string[]): string {
  const meant = closestMatch(given, names, { maxDistance: Math.min(mostWrong, given.length - 1) });
  return meant === undefined ? "" : `; did you mean ${meant}?`;
}

/** "no world webfleet; there are empty and web-fleet; did you mean web-fleet?" */
export function unknownName(what: string, given: string, names: readonly string[]): string {
  return `no ${what} ${shortened(given)}; there are ${names.join(", ")}${didYouMean(given, names)}`;
}
