/** Lets go wrong in a private world what a plan asks for, and says whether it came about. */
import type { Fault } from "../domain/fault.ts";
import { activeRefresh } from "../domain/group.ts";
import { type LaunchSource, specificationOf } from "../domain/launch-source.ts";
import { resolveVersion } from "../domain/launch-template.ts";
import { PlanRefusal } from "../domain/user-errors.ts";
import type { PlanAnswer } from "./plan-answer.ts";
import type { PlanRequest } from "./plan-schema.ts";
import type { PrivateWorld } from "./private-world.ts";
import type { WhatIf } from "./what-if.ts";

export interface Drill {
  /** Looks at the group after each instant. */
  readonly watch: () => void;
  readonly answer: () => PlanAnswer["whatIf"];
}

/** Before the refresh is started. Throws PlanRefusal. */
export function beginDrill(world: PrivateWorld, request: PlanRequest): Drill {
  const { whatIf } = request;
  if (whatIf === undefined) return { watch: () => undefined, answer: () => undefined };
  if (whatIf.kind === "alarm") return alarmDrill(world, whatIf);
  return faultDrill(world, faultsOf(world, whatIf, request), whatIf.says);
}

type Of<K extends WhatIf["kind"]> = Extract<WhatIf, { readonly kind: K }>;

function faultsOf(
  world: PrivateWorld,
  whatIf: Exclude<WhatIf, Of<"alarm">>,
  request: PlanRequest,
): readonly Fault[] {
  const { name: group } = world.group();
  switch (whatIf.kind) {
    case "launch":
      return [{ kind: "launch", group, nthLaunch: whatIf.nth, launchError: whatIf.error }];
    case "unhealthy":
      return brokenVersions(world, request).map((version) => ({
        kind: "launch",
        group,
        ...version,
        health: "never",
      }));
    case "zone":
      return [zoneFault(world, whatIf)];
  }
}

function zoneFault(world: PrivateWorld, { zone, lasts }: Of<"zone">): Fault {
  const { name: group, availabilityZones: zones } = world.group();
  if (!zones.includes(zone)) {
    throw new PlanRefusal(
      `whatIf: ${group} has no zone ${zone}; expected one of ${zones.join(", ")}`,
    );
  }
  const { now: from } = world.clock;
  const launchError = "InsufficientInstanceCapacity";
  const during = { from, until: from + lasts };
  return { kind: "zone", availabilityZone: zone, group, launchError, isUnhealthy: true, ...during };
}

interface VersionNamed {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly Version?: string | undefined;
}

/** The versions that the refresh launches; without a template whatever is launched. */
function brokenVersions(world: PrivateWorld, { desiredConfiguration }: PlanRequest) {
  const { launchTemplates } = world.region();
  const named =
    desiredConfiguration === undefined
      ? savedVersions(world.group().launchSource)
      : versionsIn(desiredConfiguration);
  const versions = named.flatMap(({ LaunchTemplateId: id, LaunchTemplateName: name, Version }) => {
    const template = [...launchTemplates.values()].find((one) =>
      id === undefined ? one.name === name : one.id === id,
    );
    const launchTemplateVersion = template && resolveVersion(template, Version ?? "$Default");
    return template === undefined || launchTemplateVersion === undefined
      ? []
      : [{ launchTemplate: template.id, launchTemplateVersion }];
  });
  return versions.length === 0 ? [{}] : versions;
}

function savedVersions(source: LaunchSource): readonly VersionNamed[] {
  const main = specificationOf(source);
  const overrides = source.kind === "mixedInstancesPolicy" ? source.policy.overrides : [];
  const all = [main, ...overrides.map(({ specification }) => specification)];
  return all.flatMap((one) =>
    one === undefined ? [] : [{ LaunchTemplateId: one.id, Version: one.version }],
  );
}

/** Of a configuration that has not been checked yet: whatever has a template's name in it. */
function versionsIn(value: unknown): readonly VersionNamed[] {
  if (typeof value !== "object" || value === null) return [];
  const isNamed = "LaunchTemplateId" in value || "LaunchTemplateName" in value;
  return isNamed ? [value as VersionNamed] : Object.values(value).flatMap(versionsIn);
}

function faultDrill(world: PrivateWorld, faults: readonly Fault[], says: string): Drill {
  const ids: string[] = [];
  const { account, name: region } = world.region();
  world.emulator.commitChanges({ account, region }, "plan", ({ identifiers }) =>
    faults.map((fault) => {
      const id = identifiers.faultId();
      ids.push(id);
      return { type: "FaultAdded", id, fault };
    }),
  );
  return {
    watch: () => undefined,
    answer: () => {
      const { faults: active } = world.region();
      return { says, happened: ids.some((id) => (active.get(id)?.fired ?? 0) > 0) };
    },
  };
}

/** It goes off at the first instant at which so much of the refresh is complete. */
function alarmDrill(world: PrivateWorld, { alarm: given, percentage, says }: Of<"alarm">): Drill {
  let happened = false;
  return {
    watch: () => {
      const refresh = activeRefresh(world.group());
      if (happened || refresh === undefined) return;
      const { alarms } = refresh.preferences;
      const alarm = given ?? alarms[0];
      if (alarm === undefined || !alarms.includes(alarm)) throw noSuchAlarm(alarm, alarms);
      if (refresh.status !== "InProgress" || (refresh.percentageComplete ?? 0) < percentage) return;
      happened = true;
      const state = { AlarmName: alarm, StateValue: "ALARM", StateReason: says };
      world.callOf("cloudwatch", "SetAlarmState", state);
    },
    answer: () => ({ says, happened }),
  };
}

function noSuchAlarm(alarm: string | undefined, alarms: readonly string[]): PlanRefusal {
  if (alarms.length > 0) {
    return new PlanRefusal(`whatIf: the refresh does not watch ${alarm}, but ${alarms.join(", ")}`);
  }
  return new PlanRefusal(
    "whatIf: the refresh watches no alarm, so none would stop it; " +
      'name one in preferences, such as {"AlarmSpecification":{"Alarms":["errors"]}}',
  );
}
