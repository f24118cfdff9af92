/** The other parts of AWS's form: refresh settings, alarms, desired configuration, rollback. */
import { group } from "../data/group.ts";
import { groupSourceText } from "../refresh/targets.ts";
import { Choice, Fields, Switch, TextField } from "./fields.tsx";
import { change, form, type TemplateVersion, versions } from "./start-state.ts";

export function TargetFields() {
  const { version } = form.value;
  const settings = group.value?.settings;
  const unchanged = ["", `As the group has it: ${groupSourceText(settings)}`] as const;
  const choices = versions.value.map(
    (one) => [String(one.VersionNumber), versionText(one)] as const,
  );
  return (
    <Fields name="Desired configuration">
      <Choice
        name="Launch template version"
        value={version}
        values={[unchanged, ...choices]}
        onChange={(value) => change({ version: value })}
      />
    </Fields>
  );
}

function versionText({ VersionNumber, VersionDescription, DefaultVersion }: TemplateVersion) {
  const described = VersionDescription === undefined ? "" : `: ${VersionDescription}`;
  return `Version ${VersionNumber}${described}${DefaultVersion === true ? " (default)" : ""}`;
}

const standbys = [
  ["Wait", "Wait"],
  ["Ignore", "Ignore"],
  ["Terminate", "Terminate"],
] as const;

/** AWS's console calls Refresh so. */
const protections = [
  ["Wait", "Wait"],
  ["Ignore", "Ignore"],
  ["Refresh", "Replace"],
] as const;

export function RefreshFields() {
  const { hasCheckpoints, skipMatching, standby, isProtected, autoRollback } = form.value;
  return (
    <Fields name="Refresh settings">
      <Switch
        name="Enable checkpoints"
        isOn={hasCheckpoints}
        onChange={(isOn) => change({ hasCheckpoints: isOn })}
      />
      {hasCheckpoints && <Checkpoints />}
      <TextField
        name="Bake time"
        unit="seconds"
        hint="0"
        value={form.value.bakeTime}
        onInput={(bakeTime) => change({ bakeTime })}
      />
      <Switch
        name="Enable skip matching"
        isOn={skipMatching}
        onChange={(isOn) => change({ skipMatching: isOn })}
      />
      <div class="field-pair">
        <Choice
          name="Standby instances"
          value={standby}
          values={standbys}
          onChange={(value) => change({ standby: value })}
        />
        <Choice
          name="Scale-in protected instances"
          value={isProtected}
          values={protections}
          onChange={(value) => change({ isProtected: value })}
        />
      </div>
      <TextField
        name="CloudWatch alarms"
        hint="none"
        value={form.value.alarms}
        onInput={(alarms) => change({ alarms })}
      />
      <Switch
        name="Enable auto rollback"
        isOn={autoRollback}
        onChange={(isOn) => change({ autoRollback: isOn })}
      />
    </Fields>
  );
}

function Checkpoints() {
  const { checkpoints, checkpointDelay } = form.value;
  return (
    <div class="field-pair">
      <TextField
        name="Checkpoints"
        unit="%"
        value={checkpoints}
        onInput={(value) => change({ checkpoints: value })}
      />
      <TextField
        name="Wait at each for"
        unit="seconds"
        value={checkpointDelay}
        onInput={(value) => change({ checkpointDelay: value })}
      />
    </div>
  );
}
