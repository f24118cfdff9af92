/** Tells who cannot see it of statuses and checkpoints, not more than once in two seconds. */
import { computed, effect, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { shownRefresh } from "../data/group.ts";
import { markedRefresh, marks } from "../data/story.ts";
import { statusWords } from "../data/words.ts";

const between = 2000;

/** What is to be known of a refresh; undefined without one. */
const told = computed(() => {
  const refresh = shownRefresh.value;
  if (refresh === undefined) return undefined;
  const { InstanceRefreshId: of, Status: status } = refresh;
  const isRead = markedRefresh.value === of;
  const checkpoint = marks.value.findLast(({ kind }) => kind === "checkpoint")?.percentage;
  return { of, status, isRead, checkpoint: isRead ? checkpoint : undefined };
});
type Told = NonNullable<typeof told.value>;

/** An object of its own for each, so that the same words are shown anew. */
const announced = signal({ text: "" });

/** What has been told; of what is there when a refresh comes into view the page itself tells. */
let last: Told | undefined;
let isWaiting = false;

effect(() => {
  const is = told.value;
  if (is !== undefined && is.of !== last?.of) last = is;
  if (is?.isRead === true && last?.isRead === false) last = { ...is, status: last.status };
  if (!isWaiting) announceNews();
});

function announceNews(): void {
  const is = told.peek();
  if (is === undefined || is.of !== last?.of) return;
  const { status, checkpoint } = is;
  if (status === last.status && (!is.isRead || checkpoint === last.checkpoint)) return;
  last = is;
  isWaiting = true;
  const reached = typeof checkpoint === "number" ? `, checkpoint ${checkpoint} % reached` : "";
  announced.value = { text: `Instance refresh: ${statusWords[status].text}${reached}` };
}

export function Announcer() {
  const shown = announced.value;
  // The time counts from when it can be heard, which may be a while after it was wanted.
  useEffect(() => {
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
