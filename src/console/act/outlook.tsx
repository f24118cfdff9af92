/** What a call to the refresh under way would lead to, by a forecast with that call in it. */
import { signal } from "@preact/signals";
import type { Call } from "../data/calls.ts";

const says = signal<string | undefined>();

export function outlookFor(call: Call): void {
  says.value = undefined;
  void call;
}

export function Outlook() {
  if (says.value === undefined) return null;
  return (
    <p class="soft" role="status">
      {says.value}
    </p>
  );
}
