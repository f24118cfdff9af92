/**
 * CreateLaunchTemplateVersion: adds the next version, possibly based on a source version (G-143).
 */
import type { LaunchTemplate, LaunchTemplateVersion } from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { type ActionContext, defineAction } from "../../action.ts";
import { creatorIn } from "../../caller.ts";
import { repeatedUse, tokenUsed } from "../../client-tokens.ts";
import { answerDryRun } from "../dry-run.ts";
import { newContents, warningAbout } from "../launch-template-contents.ts";
import { presentVersion, selectedTemplate, selectedVersion } from "../launch-templates.ts";

type Request = Input<"ec2", "CreateLaunchTemplateVersion">;

export const createLaunchTemplateVersion = defineAction(
  "ec2",
  "CreateLaunchTemplateVersion",
  (input, context) => {
    answerDryRun(input);
    const template = selectedTemplate(input, context.region);
    const call = { operation: "CreateLaunchTemplateVersion", input } as const;
    const repeated = repeatedUse(call, context, ({ templateId, versionNumber }) => {
      return templateId === template.id && template.versions.has(versionNumber);
    });
    if (repeated !== undefined) {
      const version = selectedVersion(template, String(repeated.versionNumber));
      return { output: answer(template, version, input, context.region) };
    }
    const version = newVersion(input, template, context);
    const about = { templateId: template.id, versionNumber: version.number };
    return {
      output: answer(template, version, input, context.region),
      changes: [
        { type: "LaunchTemplateVersionCreated", templateId: template.id, version },
        ...tokenUsed(call, context, about),
      ],
    };
  },
);

function newVersion(
  request: Request,
  template: LaunchTemplate,
  { region, now }: ActionContext,
): LaunchTemplateVersion {
  const { SourceVersion: source, VersionDescription: description } = request;
  const base = source === undefined ? undefined : selectedVersion(template, source);
  return {
    number: template.latestVersion + 1,
    ...(description && { description }),
    createdAt: now,
    createdBy: creatorIn(region),
    data: newContents(request.LaunchTemplateData, base?.data),
  };
}

function answer(
  template: LaunchTemplate,
  version: LaunchTemplateVersion,
  { ResolveAlias }: Request,
  region: Region,
): Output<"ec2", "CreateLaunchTemplateVersion"> {
  const resolvedIn = ResolveAlias === true ? region : undefined;
  return {
    LaunchTemplateVersion: presentVersion(template, version, resolvedIn),
    Warning: warningAbout(version.data, region),
  };
}
