/** DescribeLaunchTemplates: all templates, or the named ones, which must exist (G-134 to G-136). */
import type { LaunchTemplate } from "../../../domain/launch-template.ts";
import { launchTemplateNamed, type Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { filtered, tagReaders } from "../filters.ts";
import { checkTemplateIds, presentTemplate } from "../launch-templates.ts";
import { creationKey, ec2Page } from "../page.ts";
import { ec2Time } from "../time.ts";

export const describeLaunchTemplates = defineAction(
  "ec2",
  "DescribeLaunchTemplates",
  (input, { region }) => {
    answerDryRun(input);
    const templates = filtered(selectedTemplates(input, region), input.Filters, {
      "create-time": ({ createdAt }) => [ec2Time(createdAt).toISOString()],
      "launch-template-name": ({ name }) => [name],
      ...tagReaders(input.Filters, ({ tags }: LaunchTemplate) => tags),
    });
    const { items, nextToken } = ec2Page(templates, input, {
      region,
      operation: "DescribeLaunchTemplates",
      smallest: 1,
      largest: 200,
      keyOf: ({ createdAt, id }) => creationKey(createdAt, id),
    });
    return { output: { LaunchTemplates: items.map(presentTemplate), NextToken: nextToken } };
  },
);

function selectedTemplates(
  { LaunchTemplateIds: ids, LaunchTemplateNames: names }: Input<"ec2", "DescribeLaunchTemplates">,
  region: Region,
): readonly LaunchTemplate[] {
  if (!ids?.length && !names?.length) return [...region.launchTemplates.values()];
  checkTemplateIds(ids ?? []);
  const byId = (ids ?? []).map((id) => region.launchTemplates.get(id));
  const byName = (names ?? []).map((name) => launchTemplateNamed(region, name));
  return [
    ...existing(byId, "InvalidLaunchTemplateId.NotFound"),
    ...existing(byName, "InvalidLaunchTemplateName.NotFoundException"),
  ];
}

function existing(
  templates: readonly (LaunchTemplate | undefined)[],
  code: string,
): readonly LaunchTemplate[] {
  const found = templates.filter((template) => template !== undefined);
  if (found.length === templates.length) return found;
  const message = "At least one of the launch templates specified in the request does not exist.";
  throw ec2Error(code, message);
}
