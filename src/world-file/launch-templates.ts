/** Turns the launch templates of a world file into changes, and into records of their region. */
import { present } from "../domain/assert.ts";
import type { Change, NewLaunchTemplate } from "../domain/changes/change.ts";
import { hour, type Instant } from "../domain/time.ts";
import { emptyRegion, type Region } from "../domain/world.ts";
import type { RegionInFile } from "./schema.ts";

type TemplateInFile = RegionInFile["launchTemplates"][number];

/** The age of what the file gives no age: that of the oldest possible group. */
export const age = 42 * 24 * hour;

/** The numbers of its versions, ascending. */
export function numbersOf({ versions }: Pick<TemplateInFile, "versions">): readonly number[] {
  let last = 0;
  return versions.map(({ number = last + 1 }) => {
    last = number;
    return number;
  });
}

export function newTemplate(
  template: TemplateInFile,
  { account }: Pick<Region, "account">,
  { id, now }: { readonly id: string; readonly now: Instant },
): NewLaunchTemplate {
  const createdBy = `arn:aws:iam::${account}:root`;
  const numbers = numbersOf(template);
  return {
    id,
    name: template.name,
    createdAt: now - age,
    createdBy,
    defaultVersion: template.defaultVersion,
    latestVersion: present(numbers.at(-1), "a version"),
    tags: template.tags,
    versions: template.versions.map(({ description, createdHoursAgo, data }, nth) => ({
      number: present(numbers[nth], "its number"),
      ...(description === undefined ? {} : { description }),
      createdAt: createdHoursAgo === undefined ? now - age : now - createdHoursAgo * hour,
      createdBy,
      data,
    })),
  };
}

/** Puts the template with all its versions, also those that are deleted later, into the region. */
export function keepTemplate(template: NewLaunchTemplate, region: Region): void {
  const versions = new Map(template.versions.map((version) => [version.number, version]));
  region.launchTemplates.set(template.id, { ...template, versions });
}

export function deletions(
  templateId: string,
  { deletedVersions = [] }: Partial<TemplateInFile> = {},
): readonly Change[] {
  return deletedVersions.map(
    (number): Change => ({
      type: "LaunchTemplateVersionDeleted",
      templateId,
      number,
    }),
  );
}

/** A region that has the file's templates only, to check what refers to them. */
export function regionOfTemplates({
  account,
  region: name,
  launchTemplates,
}: RegionInFile): Region {
  const region = emptyRegion(account, name);
  for (const [nth, template] of launchTemplates.entries()) {
    keepTemplate(newTemplate(template, region, { id: template.id ?? `lt-${nth}`, now: 0 }), region);
  }
  return region;
}
