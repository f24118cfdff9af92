/** ModifyLaunchTemplate: changes the default version (G-145). */
import { type LaunchTemplate, resolveVersion } from "../../../domain/launch-template.ts";
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { repeatedUse, tokenUsed } from "../../client-tokens.ts";
import { answerDryRun } from "../dry-run.ts";
import { checkVersionText, presentTemplate, selectedTemplate } from "../launch-templates.ts";

export const modifyLaunchTemplate = defineAction(
  "ec2",
  "ModifyLaunchTemplate",
  (input, context) => {
    answerDryRun(input);
    const template = selectedTemplate(input, context.region);
    const call = { operation: "ModifyLaunchTemplate", input } as const;
    const repeated = repeatedUse(call, context, ({ versionNumber }) => {
      return template.defaultVersion === versionNumber;
    });
    if (input.DefaultVersion === undefined) {
      const message =
        "A launch template version must be specified to set the new default version for the " +
        `template with ID ${template.id}.`;
      throw ec2Error("MissingParameter", message);
    }
    const number = repeated?.versionNumber ?? existingNumber(template, input.DefaultVersion);
    // AWS's answer has no tags and a creation time of 1970; a describe shows the true ones (G-145).
    const shown = { ...presentTemplate(template), CreateTime: new Date(0), Tags: undefined };
    const output = { LaunchTemplate: { ...shown, DefaultVersionNumber: number } };
    if (repeated !== undefined) return { output };
    const about = { templateId: template.id, versionNumber: number };
    return {
      output,
      changes: [
        { type: "DefaultVersionSet", templateId: template.id, number },
        ...tokenUsed(call, context, about),
      ],
    };
  },
);

/** This operation has its own refusal of an unknown version (G-233). */
function existingNumber(template: LaunchTemplate, version: string): number {
  checkVersionText(version);
  const number = resolveVersion(template, version);
  if (number !== undefined) return number;
  const wanted = `launch template version ${version}`;
  const message = `The ${wanted} is not found for the specified launch template.`;
  throw ec2Error("InvalidLaunchTemplateId.VersionNotFound", message);
}
