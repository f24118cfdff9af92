/** The preferences of a refresh as they were sent; what is AWS's default is told more quietly. */
import type { DescribedRefresh } from "../data/shapes.ts";
import { defaults, preferenceNames, valueText } from "./preference-words.ts";

export function Preferences({ refresh }: { readonly refresh: DescribedRefresh }) {
  const { Preferences: sent = {}, Strategy: strategy } = refresh;
  const isTold = (name: string) => sent[name] !== undefined && valueText(name, sent[name]) !== "";
  const shown = Object.keys(preferenceNames).filter(isTold);
  return (
    <dl class="preferences">
      {strategy !== undefined && strategy !== "Rolling" && (
        <Preference name="Strategy" value={strategy} isDefault={false} />
      )}
      {shown.map((name) => (
        <Preference
          key={name}
          name={preferenceNames[name] ?? name}
          value={valueText(name, sent[name])}
          isDefault={defaults[name] === sent[name]}
        />
      ))}
    </dl>
  );
}

interface PreferenceProps {
  readonly name: string;
  readonly value: string;
  readonly isDefault: boolean;
}

function Preference({ name, value, isDefault }: PreferenceProps) {
  return (
    <div class={isDefault ? "soft" : ""} title={isDefault ? "AWS's default" : undefined}>
      <dt>{name}</dt>
      <dd class="numbers">{value}</dd>
    </div>
  );
}
