/** From what to what a refresh goes, in a few words: template, version, image. */
import { computed } from "@preact/signals";
import { group } from "../data/group.ts";
import { instanceList } from "../data/instances.ts";
import type { DescribedRefresh, InstanceSource, LaunchSource } from "../data/shapes.ts";

/** `web version 1`. */
export function sourceText(source: InstanceSource): string {
  const { launchTemplate, version, launchConfiguration, imageId } = source;
  if (launchTemplate !== null) return `${launchTemplate} version ${version}`;
  return launchConfiguration ?? imageId;
}

/** What is to be replaced; empty when nothing is any more. */
export const sourceTexts = computed<readonly string[]>(() => {
  const old = instanceList.value.filter(({ role }) => role === "old");
  const texts = old.map(({ source }) => sourceText(source));
  return [...new Set(texts)].sort();
});

interface Wanted {
  readonly LaunchTemplate?: {
    readonly LaunchTemplateName?: string;
    readonly LaunchTemplateId?: string;
    readonly Version?: string;
  };
  readonly MixedInstancesPolicy?: object;
}

export function targetText({ DesiredConfiguration: wanted }: DescribedRefresh): string {
  const { LaunchTemplate: template, MixedInstancesPolicy: mixed } = (wanted ?? {}) as Wanted;
  if (mixed !== undefined) return "a mixed instances policy";
  if (template === undefined) return groupSourceText(group.value?.settings);
  const name = template.LaunchTemplateName ?? template.LaunchTemplateId;
  return `${name} version ${template.Version ?? "$Default"}`;
}

/** What the group itself launches from. */
export function groupSourceText(settings: LaunchSource | undefined): string {
  if (settings === undefined) return "—";
  const { launchTemplate, launchConfiguration, hasMixedInstancesPolicy } = settings;
  if (hasMixedInstancesPolicy) return "the group's mixed instances policy";
  if (launchTemplate === null) return launchConfiguration ?? "—";
  return `${launchTemplate.name} version ${launchTemplate.version ?? "$Default"}`;
}
