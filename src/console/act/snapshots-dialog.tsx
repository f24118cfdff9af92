/** The snapshots that are kept: taken, restored, downloaded, removed, and put from a file. */
import { useState } from "preact/hooks";
import type { KeptSnapshot } from "../../client/snapshots.ts";
import { readAnew } from "../data/live.ts";
import {
  downloadPath,
  keep,
  keptSnapshots,
  remove,
  restore,
  restoreFile,
} from "../data/snapshots.ts";
import { countOf, dateText, instantOf } from "../data/times.ts";
import { Dialog } from "../frame/dialog.tsx";
import { DialogEnd } from "./dialog-end.tsx";
import { close } from "./dialogs.ts";
import { TextField } from "./fields.tsx";
import { act, isSending } from "./sending.ts";

export function SnapshotsDialog() {
  const [name, setName] = useState("");
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await act(() => keep(name.trim()))) setName("");
  };
  return (
    <Dialog title="Snapshots" onClose={close} isWide>
      <div class="kept">
        <p class="soft">
          Everything as it is now, under a name. Keep one, go on, and come back: that is a fork.
        </p>
        <List />
        <FromFile />
        <form onSubmit={submit}>
          <TextField name="Name" value={name} onInput={setName} hint="before the deployment" />
          <DialogEnd text="Keep a snapshot" onClose={close} />
        </form>
      </div>
    </Dialog>
  );
}

function List() {
  const all = keptSnapshots.value.value ?? [];
  if (all.length === 0) return <p class="message soft">No snapshot is kept.</p>;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Virtual time</th>
            <th scope="col">Holds</th>
            <th scope="col">Size</th>
            <th scope="col">
              <span class="hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.toReversed().map((one) => (
            <Row key={one.name} kept={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ kept: { name, at, groups, instances, bytes } }: { readonly kept: KeptSnapshot }) {
  const goBack = () => putBack(() => restore(name));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="numbers">{dateText(instantOf(at))}</td>
      <td class="numbers">
        {countOf(groups, "group")}, {countOf(instances, "instance")}
      </td>
      <td class="numbers">{Math.ceil(bytes / 1000)} kB</td>
      <td class="row-buttons">
        <button type="button" disabled={isSending.value} onClick={goBack}>
          Restore
        </button>
        <a href={downloadPath(name)} download={`${name}.json`}>
          Download
        </a>
        <button type="button" disabled={isSending.value} onClick={() => act(() => remove(name))}>
          Remove
        </button>
      </td>
    </tr>
  );
}

/** The dialog goes away, so that what is there then is seen. */
async function putBack(work: () => Promise<void>): Promise<void> {
  if (!(await act(work, "a restored snapshot"))) return;
  await readAnew();
  close();
}

/** In place of everything, as `asg-local start --import` does at the start. */
function FromFile() {
  const put = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file !== undefined) await putBack(() => restoreFile(file));
    input.value = "";
  };
  return (
    <label class="field">
      <span class="field-name">Restore from a file</span>
      <input
        type="file"
        accept="application/json,.json"
        disabled={isSending.value}
        onChange={({ currentTarget }) => put(currentTarget)}
      />
    </label>
  );
}
