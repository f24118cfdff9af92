/** ModifyLaunchTemplate: another default version (G-145). */
import { ec2Error } from "../../../model/faults.ts";
import { defineAction } from "../../action.ts";
import { repeatedUse, tokenUsed } from "../../client-tokens.ts";
import { answerDryRun } from "../dry-run.ts";
import { presentTemplate, selectedTemplate, selectedVersion } from "../launch-templates.ts";

export const modifyLaunchTemplate = defineAction(
  "ec2",
  "ModifyLaunchTemplate",
  (input, context) => {
    answerDryRun(input);
    const template = selectedTemplate(input, context.region);
    const call = { operation: "ModifyLaunchTemplate", input } as const;
    const repeated = repeatedUse(call, context);
    if (input.DefaultVersion === undefined) {
      const message =
        "A launch template version must be specified to set the new default version for the " +
        `template with ID ${template.id}.`;
      throw ec2Error("MissingParameter", message);
    }
    const number =
      repeated?.versionNumber ?? selectedVersion(template, input.DefaultVersion).number;
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
