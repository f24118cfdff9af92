/** Reads one page out of what is numbered, in slices, so that nobody waits long meanwhile. */

/** A place between numbered things: a sequence, a time, or neither. */
interface Place {
  readonly sequence: number | undefined;
  readonly at: number | undefined;
}

export interface PageWish {
  readonly since?: Place | undefined;
  readonly before?: Place | undefined;
  readonly limit: number;
  readonly order: "oldest" | "newest";
}

interface Numbered {
  readonly sequence: number;
  readonly at: number;
}

export interface Page<Shown> {
  readonly shown: readonly Shown[];
  /** Where the next page begins: after it, or before it where the newest come first. */
  readonly next: number;
}

interface Showing<Item, Shown> {
  /** Undefined for what is not meant. */
  readonly show: (item: Item) => Shown | undefined;
  readonly breathe: () => Promise<void> | undefined;
}

/** What is looked at before others get a chance. */
const mostAtOnce = 200;

/** The sequence after which what is asked for begins. */
export function startOf({ since }: Pick<PageWish, "since">): number {
  return since?.sequence ?? 0;
}

/**
 * `all` has what comes after `startOf`, oldest first. A page with less than its
 * limit is the last one.
 */
export async function pageOf<Item extends Numbered, Shown>(
  all: readonly Item[],
  wish: PageWish,
  { show, breathe }: Showing<Item, Shown>,
): Promise<Page<Shown>> {
  const { since, before, limit, order } = wish;
  const isForward = order === "oldest";
  const end = before?.sequence ?? Number.POSITIVE_INFINITY;
  const earliest = since?.at ?? Number.NEGATIVE_INFINITY;
  const latest = before?.at ?? Number.POSITIVE_INFINITY;
  const shown: Shown[] = [];
  let next = isForward ? startOf(wish) : (before?.sequence ?? 0);
  for (let nth = 0; nth < all.length && shown.length < limit; nth += 1) {
    if (nth % mostAtOnce === mostAtOnce - 1) await breathe();
    const item = all[isForward ? nth : all.length - 1 - nth] as Item;
    const { sequence, at } = item;
    const isLater = sequence >= end || at >= latest;
    const isEarlier = at < earliest;
    if (isForward ? isLater : isEarlier) break;
    if (isLater || isEarlier) continue;
    next = sequence;
    const one = show(item);
    if (one !== undefined) shown.push(one);
  }
  return { shown, next };
}
