/** How each dialog that changes something ends: why it was refused, a way out, and the act. */
import { isSending, problem } from "./sending.ts";

interface DialogEndProps {
  /** What the act is called. */
  readonly text: string;
  readonly onClose: () => void;
  /** Without it the act submits the form. */
  readonly onAct?: () => void;
  /** It cannot be taken back. */
  readonly isDangerous?: boolean;
}

export function DialogEnd({ text, onClose, onAct, isDangerous = false }: DialogEndProps) {
  return (
    <>
      {problem.value !== undefined && (
        <p class="tone-bad" role="alert">
          {problem.value}
        </p>
      )}
      <div class="dialog-buttons">
        <button type="button" onClick={onClose}>
          Close
        </button>
        <button
          type={onAct === undefined ? "submit" : "button"}
          class={isDangerous ? "danger" : "main"}
          disabled={isSending.value}
          onClick={onAct}
        >
          {text}
        </button>
      </div>
    </>
  );
}
