/** A bar that says why the world stands still, if a mistake of the emulator stopped it. */

import { forgetGroup } from "../data/group.ts";
import { ask } from "../data/http.ts";
import { readAnew } from "../data/live.ts";
import { frozen } from "../data/world.ts";

async function reset() {
  await ask("/reset", { method: "POST" });
  forgetGroup();
  await readAnew();
}

export function Frozen() {
  if (frozen.value === undefined) return null;
  return (
    <div class="frozen" role="alert">
      <p>
        <strong>The world has stopped.</strong> {frozen.value}
      </p>
      <button type="button" onClick={reset}>
        Reset
      </button>
    </div>
  );
}
