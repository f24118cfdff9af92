/** Takes back the last move or action of the page, and opens the snapshots. */
import { open } from "../act/dialogs.ts";
import { readAnew } from "../data/live.ts";
import { notKept, remove, restore, undoable } from "../data/snapshots.ts";
import { moveNote, moving, whileMoving } from "./moves.ts";

export async function undo(): Promise<void> {
  const last = undoable.value;
  if (last === undefined) return;
  await whileMoving(`undo ${last.what}`, async () => {
    await restore(last.name);
    await remove(last.name);
    await readAnew();
    moveNote.value = { says: `Undone: ${last.what}`, isRefusal: false };
  });
}

export function Undo() {
  const last = undoable.value;
  const back = last === undefined ? "Nothing to undo" : `Back to before: ${last.what} (u)`;
  const hint = notKept.value === undefined ? back : `${back}; ${notKept.value}`;
  return (
    <div class="joined">
      <button
        type="button"
        title={hint}
        disabled={last === undefined || moving.value !== undefined}
        onClick={undo}
      >
        Undo
      </button>
      <button type="button" onClick={() => open("snapshots")}>
        Snapshots
      </button>
    </div>
  );
}
