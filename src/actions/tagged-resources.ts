/** Finds the resources that EC2's tag operations name: instances and launch templates. */
import type { Change } from "../domain/change.ts";
import { inferredTexts } from "../domain/inferred-texts.ts";
import { isVisible } from "../domain/instance.ts";
import { ec2Texts } from "../domain/launch-settings.ts";
import type { Tag } from "../domain/launch-template.ts";
import type { Region } from "../domain/world.ts";
import { ec2Error } from "../model/faults.ts";

export interface TaggedResource {
  readonly id: string;
  readonly type: "instance" | "launch-template";
  readonly tags: readonly Tag[];
}

/** Everything that can carry tags here. */
export function taggedResources({ instances, launchTemplates }: Region): TaggedResource[] {
  return [
    ...[...instances.values()]
      .filter(isVisible)
      .map(({ id, tags }) => ({ id, type: "instance" as const, tags })),
    ...[...launchTemplates.values()].map(({ id, tags }) => ({
      id,
      type: "launch-template" as const,
      tags,
    })),
  ];
}

/** The resources with these ids, each once; refuses the call when one of them is unknown. */
export function namedResources(ids: readonly string[], region: Region): readonly TaggedResource[] {
  return [...new Set(ids)].map((id) => namedResource(id, region));
}

function namedResource(id: string, region: Region): TaggedResource {
  const instance = region.instances.get(id);
  if (instance !== undefined && isVisible(instance)) {
    return { id, type: "instance", tags: instance.tags };
  }
  const template = region.launchTemplates.get(id);
  if (template !== undefined) return { id, type: "launch-template", tags: template.tags };
  if (id.startsWith("i-")) {
    throw ec2Error("InvalidInstanceID.NotFound", inferredTexts.unknownInstance(id));
  }
  if (id.startsWith("lt-")) {
    throw ec2Error("InvalidLaunchTemplateId.NotFound", ec2Texts.templateMissing(id));
  }
  throw ec2Error("InvalidID", inferredTexts.unknownTaggedId(id));
}

/** The resource has these tags from now on, and no others. */
export function retagged({ id, type }: TaggedResource, tags: readonly Tag[]): Change {
  return type === "instance"
    ? { type: "InstanceTagged", id, tags }
    : { type: "LaunchTemplateTagged", templateId: id, tags };
}
