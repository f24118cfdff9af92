/** CreateLaunchTemplate: creates a template with version 1 as default (G-138, G-140 to G-142). */

import { present } from "../../../domain/assert.ts";
import type { NewLaunchTemplate } from "../../../domain/changes/change.ts";
import type { Instant } from "../../../domain/time.ts";
import { launchTemplateNamed, type Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input, Output } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { creatorIn } from "../../caller.ts";
import { repeatedUse, tokenUsed } from "../../client-tokens.ts";
import { answerDryRun } from "../dry-run.ts";
import { newContents, warningAbout } from "../launch-template-contents.ts";
import { presentTemplate } from "../launch-templates.ts";
import { specifiedTags } from "../tags.ts";

type Request = Input<"ec2", "CreateLaunchTemplate">;

export const createLaunchTemplate = defineAction(
  "ec2",
  "CreateLaunchTemplate",
  (input, context) => {
    const { region, identifiers, now } = context;
    answerDryRun(input);
    const call = { operation: "CreateLaunchTemplate", input } as const;
    const repeated = repeatedUse(call, context, ({ templateId }) => isAsMade(templateId, region));
    if (repeated !== undefined) {
      const { templateId, usedAt } = repeated;
      const template = newTemplate(input, region, { id: () => templateId, at: usedAt });
      return { output: answer(template, region) };
    }
    if (launchTemplateNamed(region, present(input.LaunchTemplateName, "name")) !== undefined) {
      const message = "Launch template name already in use.";
      throw ec2Error("InvalidLaunchTemplateName.AlreadyExistsException", message);
    }
    const id = () => identifiers.launchTemplateId();
    const template = newTemplate(input, region, { id, at: now });
    const about = { templateId: template.id, versionNumber: 1 };
    return {
      output: answer(template, region),
      changes: [{ type: "LaunchTemplateCreated", template }, ...tokenUsed(call, context, about)],
    };
  },
);

/** Whether it still exists with version 1 only (G-240). */
function isAsMade(templateId: string, region: Region): boolean {
  return region.launchTemplates.get(templateId)?.latestVersion === 1;
}

/** The requested template; `id` is drawn only for a valid request. */
function newTemplate(
  request: Request,
  region: Region,
  { id, at }: { readonly id: () => string; readonly at: Instant },
): NewLaunchTemplate {
  const data = newContents(request.LaunchTemplateData, undefined);
  const tags = specifiedTags(request.TagSpecifications, "launch-template");
  const origin = { createdAt: at, createdBy: creatorIn(region) };
  const description = request.VersionDescription;
  return {
    id: id(),
    name: present(request.LaunchTemplateName, "name"),
    ...origin,
    defaultVersion: 1,
    latestVersion: 1,
    tags,
    versions: [{ number: 1, ...(description && { description }), ...origin, data }],
  };
}

function answer(
  template: NewLaunchTemplate,
  region: Region,
): Output<"ec2", "CreateLaunchTemplate"> {
  const [first] = template.versions;
  const versions = new Map(template.versions.map((version) => [version.number, version]));
  return {
    LaunchTemplate: presentTemplate({ ...template, versions }),
    Warning: warningAbout(present(first, "version 1").data, region),
  };
}
