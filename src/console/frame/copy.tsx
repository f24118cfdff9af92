/** A text to copy, with the button that copies it. */
import { useState } from "preact/hooks";

interface CopyProps {
  readonly text: string;
  /** What it is, for who cannot see it. */
  readonly name: string;
}

export function Copy({ text, name }: CopyProps) {
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <figure class="copy">
      <figcaption class="hidden">{name}</figcaption>
      <pre>{text}</pre>
      <button type="button" onClick={copy}>
        {isDone ? "Copied" : "Copy"}
      </button>
    </figure>
  );
}
