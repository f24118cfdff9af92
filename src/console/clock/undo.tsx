/** Takes back the last move or action of the page, and opens the snapshots. */
import { open } from "../act/dialogs.ts";
import { readAnew } from "../data/live.ts";
import { notKept, remove, restore, undoable } from "../data/snapshots.ts";
import { moving } from "../data/world.ts";
import { moveNote, whileMoving } from "./moves.ts";

export async function undo(): Promise<void> {
  const last = undoable.value;
  if (last === undefined || notKept.value !== undefined) return;
  await whileMoving(`undo ${last.what}`, async () => {
    await restore(last.name);
    await remove(last.name);
    await readAnew();
    moveNote.value = { says: `Undone: ${last.what}`, isRefusal: false };
  });
}

export function Undo() {
  const last = undoable.value;
  const isOff = last === undefined || notKept.value !== undefined;
  const hint = isOff ? "Nothing to undo" : `Back to before: ${last.what} (u)`;
  return (
    <>
      <div class="joined">
        <button
          type="button"
          title={hint}
          disabled={isOff || moving.value !== undefined}
          onClick={undo}
        >
          Undo
        </button>
        <button type="button" onClick={() => open("snapshots")}>
          Snapshots
        </button>
      </div>
      {notKept.value !== undefined && <span class="soft">{notKept.value}</span>}
    </>
  );
}
