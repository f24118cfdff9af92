/** A place that scrolls and holds nothing to press: it is reached by keyboard itself. */
import type { ComponentChildren } from "preact";

interface ScrollProps {
  /** What is in it, for who cannot see it. */
  readonly name: string;
  readonly look: string;
  readonly children: ComponentChildren;
}

export function Scroll({ name, look, children }: ScrollProps) {
  return (
    <section class={`scroll ${look}`} aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
