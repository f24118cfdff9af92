/** Up to some hundred cells as buttons, of which the arrow keys choose one. */
import { useRef } from "preact/hooks";
import { fading, type Instance } from "../data/instances.ts";
import { goWithin, place } from "../data/place.ts";
import { pixels } from "../frame/pixels.ts";
import type { CellGroup } from "./cell-groups.ts";
import { isSetAside, labelOf, versionOf, wordsOf } from "./cell-words.ts";

export function CellGrid({ group }: { readonly group: CellGroup }) {
  const grid = useRef<HTMLDivElement>(null);
  const chosen = place.value.instance;
  const hasChosen = group.instances.some(({ id }) => id === chosen);
  return (
    <div
      ref={grid}
      class="cell-grid"
      role="toolbar"
      aria-label={`Instances: ${group.name}`}
      onKeyDown={(event) => moveFocus(event)}
    >
      {group.instances.map((instance, nth) => (
        <Cell
          key={instance.id}
          instance={instance}
          isReached={hasChosen ? instance.id === chosen : nth === 0}
        />
      ))}
    </div>
  );
}

interface CellProps {
  readonly instance: Instance;
  /** Whether Tab comes here; the arrow keys reach the others. */
  readonly isReached: boolean;
}

/** The wider, the more capacity it has. */
const widthOf = (weight: number) => Math.min(34 * weight + 4 * (weight - 1), 148);

function Cell({ instance, isReached }: CellProps) {
  const { letter, tone } = wordsOf(instance);
  const { id, weight } = instance;
  const isGoing = fading.value.includes(instance);
  const isChosen = place.value.instance === id;
  const kinds = ["cell", `cell-${versionOf(instance)}`, `cell-${tone}`];
  if (isGoing) kinds.push("cell-gone");
  return (
    <button
      type="button"
      class={kinds.join(" ")}
      style={weight === 1 ? {} : { width: pixels(widthOf(weight)) }}
      tabIndex={isReached ? 0 : -1}
      title={labelOf(instance)}
      aria-label={labelOf(instance)}
      aria-pressed={isChosen}
      onClick={() => goWithin({ instance: isChosen ? undefined : id })}
    >
      {letter}
      {isSetAside(instance) && <i class="cell-corner" aria-hidden="true" />}
    </button>
  );
}

/** Left and right in order, up and down to the nearest of the next row. */
function moveFocus(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const cells = [...currentTarget.querySelectorAll<HTMLElement>("button")];
  const to = neighbour(cells, target, key);
  if (to === undefined) return;
  event.preventDefault();
  for (const cell of cells) cell.tabIndex = cell === to ? 0 : -1;
  to.focus();
}

function neighbour(cells: readonly HTMLElement[], from: HTMLElement, key: string) {
  const nth = cells.indexOf(from);
  if (key === "ArrowRight") return cells[nth + 1];
  if (key === "ArrowLeft") return cells[nth - 1];
  if (key === "Home") return cells[0];
  if (key === "End") return cells.at(-1);
  if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
  const isAhead = (one: HTMLElement) =>
    key === "ArrowDown" ? one.offsetTop > from.offsetTop : one.offsetTop < from.offsetTop;
  const rows = cells.filter(isAhead).map(({ offsetTop }) => offsetTop);
  const row = key === "ArrowDown" ? Math.min(...rows) : Math.max(...rows);
  const inRow = cells.filter((one) => isAhead(one) && one.offsetTop === row);
  const distance = (one: HTMLElement) => Math.abs(one.offsetLeft - from.offsetLeft);
  return inRow.sort((one, other) => distance(one) - distance(other))[0];
}
