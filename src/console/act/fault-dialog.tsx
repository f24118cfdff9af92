/** Adds a fault: one of the usual ones to begin with, as JSON to change. */

import { useState } from "preact/hooks";
import { shellWord } from "../../domain/shell-word.ts";
import { ask, queryOf, sentenceOf } from "../data/http.ts";
import { chosen } from "../data/world.ts";
import { Copy } from "../frame/copy.tsx";
import { Dialog } from "../frame/dialog.tsx";
import { DialogEnd } from "./dialog-end.tsx";
import { close } from "./dialogs.ts";
import { faultForms } from "./fault-forms.ts";
import { act, problem } from "./sending.ts";

const textOf = (nth: number) => JSON.stringify(faultForms[nth]?.fault() ?? {}, null, 2);

export function FaultDialog() {
  const [text, setText] = useState(textOf(0));
  const add = async (event: Event) => {
    event.preventDefault();
    let fault: object;
    try {
      fault = JSON.parse(text);
    } catch (error) {
      problem.value = sentenceOf(error);
      return;
    }
    const { account, region } = chosen.value ?? {};
    const body = { account, region, faults: [fault] };
    if (await act(() => ask("/faults", { body }), "a fault")) close();
  };
  return (
    <Dialog title="Inject a fault" onClose={close}>
      <form class="end" onSubmit={add}>
        <label class="field">
          <span class="field-name">Begin with</span>
          <select onChange={({ currentTarget }) => setText(textOf(currentTarget.selectedIndex))}>
            {faultForms.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
        <label class="field">
          <span class="field-name">The fault</span>
          <textarea
            class="mono"
            rows={8}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <Copy name="The same by curl" text={curlText(text)} />
        <DialogEnd text="Inject the fault" onClose={close} />
      </form>
    </Dialog>
  );
}

function curlText(text: string): string {
  const oneLine = text.replaceAll(/\s*\n\s*/g, " ");
  return `curl -sS ${location.origin}/_asg-local/faults -d ${shellWord(oneLine)}`;
}

/** Without an id all of the group's account and region. */
export function removeFaults(id?: string): Promise<boolean> {
  const { account, region } = chosen.peek() ?? {};
  const path = `/faults${id === undefined ? "" : `/${id}`}${queryOf({ account, region })}`;
  return act(() => ask(path, { method: "DELETE" }), "the end of a fault");
}
