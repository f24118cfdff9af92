/** Decides which launch template and version a caller's reference means, and shows it again. */
import { ec2Texts } from "../../domain/launch-settings.ts";
import {
  isVersionText,
  type LaunchTemplate,
  type LaunchTemplateSpecification,
  resolveVersion,
} from "../../domain/launch-template.ts";
import { inferredTexts } from "../../domain/texts/inferred-texts.ts";
import { launchTemplateNamed, type Region } from "../../domain/world.ts";
import { type ServiceError, validationError } from "../../model/faults.ts";
import type { Input } from "../../model/operations.ts";

/** AWS's LaunchTemplateSpecification, as requests and answers carry it. */
export type LaunchTemplateReference = NonNullable<
  Input<"autoscaling", "CreateAutoScalingGroup">["LaunchTemplate"]
>;

/**
 * The reference with id and name both known (G-034). Refuses a template or version that does not
 * exist (G-025, R-051), a version that is none (G-231), and a reference by both names or by none
 * (G-027, R-050).
 */
export function readLaunchTemplateSpecification(
  reference: LaunchTemplateReference,
  region: Region,
): LaunchTemplateSpecification {
  const template = referencedTemplate(reference, region);
  const { id, name } = template;
  const { Version: version } = reference;
  if (version === undefined) return { id, name };
  if (!isVersionText(version)) throw validationError(ec2Texts.noVersionText);
  if (resolveVersion(template, version) === undefined) {
    throw validationError(ec2Texts.versionMissing({ id, version }));
  }
  return { id, name, version };
}

export function presentLaunchTemplateSpecification(
  specification: LaunchTemplateSpecification,
): LaunchTemplateReference {
  return {
    LaunchTemplateId: specification.id,
    LaunchTemplateName: specification.name,
    Version: specification.version,
  };
}

/** What EC2 says against a launch, as Auto Scaling passes it on (G-026). */
export function launchRefused(text: string): ServiceError {
  return validationError(`You must use a valid fully-formed launch template. ${text}`);
}

function referencedTemplate(reference: LaunchTemplateReference, region: Region): LaunchTemplate {
  const { LaunchTemplateId: id, LaunchTemplateName: name } = reference;
  if ((id === undefined) === (name === undefined)) {
    throw validationError(
      "Valid requests must contain either launchTemplateId or LaunchTemplateName",
    );
  }
  const template =
    id === undefined ? launchTemplateNamed(region, name ?? "") : region.launchTemplates.get(id);
  if (template !== undefined) return template;
  throw launchRefused(
    id === undefined ? inferredTexts.noTemplateNamed(name ?? "") : ec2Texts.templateMissing(id),
  );
}
