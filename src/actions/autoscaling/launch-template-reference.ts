/** Resolves a caller's reference to a launch template version, and shows it. */
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
 * The reference completed with id and name (G-034). Refuses an unknown template or version (G-025,
 * R-051), a malformed version (G-231), and a reference with both names or none (G-027, R-050).
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

/** EC2's refusal of a launch, as Auto Scaling passes it on (G-026). */
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
