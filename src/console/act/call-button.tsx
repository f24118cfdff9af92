/** A button that makes a call of AWS, after showing it with its forms elsewhere. */
import { useState } from "preact/hooks";
import type { Call } from "../data/calls.ts";
import { Dialog } from "../frame/dialog.tsx";
import { CallView } from "./call-view.tsx";
import { DialogEnd } from "./dialog-end.tsx";
import { problem, send } from "./sending.ts";

interface CallButtonProps {
  readonly text: string;
  readonly call: Call;
  readonly isOff?: boolean;
  /** For what cannot be taken back. */
  readonly says?: string;
}

export function CallButton({ text, call, isOff = false, says }: CallButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const go = async () => {
    if (await send(call)) close();
  };
  return (
    <>
      <button
        type="button"
        disabled={isOff}
        onClick={() => {
          problem.value = undefined;
          setOpen(true);
        }}
      >
        {text}
      </button>
      {isOpen && (
        <Dialog title={text} onClose={close}>
          <div class="end">
            {says !== undefined && <p>{says}</p>}
            <CallView call={call} />
            <DialogEnd text={text} onClose={close} onAct={go} />
          </div>
        </Dialog>
      )}
    </>
  );
}
