/** What all lists of the tabs share: the filter's text, and whether they are held still. */
import { effect, signal } from "@preact/signals";
import { place } from "../data/place.ts";

export const filterText = signal("");
/** What kind of item is listed; empty for all. */
export const typeChosen = signal("");
export const isHeld = signal(false);

/** What was there when the list was held. */
const held = new Map<string, readonly unknown[]>();

export function heldItems<Item>(
  name: string,
  items: readonly Item[] | undefined,
): readonly Item[] | undefined {
  if (!isHeld.value || items === undefined) {
    held.delete(name);
    return items;
  }
  const kept = held.get(name) ?? items;
  held.set(name, kept);
  return kept as readonly Item[];
}

let tab = place.peek().tab;
effect(() => {
  if (place.value.tab === tab) return;
  tab = place.value.tab;
  filterText.value = "";
  typeChosen.value = "";
  isHeld.value = false;
});
