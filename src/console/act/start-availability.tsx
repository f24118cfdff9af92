/** Availability settings, the first part of AWS's form. */
import { group } from "../data/group.ts";
import { Choice, Fields, TextField } from "./fields.tsx";
import { type Method, methods, withMethod } from "./start-form.ts";
import { change, form } from "./start-state.ts";

const methodList = Object.entries(methods) as [Method, string][];

export function AvailabilityFields() {
  const { method, minHealthy, maxHealthy, warmup } = form.value;
  const policy = group.value?.settings.instanceMaintenancePolicy ?? undefined;
  const isOwn = method === "default";
  return (
    <Fields name="Availability settings">
      <Choice
        name="Instance replacement method"
        value={method}
        values={methodList}
        onChange={(one) => {
          form.value = withMethod(form.value, one);
        }}
      />
      <div class="field-pair">
        <TextField
          name="Minimum healthy percentage"
          unit="%"
          value={minHealthy}
          hint={String(policy?.minHealthyPercentage ?? 90)}
          isOff={isOwn}
          onInput={(value) => change({ minHealthy: value })}
        />
        <TextField
          name="Maximum healthy percentage"
          unit="%"
          value={maxHealthy}
          hint={String(policy?.maxHealthyPercentage ?? 100)}
          isOff={isOwn}
          onInput={(value) => change({ maxHealthy: value })}
        />
      </div>
      <TextField
        name="Instance warmup"
        unit="seconds"
        value={warmup}
        hint={warmupHint()}
        onInput={(value) => change({ warmup: value })}
      />
    </Fields>
  );
}

/** AWS's default: the group's warmup, else its grace period. */
function warmupHint(): string {
  const { defaultInstanceWarmup = null, healthCheckGracePeriod = 0 } = group.value?.settings ?? {};
  return String(defaultInstanceWarmup ?? healthCheckGracePeriod);
}
