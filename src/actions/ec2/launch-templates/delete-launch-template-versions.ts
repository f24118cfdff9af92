/**
 * DeleteLaunchTemplateVersions: deletes versions other than the default; lists unknown numbers
 * separately (G-145).
 */
import { ec2Texts } from "../../../domain/launch-settings.ts";
import {
  isMovingVersion,
  type LaunchTemplate,
  resolveVersion,
} from "../../../domain/launch-template.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { selectedTemplate } from "../launch-templates.ts";

export const deleteLaunchTemplateVersions = defineAction(
  "ec2",
  "DeleteLaunchTemplateVersions",
  (input, { region }) => {
    answerDryRun(input);
    const template = selectedTemplate(input, region);
    const asked = (input.Versions ?? []).map((version) => numberOf(version, template));
    const numbers = [...new Set(asked)];
    if (numbers.includes(template.defaultVersion)) {
      const message =
        "The default version cannot be deleted. Either specify another version as default or " +
        "delete the launch template.";
      throw ec2Error("InvalidParameterValue", message);
    }
    const known = numbers.filter((number) => template.versions.has(number));
    const unknown = numbers.filter((number) => !template.versions.has(number));
    return {
      output: {
        SuccessfullyDeletedLaunchTemplateVersions: known.map((number) => named(template, number)),
        UnsuccessfullyDeletedLaunchTemplateVersions: unknown.map((number) =>
          refused(template, number),
        ),
      },
      changes: known.map((number) => ({
        type: "LaunchTemplateVersionDeleted",
        templateId: template.id,
        number,
      })),
    };
  },
);

/** The number in a text, even of an unknown version, or the meaning of an alias (G-240). */
function numberOf(version: string, template: LaunchTemplate): number {
  const aliased = isMovingVersion(version) ? resolveVersion(template, version) : undefined;
  if (aliased !== undefined) return aliased;
  if (/^[1-9]\d{0,8}$/.test(version)) return Number(version);
  throw ec2Error("InvalidParameterValue", `Invalid value for version: ${version}`);
}

function named({ id, name }: LaunchTemplate, number: number) {
  return { LaunchTemplateId: id, LaunchTemplateName: name, VersionNumber: number };
}

function refused(template: LaunchTemplate, number: number) {
  const Message = ec2Texts.versionMissing({ id: template.id, version: String(number) });
  const Code = "launchTemplateVersionDoesNotExist" as const;
  return { ...named(template, number), ResponseError: { Code, Message } };
}
