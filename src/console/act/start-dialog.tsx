/** Starts an instance refresh: AWS's form on one side, how it would go on the other. */
import { useEffect } from "preact/hooks";
import { call } from "../data/calls.ts";
import { group } from "../data/group.ts";
import { goWithin } from "../data/place.ts";
import { chosen } from "../data/world.ts";
import { Dialog } from "../frame/dialog.tsx";
import { CallView } from "./call-view.tsx";
import { DialogEnd } from "./dialog-end.tsx";
import { close } from "./dialogs.ts";
import { PlanView, variants } from "./plan-view.tsx";
import { planSoon, stopPlanning } from "./planning.ts";
import { send } from "./sending.ts";
import { AvailabilityFields } from "./start-availability.tsx";
import { type DefaultSet, defaultSets, defaultsOf, startCall, startInput } from "./start-form.ts";
import { RefreshFields, TargetFields } from "./start-settings.tsx";
import { defaultSet, form, type TemplateVersion, versions } from "./start-state.ts";

export function StartDialog() {
  const { group: name = "" } = chosen.value ?? {};
  const template = group.value?.settings.launchTemplate ?? undefined;
  const of = { group: name, template: template?.name };
  useEffect(() => {
    begin(template);
    return () => {
      stopPlanning();
      variants.value = [];
    };
  }, []);
  const now = form.value;
  useEffect(() => planSoon(startInput(now, of)), [now]);
  const sent = startCall(now, of);
  const start = async (event: Event) => {
    event.preventDefault();
    stopPlanning();
    const isDone = await send(sent);
    if (!isDone) return;
    goWithin({ refresh: undefined });
    close();
  };
  return (
    <Dialog title="Start instance refresh" onClose={close} isWide>
      <form class="start" onSubmit={start}>
        <div class="start-fields">
          <Defaults />
          <TargetFields />
          <AvailabilityFields />
          <RefreshFields />
        </div>
        <div class="start-side">
          <PlanView />
          <CallView call={sent} />
          <DialogEnd text="Start instance refresh" onClose={close} />
        </div>
      </form>
    </Dialog>
  );
}

interface Template {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
}

/** What one most likely wants is the next version after the group's own. */
async function begin(template: Template | undefined): Promise<void> {
  form.value = defaultsOf(defaultSet.peek(), "");
  versions.value = [];
  if (template === undefined) return;
  const answer = await call<{ readonly LaunchTemplateVersions?: readonly TemplateVersion[] }>({
    service: "ec2",
    operation: "DescribeLaunchTemplateVersions",
    input: { LaunchTemplateId: template.id },
  });
  const all = answer.LaunchTemplateVersions ?? [];
  versions.value = all.toSorted((one, other) => other.VersionNumber - one.VersionNumber);
  const own = Number(template.version);
  const next = all.map(({ VersionNumber }) => VersionNumber).filter((one) => one > own);
  if (next.length === 0) return;
  form.value = { ...form.peek(), version: String(Math.min(...next)) };
}

function Defaults() {
  const choose = (set: DefaultSet) => {
    defaultSet.value = set;
    form.value = defaultsOf(set, form.value.version);
  };
  return (
    <fieldset class="segments">
      <legend class="hidden">Defaults</legend>
      {defaultSets.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="defaults"
            checked={defaultSet.value === one}
            onChange={() => choose(one)}
          />
          <span>Defaults of {one}</span>
        </label>
      ))}
    </fieldset>
  );
}
