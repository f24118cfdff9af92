/**
 * Applies changes of a region's records besides groups: templates, configurations, EC2 instances.
 */
import { never, present } from "../../domain/assert.ts";
import type {
  ClientTokenChange,
  LaunchConfigurationChange,
  LaunchTemplateChange,
  NewLaunchTemplate,
} from "../../domain/changes/change.ts";
import type { Ec2InstanceChange } from "../../domain/changes/instance-change.ts";
import { clientTokenKey, isRemembered } from "../../domain/client-token.ts";
import type { Ec2RecordChange } from "../../domain/ec2-record.ts";
import { activeRefresh } from "../../domain/group.ts";
import { describedAfterEnd, type Instance } from "../../domain/instance.ts";
import { specificationOf } from "../../domain/launch-source.ts";
import type { LaunchTemplate } from "../../domain/launch-template.ts";
import { outlivingInterface } from "../../domain/network-interface.ts";
import type { Instant } from "../../domain/time.ts";
import type { Region } from "../../domain/world.ts";
import { shutDown } from "../hook-schedule.ts";
import { type ApplyContext, after, alter, instanceNamed, wake } from "./apply-context.ts";

export type RegionChange =
  | LaunchTemplateChange
  | LaunchConfigurationChange
  | ClientTokenChange
  | Ec2RecordChange
  | Ec2InstanceChange;

export function applyRegionChange(context: ApplyContext, change: RegionChange): void {
  const { region } = context;
  switch (change.type) {
    case "LaunchTemplateCreated": {
      const versions = new Map(change.template.versions.map((one) => [one.number, one]));
      region.launchTemplates.set(change.template.id, { ...change.template, versions });
      return;
    }
    case "LaunchTemplateDeleted":
      region.launchTemplates.delete(change.templateId);
      return;
    case "LaunchTemplateMirrored":
      mirror(region, change.template);
      return wakeUsers(context, change.template.id);
    case "LaunchTemplateVersionCreated": {
      const template = templateNamed(region, change.templateId);
      template.versions.set(change.version.number, change.version);
      template.latestVersion = change.version.number;
      return wakeUsers(context, template.id);
    }
    case "LaunchTemplateVersionDeleted":
      templateNamed(region, change.templateId).versions.delete(change.number);
      return;
    case "LaunchTemplateTagged":
      templateNamed(region, change.templateId).tags = [...change.tags];
      return;
    case "DefaultVersionSet":
      templateNamed(region, change.templateId).defaultVersion = change.number;
      return wakeUsers(context, change.templateId);
    case "LaunchConfigurationCreated":
      region.launchConfigurations.set(change.configuration.name, change.configuration);
      return;
    case "LaunchConfigurationDeleted":
      region.launchConfigurations.delete(change.name);
      return;
    case "ClientTokenUsed":
      region.clientTokens.set(clientTokenKey(change.use.operation, change.use.token), change.use);
      dropExpired(region.clientTokens, (use) => !isRemembered(use, context.at));
      return;
    case "Ec2RecordPut":
      region.ec2Records.set(change.record.id, change.record);
      return;
    case "Ec2RecordDeleted":
      region.ec2Records.delete(change.id);
      return;
    default:
      return applyEc2Change(context, change);
  }
}

function mirror(region: Region, { versions, ...template }: NewLaunchTemplate): void {
  const known = region.launchTemplates.get(template.id);
  const all = [...(known?.versions.values() ?? []), ...versions];
  const byNumber = new Map(all.map((one) => [one.number, one]));
  const ascending = new Map([...byNumber].sort(([one], [other]) => one - other));
  // The other emulator is never asked for tags, so tags set by callers here are kept.
  const kept = { tags: known?.tags ?? template.tags, versions: ascending };
  region.launchTemplates.set(template.id, { ...template, ...kept, isMirrored: true });
}

/** Wakes refreshes whose target names the template, to see whether it moved. */
function wakeUsers(context: ApplyContext, templateId: string): void {
  for (const group of context.region.groups.values()) {
    const target = activeRefresh(group)?.desiredConfiguration ?? group.launchSource;
    if (specificationOf(target)?.id === templateId) wake(context, group, context.at);
  }
}

function applyEc2Change(context: ApplyContext, change: Ec2InstanceChange): void {
  if (change.type === "Ec2Launched") {
    const launched = { ...change.instance };
    context.region.instances.set(launched.id, launched);
    return after(context, launched.bootSeconds, launched.id, "ec2Start");
  }
  const instance = instanceNamed(context, change.id);
  switch (change.type) {
    case "Ec2TerminationStarted": {
      shutDown(context, instance);
      const group = context.region.groups.get(instance.groupName ?? "");
      if (group !== undefined) wake(context, group, context.at);
      return;
    }
    case "Ec2StateChanged":
      return changeState(context, instance, change.to);
    case "Ec2Checked":
      instance.isSettled = true;
      return;
    case "Ec2Terminated":
      instance.ec2State = "terminated";
      rememberTermination(context, instance.id);
      return;
    case "InstanceTagged":
      instance.tags = change.tags;
      return;
    default:
      return never(change);
  }
}

/**
 * Assumes that starting takes as long as a launch, and stopping as long as a termination; no
 * source.
 */
function changeState(
  context: ApplyContext,
  instance: Instance,
  to: "pending" | "running" | "stopping" | "stopped",
): void {
  const { id, bootSeconds, terminateSeconds } = instance;
  instance.ec2State = to;
  if (to === "stopping") instance.stoppedAt = context.at;
  if (to === "pending") {
    instance.stoppedAt = undefined;
    setLaunchTime(context, instance);
    after(context, bootSeconds, id, "ec2Start");
  }
  if (to === "running") after(context, context.settings.timing.settleSeconds, id, "settle");
  if (to === "stopping") after(context, terminateSeconds, id, "ec2Stop");
}

/** EC2's launch time is that of the last start; the fleet is ordered by it. */
function setLaunchTime(context: ApplyContext, instance: Instance): void {
  const group = context.region.groups.get(instance.groupName ?? "");
  const change = () => {
    instance.launchedAt = context.at;
  };
  if (group === undefined) change();
  else alter(group, instance, change);
}

/** Keeps the network interface that a launch asked to keep after termination (G-290). */
function leaveInterface({ region }: ApplyContext, id: string): void {
  const instance = region.instances.get(id);
  const left = instance && outlivingInterface(instance, region);
  if (left !== undefined) region.ec2Records.set(left.id, left);
}

/**
 * Notes a termination and forgets those older than an hour; an instance held in its group by a hook
 * is noted again when it leaves.
 */
export function rememberTermination(context: ApplyContext, id: string): void {
  const { region, at } = context;
  if (!region.terminated.has(id)) leaveInterface(context, id);
  region.terminated.set(id, at);
  dropExpired(region.terminated, (since: Instant, oldId) => {
    const isForgotten = at - since > describedAfterEnd;
    const isHeld = region.instances.get(oldId)?.groupName !== undefined;
    if (isForgotten && !isHeld) region.instances.delete(oldId);
    return isForgotten;
  });
}

/** Drops expired entries from the front of a map in time order, so that each is looked at once. */
export function dropExpired<V>(map: Map<string, V>, isExpired: (value: V, key: string) => boolean) {
  for (const [key, value] of map) {
    if (!isExpired(value, key)) return;
    map.delete(key);
  }
}

function templateNamed(region: Region, id: string): LaunchTemplate {
  return present(region.launchTemplates.get(id), `launch template ${id}`);
}
