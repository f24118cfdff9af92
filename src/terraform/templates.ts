/** The launch templates that a plan file tells of, and the version that an update makes. */
import type { TemplateReading } from "../dry-run/read-templates.ts";
import { type Attributes, blockIn, blocksIn, numberIn, textIn } from "./attributes.ts";
import type { ResourceChange } from "./plan-file.ts";
import { hasTrue } from "./verdict.ts";

/** A template that a group names. */
export interface TemplateUse {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** Undefined: AWS's default, `$Default`, or not known yet. */
  readonly version: string | undefined;
}

/** The group's template, or those of its mixed instances policy, the main one first. */
export function templateUses(group: Attributes | undefined): readonly TemplateUse[] {
  const plain = blockIn(group, "launch_template");
  if (plain !== undefined) return [useOf(plain, "")];
  const mixed = blockIn(blockIn(group, "mixed_instances_policy"), "launch_template");
  const main = blockIn(mixed, "launch_template_specification");
  const own = blocksIn(mixed, "override").flatMap((override) =>
    blocksIn(override, "launch_template_specification"),
  );
  return [...(main === undefined ? [] : [main]), ...own].map((one) =>
    useOf(one, "launch_template_"),
  );
}

function useOf(block: Attributes, prefix: string): TemplateUse {
  return {
    id: textIn(block, `${prefix}id`),
    name: textIn(block, `${prefix}name`),
    version: textIn(block, "version"),
  };
}

/** The resource of the template, if the plan has it. */
export function resourceOf(
  { id, name }: Pick<TemplateUse, "id" | "name">,
  resources: readonly ResourceChange[],
): ResourceChange | undefined {
  return resources.find(
    ({ type, before }) =>
      type === "aws_launch_template" &&
      before !== undefined &&
      (id === undefined ? textIn(before, "name") === name : textIn(before, "id") === id),
  );
}

/** As Terraform found it; without its resource, as the group names it. */
export function templateBefore(
  use: TemplateUse,
  resources: readonly ResourceChange[],
): TemplateReading {
  const resource = resourceOf(use, resources)?.before;
  const latest = numberIn(resource, "latest_version");
  const standard = numberIn(resource, "default_version");
  const named = Number(use.version);
  const numbers = new Set([latest, standard, named].filter(isVersion));
  if (numbers.size === 0) numbers.add(1);
  const contents = contentsOf(resource);
  return {
    id: use.id,
    name: use.name ?? textIn(resource, "name") ?? `template-${use.id ?? "unknown"}`,
    defaultVersion: standard ?? Math.max(...numbers),
    versions: [...numbers].sort((a, b) => a - b).map((number) => ({ number, ...contents })),
  };
}

function isVersion(number: number | undefined): number is number {
  return number !== undefined && Number.isInteger(number) && number > 0;
}

export function contentsOf(resource: Attributes | undefined) {
  const imageId = textIn(resource, "image_id");
  const instanceType = textIn(resource, "instance_type");
  return {
    ...(imageId?.startsWith("ami-") === true && { imageId }),
    ...(instanceType !== undefined && { instanceType }),
  };
}

/** The update of the template makes another version. */
export function isNewVersion(resource: ResourceChange | undefined): boolean {
  return resource !== undefined && hasTrue(resource.unknown.latest_version);
}
