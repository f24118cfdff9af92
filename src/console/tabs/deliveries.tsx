/** How the deliveries of events go, target by target. */
import { useEffect } from "preact/hooks";
import { countText } from "../data/times.ts";
import { information } from "../data/world.ts";

export function Deliveries() {
  useEffect(() => {
    information.refresh();
  }, []);
  const targets = information.value.value?.targets ?? [];
  if (targets.length === 0) {
    return (
      <p class="soft deliveries">Events are kept here; no target is set that they are sent to.</p>
    );
  }
  return (
    <div class="scroll deliveries">
      <table class="numbers" aria-label="Deliveries">
        <thead>
          <tr>
            <th scope="col">Target</th>
            <th scope="col">State</th>
            {counts.map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={target.name}>
              <th scope="row">{target.name}</th>
              <td class={target.isDown ? "tone-bad" : "tone-good"}>
                {target.isDown ? "✕ does not answer" : "✓ answers"}
              </td>
              {counts.map((name) => (
                <td key={name} class="number">
                  {countText(target[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const counts = ["delivered", "waiting", "failed", "dropped"] as const;
