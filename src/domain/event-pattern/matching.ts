/**
 * Whether an event matches a pattern. Fields that lie in the same array of the event must match in
 * the same element of it, as on AWS; fields are looked at in the order of their paths.
 */
import { type EventFields, type Field, fieldsOf, type Place } from "./event-fields.ts";
import type { Branch, EventPattern } from "./event-pattern.ts";
import type { Match } from "./match-expression.ts";

/** The element that was chosen of each array so far. */
type Choice = readonly Place[];

export function matchesEventPattern({ branches }: EventPattern, event: unknown): boolean {
  const fields = fieldsOf(event);
  return branches.some((branch) => matchesBranch(branch, fields));
}

function matchesBranch(branch: Branch, fields: EventFields): boolean {
  const paths = [...branch.keys()].sort();
  const lastUse = lastUseOfArrays(paths, fields);
  let choices: readonly Choice[] = [[]];
  for (const [nth, path] of paths.entries()) {
    const next = new Map<string, Choice>();
    for (const choice of nextChoices(choices, branch.get(path) ?? [], fields.get(path) ?? [])) {
      // An array that no later path lies in cannot decide anything any more.
      const kept = choice.filter(({ array }) => (lastUse.get(array) ?? -1) > nth);
      next.set(kept.map(keyOf).join(), kept);
    }
    if (next.size === 0) return false;
    choices = [...next.values()];
  }
  return true;
}

function keyOf({ array, element }: Place): string {
  return `${array}:${element}`;
}

/** The position of the last path that has a field in the array. */
function lastUseOfArrays(paths: readonly string[], fields: EventFields): Map<number, number> {
  const places = paths.flatMap((path, nth) =>
    (fields.get(path) ?? []).flatMap((field) =>
      field.places.map(({ array }): [number, number] => [array, nth]),
    ),
  );
  return new Map(places);
}

function nextChoices(
  choices: readonly Choice[],
  wanted: readonly Match[],
  present: readonly Field[],
): readonly Choice[] {
  const found = present.filter(({ value }) =>
    wanted.some((match) => match !== "absent" && match(value)),
  );
  const joined = joinChoices(choices, found);
  if (!wanted.includes("absent")) return joined;
  const absent = choices.filter(
    (choice) => !present.some(({ places }) => isConsistent(choice, places)),
  );
  return [...joined, ...absent];
}

/** Looks choices up by the field's outermost array, so that long arrays take no square time. */
function joinChoices(choices: readonly Choice[], found: readonly Field[]): readonly Choice[] {
  const distinct = new Map(found.map(({ places }) => [places.map(keyOf).join(), places]));
  const partners = partnersIn(choices);
  return [...distinct.values()].flatMap((places) => {
    const [outermost] = places;
    const near = outermost === undefined ? choices : partners(outermost);
    return near
      .filter((choice) => isConsistent(choice, places))
      .map((choice) => merged(choice, places));
  });
}

/** Finds the choices that have this element, or none, of its array. */
function partnersIn(choices: readonly Choice[]): (place: Place) => readonly Choice[] {
  const byPlace = new Map<string, Choice[]>();
  for (const choice of choices) {
    for (const place of choice) {
      const known = byPlace.get(keyOf(place));
      if (known === undefined) byPlace.set(keyOf(place), [choice]);
      else known.push(choice);
    }
  }
  const without = new Map<number, readonly Choice[]>();
  return (place) => {
    const { array } = place;
    const free =
      without.get(array) ?? choices.filter((choice) => choice.every((one) => one.array !== array));
    without.set(array, free);
    return [...(byPlace.get(keyOf(place)) ?? []), ...free];
  };
}

function isConsistent(choice: Choice, places: readonly Place[]): boolean {
  return places.every(({ array, element }) => {
    const chosen = choice.find((one) => one.array === array);
    return chosen === undefined || chosen.element === element;
  });
}

function merged(choice: Choice, places: readonly Place[]): Choice {
  const added = places.filter(({ array }) => choice.every((one) => one.array !== array));
  return [...choice, ...added].sort((one, other) => one.array - other.array);
}
