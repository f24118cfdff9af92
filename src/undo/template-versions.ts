/** What EC2 tells of the versions of launch templates, and which of them a configuration means. */
import type {
  DesiredConfiguration,
  LaunchTemplateSpecification,
} from "@aws-sdk/client-auto-scaling";
import { mainTemplate, templatesOf, withTemplates } from "./configuration.ts";

/** A version of a launch template, as DescribeLaunchTemplateVersions tells it. */
export interface TemplateVersion {
  readonly templateId: string;
  readonly templateName: string;
  readonly number: number;
  readonly isDefault: boolean;
  /** In milliseconds since 1970. */
  readonly createdAt: number;
  /** AWS's only place for what a version is; shown as the release (U-002). */
  readonly description?: string;
  readonly imageId?: string;
}

/**
 * The versions of each template that was asked for, by the id or name that was asked; an empty list
 * says that the template was deleted. Undefined when EC2 refused or is not there (U-001).
 */
export type TemplateVersions = ReadonlyMap<string, readonly TemplateVersion[]> | undefined;

/** The id of a template, or its name where no id was given. */
export function keyOf(template: LaunchTemplateSpecification): string {
  return template.LaunchTemplateId ?? template.LaunchTemplateName ?? "";
}

/** When a configuration was valid: at an instant of the past, or as the group has it now. */
export type Moment = { readonly endedAt: number } | "now";

/**
 * The configuration with versions as numbers and templates by id. Undefined when a version cannot
 * be known: `$Latest` by U-005, and `$Default` of the past, of which EC2 keeps no history.
 */
export function numbered(
  configuration: DesiredConfiguration,
  versions: TemplateVersions,
  moment: Moment,
): DesiredConfiguration | undefined {
  let isKnown = true;
  const found = withTemplates(configuration, (template) => {
    const number = numberOf(template, versions, moment);
    isKnown &&= number !== undefined;
    const id = template.LaunchTemplateId ?? versions?.get(keyOf(template))?.[0]?.templateId;
    return { ...template, ...(id && { LaunchTemplateId: id }), Version: number };
  });
  return isKnown ? found : undefined;
}

/** Whether the version is a number, so that it means the same at any time. */
export function isNumber(version: string | undefined): version is string {
  return /^\d+$/.test(version ?? "");
}

function numberOf(
  template: LaunchTemplateSpecification,
  versions: TemplateVersions,
  moment: Moment,
): string | undefined {
  const { Version: version } = template;
  if (isNumber(version)) return version;
  const known = versions?.get(keyOf(template)) ?? [];
  if (version === "$Latest") return latestAt(known, moment);
  if (moment !== "now") return undefined;
  return asText(known.find(({ isDefault }) => isDefault)?.number);
}

/** U-005: unknown if a version that was deleted since may have been the latest then. */
function latestAt(known: readonly TemplateVersion[], moment: Moment): string | undefined {
  const numbers = known.map(({ number }) => number);
  if (moment === "now") return numbers.length === 0 ? undefined : asText(Math.max(...numbers));
  const then = known.filter(({ createdAt }) => createdAt <= moment.endedAt);
  if (then.length === 0) return undefined;
  const latest = Math.max(...then.map(({ number }) => number));
  const isCertain = numbers.includes(latest + 1) || latest === Math.max(...numbers);
  return isCertain ? asText(latest) : undefined;
}

function asText(number: number | undefined): string | undefined {
  return number === undefined ? undefined : String(number);
}

/** The version that a numbered template means; undefined if it was deleted or is not known. */
export function versionOf(
  template: LaunchTemplateSpecification,
  versions: TemplateVersions,
): TemplateVersion | undefined {
  const known = versions?.get(keyOf(template));
  return known?.find(({ number }) => String(number) === template.Version);
}

/** The description of the main template's version. */
export function releaseOf(
  configuration: DesiredConfiguration,
  versions: TemplateVersions,
): string | undefined {
  const main = mainTemplate(configuration);
  return main && versionOf(main, versions)?.description;
}

/** The first template of a numbered configuration whose version EC2 does not have any more. */
export function goneTemplate(
  configuration: DesiredConfiguration,
  versions: TemplateVersions,
): LaunchTemplateSpecification | undefined {
  if (versions === undefined) return undefined;
  return templatesOf(configuration).find(
    (template) =>
      versions.has(keyOf(template)) &&
      isNumber(template.Version) &&
      versionOf(template, versions) === undefined,
  );
}
