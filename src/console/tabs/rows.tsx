/** A long list of which only the rows in sight are there. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { pixels } from "../frame/pixels.ts";
import { useScrollTo, useWindow } from "./window.ts";

interface RowsProps {
  /** What is listed, for who cannot see it. */
  readonly name: string;
  readonly count: number;
  /** Of each row, in pixels. */
  readonly height: number;
  /** The row to scroll to, when it becomes another. */
  readonly shown?: number | undefined;
  readonly render: (nth: number) => ComponentChildren;
}

export function Rows({ name, count, height, shown, render }: RowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const { first, last, onScroll } = useWindow(list, count, height);
  useScrollTo(list, shown, height);
  const inSight = Array.from({ length: last - first }, (_, nth) => first + nth);
  return (
    <div ref={list} class="rows" onScroll={onScroll}>
      <ul
        aria-label={name}
        style={{
          paddingTop: pixels(first * height),
          paddingBottom: pixels((count - last) * height),
        }}
      >
        {inSight.map((nth) => (
          <li
            key={nth}
            style={{ height: pixels(height) }}
            aria-setsize={count}
            aria-posinset={nth + 1}
          >
            {render(nth)}
          </li>
        ))}
      </ul>
    </div>
  );
}
