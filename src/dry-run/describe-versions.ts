/** What launch templates launch, by EC2's DescribeLaunchTemplateVersions. */
import type { QueryCall } from "../undo/query-call.ts";
import { listOf, membersOf, numbered, textOf } from "./members.ts";

const ec2 = { signingName: "ec2", host: "ec2", version: "2016-11-15" };

/** A template's id or its name. */
export type TemplateKey = { readonly id: string } | { readonly name: string };

/** Of a version's contents only what a plan needs; user data, keys and tags are not kept. */
export interface VersionReading {
  readonly templateId: string;
  readonly templateName: string;
  readonly number: number;
  readonly isDefault: boolean;
  readonly imageId: string | undefined;
  readonly instanceType: string | undefined;
}

export async function describeVersions(
  query: QueryCall,
  template: TemplateKey,
  numbers: readonly string[],
): Promise<readonly VersionReading[]> {
  const which =
    "id" in template ? { LaunchTemplateId: template.id } : { LaunchTemplateName: template.name };
  const answer = await query(ec2, "DescribeLaunchTemplateVersions", {
    ...which,
    ...numbered("LaunchTemplateVersion", numbers),
  });
  return listOf(answer.launchTemplateVersionSet).map(readVersion);
}

function readVersion(item: unknown): VersionReading {
  const { launchTemplateId, launchTemplateName, versionNumber, ...version } = membersOf(item);
  const { imageId, instanceType } = membersOf(version.launchTemplateData);
  return {
    templateId: String(launchTemplateId),
    templateName: String(launchTemplateName),
    number: Number(versionNumber),
    isDefault: version.defaultVersion === "true",
    imageId: textOf(imageId),
    instanceType: textOf(instanceType),
  };
}
