/** What a tab lists: read while the tab is open, and again with each change of the world. */
import { useEffect } from "preact/hooks";
import { alsoRead } from "../data/group.ts";
import type { Reader } from "../data/reader.ts";

/** Reads now, and from then on with the group, until the tab is left. */
export function useReader<A>(reader: Reader<A>): void {
  useEffect(() => {
    const one = { refresh: reader.refresh, clear: reader.clear };
    alsoRead.push(one);
    reader.refresh();
    return () => {
      alsoRead.splice(alsoRead.indexOf(one), 1);
    };
  }, [reader]);
}
