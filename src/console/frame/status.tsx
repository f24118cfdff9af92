/** The status of a refresh: AWS's word, with a shape, so that colour never tells it alone. */
import { type RefreshStatus, statusWords } from "../data/words.ts";

export function Status({ status }: { readonly status: RefreshStatus }) {
  const { text, shape, tone } = statusWords[status];
  return (
    <span class={`status tint-${tone}`}>
      <span aria-hidden="true">{shape}</span> {text}
    </span>
  );
}
