/** The fields of forms: each with its name, its hint and its place in the form's state. */
import type { ComponentChildren } from "preact";

interface FieldProps {
  readonly name: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly unit?: string;
  readonly hint?: string;
  readonly isOff?: boolean;
}

export function TextField({ name, value, onInput, unit, hint, isOff = false }: FieldProps) {
  return (
    <label class="field">
      <span class="field-name">{name}</span>
      <span class="field-value">
        <input
          type="text"
          inputMode={unit === undefined ? "text" : "numeric"}
          class="numbers"
          value={value}
          placeholder={hint}
          disabled={isOff}
          onInput={({ currentTarget }) => onInput(currentTarget.value)}
        />
        {unit !== undefined && <span class="soft">{unit}</span>}
      </span>
    </label>
  );
}

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly values: readonly (readonly [value: Value, text: string])[];
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string>({
  name,
  value,
  values,
  onChange,
}: ChoiceProps<Value>) {
  return (
    <label class="field">
      <span class="field-name">{name}</span>
      <select
        value={value}
        onChange={({ currentTarget }) => {
          const found = values.find(([one]) => one === currentTarget.value);
          if (found !== undefined) onChange(found[0]);
        }}
      >
        {values.map(([one, text]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SwitchProps {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ name, isOn, onChange }: SwitchProps) {
  return (
    <label class="field-switch">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <span>{name}</span>
    </label>
  );
}

interface FieldsProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

export function Fields({ name, children }: FieldsProps) {
  return (
    <fieldset class="fields">
      <legend>{name}</legend>
      {children}
    </fieldset>
  );
}
