/** Which rows of a long list are in sight. */
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

/** Rows beyond the edges, so that scrolling shows no gaps. */
const spare = 8;

export function useWindow(list: RefObject<HTMLElement | null>, count: number, height: number) {
  const [top, setTop] = useState(0);
  const [seen, setSeen] = useState(400);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setSeen(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  const first = Math.min(count, Math.max(0, Math.floor(top / height) - spare));
  const last = Math.min(count, Math.ceil((top + seen) / height) + spare);
  const onScroll = ({ currentTarget }: { readonly currentTarget: HTMLElement }) =>
    setTop(currentTarget.scrollTop);
  return { first, last, onScroll };
}

/** Scrolls to a row, with three before it, when it becomes another. */
export function useScrollTo(
  list: RefObject<HTMLElement | null>,
  row: number | undefined,
  height: number,
): void {
  useEffect(() => {
    if (row !== undefined && row >= 0) list.current?.scrollTo({ top: (row - 3) * height });
  }, [list, row, height]);
}
