/** The keys of the page, shown with `?`. */
import { signal } from "@preact/signals";
import { Dialog } from "./dialog.tsx";

export const isHelpOpen = signal(false);

const keys = [
  ["Space", "Play or pause the clock"],
  ["n", "To the next event"],
  ["c", "To the next checkpoint"],
  ["e", "To the end of the refresh"],
  ["+ −", "Faster, slower"],
  ["u", "Undo the last move or action"],
  ["g", "Choose a group"],
  ["s", "Start an instance refresh"],
  ["/", "Filter the open tab"],
  ["h", "Hold the open tab still"],
  ["0", "The whole chart again"],
  ["← → ↑ ↓", "Move among instances and rows"],
  ["Esc", "Close"],
] as const;

export function Help() {
  if (!isHelpOpen.value) return null;
  const close = () => {
    isHelpOpen.value = false;
  };
  return (
    <Dialog title="Keys" onClose={close}>
      <dl class="keys">
        {keys.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
