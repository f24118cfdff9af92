/** Reads a list page by page, for who wants all of it. */

/** As many as one answer has. */
const pageSize = 1000;

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins. */
  readonly next: number | undefined;
}

export interface PageQuery {
  readonly since?: number | string | undefined;
  readonly before?: number | string | undefined;
  readonly order?: "oldest" | "newest" | undefined;
  readonly limit?: number | undefined;
}

/** Until a page is not full, or there are so many as the limit says. */
export async function* pagesOf<Item>(
  { limit = Number.POSITIVE_INFINITY, ...query }: PageQuery,
  ask: (query: PageQuery) => Promise<Page<Item>>,
): AsyncGenerator<readonly Item[], void, undefined> {
  const place = query.order === "newest" ? "before" : "since";
  let from = query[place];
  let left = limit;
  while (left > 0) {
    const wanted = Math.min(pageSize, left);
    const { items, next } = await ask({ ...query, [place]: from, limit: wanted });
    if (items.length > 0) yield items;
    if (items.length < wanted || next === undefined) return;
    left -= items.length;
    from = next;
  }
}

export async function allOf<Item>(pages: AsyncIterable<readonly Item[]>): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const items of pages) all.push(...items);
  return all;
}
