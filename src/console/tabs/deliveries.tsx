/** How the deliveries of events go, target by target. */
import { targets } from "../data/targets.ts";
import { countText } from "../data/times.ts";
import { Scroll } from "../frame/scroll.tsx";
import { useReader } from "./tab-reader.ts";

export function Deliveries() {
  useReader(targets);
  const all = targets.value.value;
  if (all === undefined) return null;
  if (all.length === 0) {
    return (
      <p class="soft deliveries">Events are kept here; no target is set that they are sent to.</p>
    );
  }
  return (
    <Scroll name="Deliveries" look="deliveries">
      <table class="numbers">
        <thead>
          <tr>
            <th scope="col">Target</th>
            <th scope="col">State</th>
            {counts.map(([name, member]) => (
              <th key={member} scope="col" class="number">
                {name}
              </th>
            ))}
            <th scope="col">Last failure</th>
          </tr>
        </thead>
        <tbody>
          {all.map((target) => (
            <tr key={target.name}>
              <th scope="row">{target.name}</th>
              <td class={target.isDown ? "tone-bad" : "tone-good"}>
                <span aria-hidden="true">{target.isDown ? "✕" : "✓"}</span>{" "}
                {target.isDown ? "fails" : "takes events"}
              </td>
              {counts.map(([, member]) => (
                <td key={member} class="number">
                  {countText(target[member])}
                </td>
              ))}
              <td>{target.lastFailure ?? <span class="soft">none</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

const counts = [
  ["Delivered", "delivered"],
  ["Waiting", "waiting"],
  ["Given up", "failed"],
  ["Dropped", "dropped"],
] as const;
