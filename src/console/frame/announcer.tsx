/** Tells who cannot see it of statuses and checkpoints, not more than once in two seconds. */
import { computed, effect, signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
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

/** An object of its own for each, so that the same words are shown anew. */
const announced = signal({ text: "" });

/** What has been told; of a refresh that comes into view the page itself tells. */
let last: { readonly of: string; readonly text: string } | undefined;
let isWaiting = false;

effect(() => {
  const is = told.value;
  if (is !== undefined && is.of !== last?.of) last = is;
  if (!isWaiting) announceNews();
});

function announceNews(): void {
  const is = told.peek();
  if (is === undefined || is.text === last?.text) return;
  last = is;
  isWaiting = true;
  announced.value = { text: is.text };
}

export function Announcer() {
  const shown = announced.value;
  // The time counts from when it is in the page, which may be a while after it was wanted.
  useLayoutEffect(() => {
    if (shown.text === "") return;
    setTimeout(() => {
      isWaiting = false;
      announceNews();
    }, between);
  }, [shown]);
  return (
    <p class="hidden" aria-live="polite">
      {shown.text}
    </p>
  );
}
