/** Decides which launch templates to ask another emulator for before a call. */
import { isMovingVersion, type LaunchTemplateSpecification } from "../domain/launch-template.ts";
import { launchTemplateNamed, type Region } from "../domain/world.ts";
import type { EmulatorCall } from "../emulator.ts";
import { type ServiceModel, serviceModel, shapeOf } from "../model/shapes.ts";

/** A template, by id or name, and the wanted versions besides the moving ones. */
export interface WantedTemplate {
  readonly by: "LaunchTemplateId" | "LaunchTemplateName";
  readonly value: string;
  readonly numbers: readonly string[];
}

/** Calls that launch from the group's own template, so its newest version must be known. */
const launchingCalls: readonly string[] = ["StartInstanceRefresh", "LaunchInstances"];

/** Empty for most calls, which then need not wait. */
export function wantedTemplates(call: EmulatorCall, region: Region): readonly WantedTemplate[] {
  const named = referencesIn(call);
  const references = named.length > 0 ? named : referencesOfGroup(call, region);
  const wanted = new Map<string, WantedTemplate>();
  for (const reference of references) {
    const one = wantedOf(reference, region);
    if (one === undefined) continue;
    const key = `${one.by}=${one.value}`;
    const numbers = new Set([...(wanted.get(key)?.numbers ?? []), ...one.numbers]);
    wanted.set(key, { ...one, numbers: [...numbers] });
  }
  return [...wanted.values()];
}

/** AWS's LaunchTemplateSpecification, of Auto Scaling and of EC2. */
interface Reference {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
  readonly Version?: string | undefined;
}

/**
 * Skips templates created here, and known numbered versions, which never change. A reference with
 * both names or none is refused by the call itself.
 */
function wantedOf(reference: Reference, region: Region): WantedTemplate | undefined {
  const { LaunchTemplateId: id, LaunchTemplateName: name, Version: version } = reference;
  if ((id === undefined) === (name === undefined)) return undefined;
  const known =
    id === undefined ? launchTemplateNamed(region, name ?? "") : region.launchTemplates.get(id);
  if (known !== undefined && known.isMirrored !== true) return undefined;
  const isNumber = version !== undefined && /^[1-9]\d{0,8}$/.test(version);
  if (isNumber && known?.versions.has(Number(version))) return undefined;
  const numbers = isNumber ? [version] : [];
  return id === undefined
    ? { by: "LaunchTemplateName", value: name ?? "", numbers }
    : { by: "LaunchTemplateId", value: id, numbers };
}

/** Every reference in the input, wherever AWS's model allows one. */
function referencesIn({ service, operation, input }: EmulatorCall): readonly Reference[] {
  if (service !== "autoscaling" && service !== "ec2") return [];
  const model = serviceModel(service);
  const shape = model.operations.get(operation)?.input;
  return shape === undefined ? [] : referencesAt(model, shape, input);
}

function referencesAt(model: ServiceModel, name: string, value: unknown): readonly Reference[] {
  if (value === undefined || !mayRefer(model, name)) return [];
  if (name === referenceShape) return [value as Reference];
  const shape = shapeOf(model, name);
  if (shape.type === "list") {
    return (value as readonly unknown[]).flatMap((item) => referencesAt(model, shape.item, item));
  }
  if (shape.type !== "structure") return [];
  const members = value as Readonly<Record<string, unknown>>;
  return shape.members.flatMap((member) => referencesAt(model, member.shape, members[member.name]));
}

const referenceShape = "LaunchTemplateSpecification";
const referring = new WeakMap<ServiceModel, Map<string, boolean>>();

/** Whether values of this shape can contain a reference, which excludes most inputs quickly. */
function mayRefer(model: ServiceModel, name: string): boolean {
  const known = referring.get(model) ?? new Map<string, boolean>();
  referring.set(model, known);
  const answer = known.get(name);
  if (answer !== undefined) return answer;
  // A recursive shape adds nothing by its recursion.
  known.set(name, false);
  const shape = shapeOf(model, name);
  const inner =
    shape.type === "structure"
      ? shape.members.map((member) => member.shape)
      : shape.type === "list"
        ? [shape.item]
        : [];
  const refers = name === referenceShape || inner.some((one) => mayRefer(model, one));
  known.set(name, refers);
  return refers;
}

/** The mirrored templates of the call's group, at versions that can move. */
function referencesOfGroup({ operation, input }: EmulatorCall, region: Region) {
  if (!launchingCalls.includes(operation)) return [];
  const { AutoScalingGroupName: name } = input as { readonly AutoScalingGroupName?: string };
  const source = region.groups.get(name ?? "")?.launchSource;
  if (source === undefined || source.kind === "launchConfiguration") return [];
  const specifications =
    source.kind === "launchTemplate"
      ? [source.specification]
      : [source.policy.specification, ...source.policy.overrides.map((one) => one.specification)];
  return specifications.flatMap((one) => (one === undefined ? [] : movingReference(one, region)));
}

function movingReference(
  { id, version }: LaunchTemplateSpecification,
  region: Region,
): readonly Reference[] {
  const isMirrored = region.launchTemplates.get(id)?.isMirrored === true;
  return isMirrored && isMovingVersion(version) ? [{ LaunchTemplateId: id, Version: version }] : [];
}
