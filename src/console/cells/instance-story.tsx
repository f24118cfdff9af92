/** What the journal tells of one instance. */
import { journal } from "../data/journal.ts";
import { clockText, instantOf } from "../data/times.ts";
import { wordsFor } from "../tabs/journal-words.ts";

export function InstanceStory({ id }: { readonly id: string }) {
  const lines = (journal.value.value ?? []).filter((line) => mentions(line, id)).slice(-30);
  if (lines.length === 0) return <p class="soft">The journal does not tell of it.</p>;
  return (
    <ol class="instance-story" aria-label="What happened to it">
      {lines.toReversed().map((line) => (
        <li key={line.sequence}>
          <span class="soft numbers">{clockText(instantOf(line.at))}</span> {wordsFor(line)}
        </li>
      ))}
    </ol>
  );
}

function mentions(line: { readonly [member: string]: unknown }, id: string): boolean {
  return line.id === id || line.instance === id;
}
