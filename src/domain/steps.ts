/** Long work in steps, between which the caller may do other things. */

/** Work that is complete after its last step. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Takes all steps at once. */
export function allSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** A matter of a millisecond, whatever is made of the items. */
const itemsAStep = 100;

/** What becomes of each item, in their order. */
export function* mapInSteps<Item, Result>(
  items: readonly Item[],
  become: (item: Item, nth: number) => Result,
): Steps<Result[]> {
  const results: Result[] = [];
  for (const [nth, item] of items.entries()) {
    results.push(become(item, nth));
    if (nth % itemsAStep === itemsAStep - 1) yield;
  }
  return results;
}
