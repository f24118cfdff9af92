/**
 * DeleteLaunchTemplate: deletes a template with all versions, even while a group uses it (G-133,
 * G-239).
 */
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { presentTemplate, selectedTemplate } from "../launch-templates.ts";

export const deleteLaunchTemplate = defineAction(
  "ec2",
  "DeleteLaunchTemplate",
  (input, { region }) => {
    answerDryRun(input);
    const template = selectedTemplate(input, region);
    return {
      output: { LaunchTemplate: { ...presentTemplate(template), Tags: undefined } },
      changes: [{ type: "LaunchTemplateDeleted", templateId: template.id }],
    };
  },
);
