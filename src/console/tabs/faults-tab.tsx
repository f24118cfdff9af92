/** The faults that wait to happen, and how often each has. */
import { open } from "../act/dialogs.ts";
import { removeFaults } from "../act/fault-dialog.tsx";
import { isSending } from "../act/sending.ts";
import { ask, queryOf } from "../data/http.ts";
import { place } from "../data/place.ts";
import { readerOf } from "../data/reader.ts";
import { clockText, instantOf } from "../data/times.ts";
import { useReader } from "./tab-reader.ts";

interface ListedFault {
  readonly id: string;
  readonly kind: string;
  readonly addedAt: string;
  readonly matched: number;
  readonly fired: number;
  readonly lastFiredAt: string | null;
  readonly lastMissed: string | null;
  readonly [member: string]: unknown;
}

const faults = readerOf(async () => {
  const { account, region } = place.peek();
  const path = `/faults${queryOf({ account, region })}`;
  return (await ask<{ readonly faults: readonly ListedFault[] }>(path)).faults;
});

const toldApart = ["id", "kind", "addedAt", "matched", "fired", "lastFiredAt", "lastMissed"];

/** `nthLaunch 3, launchError InsufficientInstanceCapacity`. */
function termsOf(fault: ListedFault): string {
  return Object.entries(fault)
    .filter(([name]) => !toldApart.includes(name))
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}

export function FaultsTab() {
  useReader(faults);
  const all = faults.value.value ?? [];
  return (
    <>
      <div class="list-tools">
        <button type="button" class="main" onClick={() => open("fault")}>
          Inject a fault
        </button>
        {all.length > 0 && (
          <button type="button" disabled={isSending.value} onClick={() => removeFaults()}>
            Remove all
          </button>
        )}
      </div>
      {all.length === 0 ? (
        <p class="soft list-message">
          {faults.failure.value ?? "No fault is injected: everything goes well."}
        </p>
      ) : (
        <FaultTable faults={all} />
      )}
    </>
  );
}

function FaultTable({ faults: all }: { readonly faults: readonly ListedFault[] }) {
  return (
    <div class="scroll">
      <table class="numbers wrapping">
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Matched
            </th>
            <th scope="col" class="number">
              Fired
            </th>
            <th scope="col">Last</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {all.map((fault) => (
            <tr key={fault.id}>
              <th scope="row">{fault.kind}</th>
              <td>{termsOf(fault)}</td>
              <td class="number">{fault.matched}</td>
              <td class="number">{fault.fired}</td>
              <td>{lastText(fault)}</td>
              <td>
                <button
                  type="button"
                  aria-label={`Remove ${fault.id}`}
                  disabled={isSending.value}
                  onClick={() => removeFaults(fault.id)}
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function lastText({ lastFiredAt, lastMissed }: ListedFault): string {
  if (lastFiredAt !== null) return clockText(instantOf(lastFiredAt));
  return lastMissed ?? "";
}
