/** Finds the launch template and version of an EC2 call, and shows them. */
import { ec2Texts } from "../../domain/launch-settings.ts";
import {
  isVersionText,
  type LaunchTemplate,
  type LaunchTemplateVersion,
  latestNumber,
  resolveVersion,
} from "../../domain/launch-template.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { launchTemplateNamed, type Region } from "../../domain/world.ts";
import { ec2Error } from "../../model/faults.ts";
import type { Output } from "../../model/operations.ts";
import { presentContents } from "./launch-template-contents.ts";
import { presentTags } from "./tags.ts";
import { ec2Time } from "./time.ts";
import { unmanaged } from "./unmanaged.ts";

export type LaunchTemplateAnswer = NonNullable<
  Output<"ec2", "CreateLaunchTemplate">["LaunchTemplate"]
>;
type VersionAnswer = NonNullable<
  Output<"ec2", "CreateLaunchTemplateVersion">["LaunchTemplateVersion"]
>;

interface TemplateSelector {
  readonly LaunchTemplateId?: string | undefined;
  readonly LaunchTemplateName?: string | undefined;
}

/** The template that a call names by id or name (G-133, G-136, G-139). */
export function selectedTemplate(selector: TemplateSelector, region: Region): LaunchTemplate {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = selector;
  if (id !== undefined && name !== undefined) {
    const message =
      "Either provide launch template ID or launch template name to modify the template.";
    throw ec2Error("InvalidParameterCombination", message);
  }
  if (id !== undefined) return templateWithId(id, region);
  if (name === undefined) {
    throw ec2Error("MissingParameter", inferredTexts.noTemplateSelector);
  }
  const template = launchTemplateNamed(region, name);
  if (template !== undefined) return template;
  const message = inferredTexts.noTemplateNamed(name);
  throw ec2Error("InvalidLaunchTemplateName.NotFoundException", message);
}

function templateWithId(id: string, region: Region): LaunchTemplate {
  checkTemplateIds([id]);
  const template = region.launchTemplates.get(id);
  if (template !== undefined) return template;
  throw ec2Error("InvalidLaunchTemplateId.NotFound", ec2Texts.templateMissing(id));
}

/** Refuses malformed ids (G-136). */
export function checkTemplateIds(ids: readonly string[]): void {
  const malformed = ids.filter((id) => !/^lt-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id));
  if (malformed.length === 0) return;
  const message = `The following launch template ids are malformed: ${malformed.join(", ")}`;
  throw ec2Error("InvalidLaunchTemplateId.Malformed", message);
}

/** The version that a number as text, `$Latest` or `$Default` means (G-137, G-231). */
export function selectedVersion(template: LaunchTemplate, version: string): LaunchTemplateVersion {
  checkVersionText(version);
  const number = resolveVersion(template, version);
  const found = number === undefined ? undefined : template.versions.get(number);
  if (found !== undefined) return found;
  const message = ec2Texts.versionMissing({ id: template.id, version });
  throw ec2Error("InvalidLaunchTemplateId.VersionNotFound", message);
}

/** Refuses malformed versions (G-231). */
export function checkVersionText(version: string): void {
  if (isVersionText(version)) return;
  throw ec2Error("InvalidParameterValue", ec2Texts.noVersionText);
}

export function presentTemplate(template: LaunchTemplate): LaunchTemplateAnswer {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    CreateTime: ec2Time(template.createdAt),
    CreatedBy: template.createdBy,
    DefaultVersionNumber: template.defaultVersion,
    LatestVersionNumber: latestNumber(template),
    Tags: presentTags(template.tags),
    Operator: unmanaged,
  };
}

/** A version as EC2 shows it; with `resolvedIn` the image is an AMI, not an SSM path. */
export function presentVersion(
  template: Pick<LaunchTemplate, "id" | "name" | "defaultVersion">,
  version: LaunchTemplateVersion,
  resolvedIn?: Region,
): VersionAnswer {
  return {
    LaunchTemplateId: template.id,
    LaunchTemplateName: template.name,
    VersionNumber: version.number,
    VersionDescription: version.description,
    CreateTime: ec2Time(version.createdAt),
    CreatedBy: version.createdBy,
    DefaultVersion: version.number === template.defaultVersion,
    LaunchTemplateData: presentContents(version.data, resolvedIn),
    Operator: unmanaged,
  };
}
