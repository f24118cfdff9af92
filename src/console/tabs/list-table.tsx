/** A long table of which only the rows in sight are there, with a filter, hold, copy and download. */
import { useMemo, useRef, useState } from "preact/hooks";
import { countText } from "../data/times.ts";
import { pixels } from "../frame/pixels.ts";
import { filterText, heldItems, isHeld, typeChosen } from "./list-state.ts";
import { useScrollTo, useWindow } from "./window.ts";

export interface ListColumn<Item> {
  readonly name: string;
  /** Of the width, as a part of all columns' parts. */
  readonly width: number;
  readonly text: (item: Item) => string;
  readonly isNumber?: boolean;
}

export interface ListProps<Item> {
  /** What is listed; also the name of the file to download. */
  readonly name: string;
  readonly items: readonly Item[] | undefined;
  readonly columns: readonly ListColumn<Item>[];
  readonly keyOf: (item: Item) => string | number;
  /** The kind of an item, where one may choose among kinds. */
  readonly typeOf?: (item: Item) => string;
  /** The row that the rest of the page has chosen. */
  readonly current?: string | number | undefined;
  /** Told when there is nothing to list. */
  readonly empty: string;
  readonly onChoose?: (item: Item) => void;
  /** What is copied and downloaded, if it is more than the item. */
  readonly jsonOf?: (item: Item) => unknown;
  readonly problem?: string | undefined;
  /** For many columns; narrower places scroll. */
  readonly isWide?: boolean;
}

const rowHeight = 28;

export function ListTable<Item>(props: ListProps<Item>) {
  const { name, items, columns, empty, problem, typeOf } = props;
  const type = typeChosen.value;
  const text = filterText.value.trim().toLowerCase();
  const all = heldItems(name, items);
  const shown = useMemo(() => {
    const ofType = all?.filter((item) => type === "" || typeOf?.(item) === type);
    return filtered(ofType ?? [], columns, text);
  }, [all, columns, text, type, typeOf]);
  if (problem !== undefined) return <p class="tone-bad list-message">{problem}</p>;
  if (all === undefined) return <p class="soft list-message">Reading…</p>;
  return (
    <>
      <Tools {...props} items={shown} all={all} />
      {shown.length === 0 ? (
        <p class="soft list-message">{all.length === 0 ? empty : "Nothing matches the filter."}</p>
      ) : (
        <Table {...props} items={shown} />
      )}
    </>
  );
}

function filtered<Item>(
  items: readonly Item[],
  columns: readonly ListColumn<Item>[],
  text: string,
): readonly Item[] {
  if (text === "") return items;
  const words = text.split(/\s+/);
  return items.filter((item) => {
    const row = columns.map((column) => column.text(item).toLowerCase()).join(" ");
    return words.every((word) => row.includes(word));
  });
}

function Tools<Item>(props: ListProps<Item> & { readonly all: readonly Item[] }) {
  const { name, items = [], all, typeOf, jsonOf = (item: Item) => item } = props;
  const [isCopied, setCopied] = useState(false);
  const lines = () => items.map((item) => JSON.stringify(jsonOf(item))).join("\n");
  const copy = async () => {
    await navigator.clipboard.writeText(lines());
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class="list-tools">
      <input
        id="filter"
        type="search"
        aria-label={`Filter: ${name}`}
        placeholder="Filter"
        value={filterText.value}
        onInput={({ currentTarget }) => {
          filterText.value = currentTarget.value;
        }}
      />
      {typeOf !== undefined && <TypePicker types={all.map(typeOf)} />}
      <span class="soft numbers">
        {items.length === all.length
          ? countText(all.length)
          : `${countText(items.length)} of ${countText(all.length)}`}
      </span>
      <span class="list-buttons">
        <button
          type="button"
          class={isHeld.value ? "pressed" : ""}
          aria-pressed={isHeld.value}
          title="Hold the list still while you read it (h)"
          onClick={() => {
            isHeld.value = !isHeld.value;
          }}
        >
          Hold
        </button>
        <button type="button" onClick={copy}>
          {isCopied ? "Copied" : "Copy as JSON"}
        </button>
        <button type="button" onClick={() => download(name, lines())}>
          Download
        </button>
      </span>
    </div>
  );
}

/** The chosen type stays in it while nothing of it is listed. */
function TypePicker({ types }: { readonly types: readonly string[] }) {
  const chosen = typeChosen.value;
  const known = [...new Set(chosen === "" ? types : [chosen, ...types])].sort();
  return (
    <select
      aria-label="Type"
      value={chosen}
      onChange={({ currentTarget }) => {
        typeChosen.value = currentTarget.value;
      }}
    >
      <option value="">All types</option>
      {known.map((type) => (
        <option key={type} value={type}>
          {type}
        </option>
      ))}
    </select>
  );
}

function download(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/x-ndjson" }));
  link.download = `${name.toLowerCase().replaceAll(" ", "-")}.jsonl`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Table<Item>(props: ListProps<Item>) {
  const { name, items = [], columns, keyOf, onChoose, jsonOf, isWide = false, current } = props;
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<string | number>();
  const { first, last, onScroll } = useWindow(list, items.length, rowHeight);
  const nth = current === undefined ? -1 : items.findIndex((item) => keyOf(item) === current);
  useScrollTo(list, nth < 0 ? undefined : nth, rowHeight);
  const parts = columns.reduce((sum, { width }) => sum + width, 0);
  const choose = (item: Item | undefined) => {
    if (item === undefined) return;
    setChosen(keyOf(item));
    onChoose?.(item);
  };
  const move = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const nth = items.findIndex((item) => keyOf(item) === chosen) + by;
    choose(items[nth]);
    list.current?.scrollTo({ top: Math.max(0, (nth - 3) * rowHeight) });
  };
  const detail = items.find((item) => keyOf(item) === chosen);
  return (
    <>
      <div
        ref={list}
        class="list"
        role="application"
        aria-label={`${name}; the arrow keys choose a row`}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={move}
      >
        <table class={isWide ? "wide" : ""} aria-rowcount={items.length + 1}>
          <thead>
            <tr>
              {columns.map(({ name: column, width, isNumber = false }) => (
                <th
                  key={column}
                  scope="col"
                  class={isNumber ? "number" : ""}
                  style={{ width: `${(100 * width) / parts}%` }}
                >
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr style={{ height: pixels(first * rowHeight) }} class="list-space" />
            {items.slice(first, last).map((item) => (
              <tr
                key={keyOf(item)}
                class={[chosen, current].includes(keyOf(item)) ? "chosen" : ""}
                onClick={() => choose(item)}
              >
                {columns.map(({ name: column, text, isNumber = false }) => (
                  <td key={column} class={isNumber ? "number" : ""} title={text(item)}>
                    {text(item)}
                  </td>
                ))}
              </tr>
            ))}
            <tr style={{ height: pixels((items.length - last) * rowHeight) }} class="list-space" />
          </tbody>
        </table>
      </div>
      {detail !== undefined && onChoose === undefined && (
        <pre class="detail">{JSON.stringify((jsonOf ?? ((one) => one))(detail), null, 2)}</pre>
      )}
    </>
  );
}
