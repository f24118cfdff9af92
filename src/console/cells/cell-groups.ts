/** The cells in groups: by zone, by version or by state. */
import { computed, signal } from "@preact/signals";
import { fading, type Instance, instanceList, instances } from "../data/instances.ts";
import { sourceText } from "../refresh/targets.ts";
import { wordsOf } from "./cell-words.ts";

export const groupings = ["zone", "version", "state"] as const;
export type Grouping = (typeof groupings)[number];

export const groupBy = signal<Grouping>("zone");

const keyOf: Readonly<Record<Grouping, (instance: Instance) => string>> = {
  zone: ({ zone }) => zone,
  version: ({ source }) => sourceText(source),
  state: ({ state }) => state,
};

export interface CellGroup {
  readonly name: string;
  /** Also those that have gone and still fade, which are counted nowhere. */
  readonly instances: readonly Instance[];
  readonly count: number;
  readonly ready: number;
}

/** Above this many the cells are painted. */
const mostButtons = 300;

export const isPainted = computed(() => instanceList.value.length > mostButtons);

export const cellGroups = computed<readonly CellGroup[]>(() => {
  const key = keyOf[groupBy.value];
  const found = new Map<string, Instance[]>();
  // One that an undone move brought back is there, and fades no more.
  const gone = fading.value.filter(({ id }) => !instances.value.has(id));
  const shown = isPainted.value ? instanceList.value : [...instanceList.value, ...gone];
  for (const instance of shown) {
    const name = key(instance);
    const known = found.get(name);
    if (known === undefined) found.set(name, [instance]);
    else known.push(instance);
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, instances]) => {
      const present = instances.filter((one) => !fading.value.includes(one));
      const ready = present.filter((one) => wordsOf(one).tone === "good").length;
      return { name, instances, count: present.length, ready };
    });
});
