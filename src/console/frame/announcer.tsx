/** Tells who cannot see it of statuses and checkpoints, not more than once in two seconds. */
import { computed, effect, signal } from "@preact/signals";
import { shownRefresh } from "../data/group.ts";
import { markedRefresh, marks } from "../data/story.ts";
import { statusWords } from "../data/words.ts";

const between = 2000;

/** Undefined until all of it is read. */
const told = computed(() => {
  const refresh = shownRefresh.value;
  if (refresh === undefined || refresh.InstanceRefreshId !== markedRefresh.value) return undefined;
  const checkpoint = marks.value.findLast(({ kind }) => kind === "checkpoint")?.percentage;
  const reached = typeof checkpoint === "number" ? `, checkpoint ${checkpoint} % reached` : "";
  const { text } = statusWords[refresh.Status];
  return { of: refresh.InstanceRefreshId, text: `Instance refresh: ${text}${reached}` };
});

const announced = signal("");

/** What has been told; of a refresh that comes into view the page itself tells. */
let last: { readonly of: string; readonly text: string } | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

effect(() => {
  const is = told.value;
  if (is !== undefined && is.of !== last?.of) last = is;
  if (waiting === undefined) announceNews();
});

function announceNews(): void {
  const is = told.peek();
  if (is === undefined || is.text === last?.text) return;
  last = is;
  announced.value = is.text;
  waiting = setTimeout(() => {
    waiting = undefined;
    announceNews();
  }, between);
}

export function Announcer() {
  return (
    <p class="hidden" aria-live="polite">
      {announced.value}
    </p>
  );
}
