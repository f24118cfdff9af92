/** A list that only grows, of which what has been read is not read again. */
import { type Reader, readerOf } from "./reader.ts";

/** So many are kept; the oldest make room. */
const mostKept = 5000;

/** In one answer: where more is new, those between are left out. */
const mostAtOnce = 500;

/** What asks for the newest of those after a sequence. */
interface Newest {
  readonly since: number;
  readonly order: "newest";
  readonly limit: number;
}

/** Oldest first; `read` answers with the newest first, or with undefined where there is no list. */
export function newestOf<A extends { readonly sequence: number }>(
  read: (query: Newest) => Promise<readonly A[] | undefined>,
): Reader<readonly A[]> {
  let known: readonly A[] = [];
  const reader = readerOf(async () => {
    const before = known;
    const since = before.at(-1)?.sequence ?? 0;
    const answer = await read({ since, order: "newest", limit: mostAtOnce });
    // Meanwhile the list may have been cleared, because it is another one now.
    if (answer === undefined || known !== before) return undefined;
    const adjoining = answer.length < mostAtOnce ? before : [];
    if (answer.length > 0) known = [...adjoining, ...answer.toReversed()].slice(-mostKept);
    return known;
  });
  const clear = () => {
    known = [];
    reader.clear();
  };
  return { ...reader, clear };
}
