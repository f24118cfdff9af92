/** What EC2 tells undo: the versions of launch templates, and images that do not exist. */
import type { LaunchTemplateSpecification } from "@aws-sdk/client-auto-scaling";
import { type QueryCall, QueryError, type QueryService } from "./query-call.ts";
import { keyOf, type TemplateVersion, type TemplateVersions } from "./template-versions.ts";

const ec2: QueryService = { signingName: "ec2", host: "ec2", version: "2016-11-15" };

/** The versions, or why EC2 did not tell them. */
export interface ToldVersions {
  readonly versions: TemplateVersions;
  readonly problem?: string;
}

/** Asks for all versions of each template once. */
export async function describeVersions(
  query: QueryCall,
  templates: readonly LaunchTemplateSpecification[],
): Promise<ToldVersions> {
  const byKey = new Map(templates.map((template) => [keyOf(template), template]));
  const versions = new Map<string, readonly TemplateVersion[]>();
  try {
    for (const [key, template] of byKey) {
      const found = await versionsOf(query, template);
      versions.set(key, found);
      for (const { templateId, templateName } of found.slice(0, 1)) {
        versions.set(templateId, found);
        versions.set(templateName, found);
      }
    }
    return { versions };
  } catch (error) {
    return { versions: undefined, problem: error instanceof Error ? error.message : "no answer" };
  }
}

async function versionsOf(
  query: QueryCall,
  { LaunchTemplateId: id, LaunchTemplateName: name = "" }: LaunchTemplateSpecification,
): Promise<readonly TemplateVersion[]> {
  const which = id === undefined ? { LaunchTemplateName: name } : { LaunchTemplateId: id };
  const found: TemplateVersion[] = [];
  let token: string | undefined;
  try {
    do {
      const members = { ...which, MaxResults: "200", ...(token && { NextToken: token }) };
      const answer = await query(ec2, "DescribeLaunchTemplateVersions", members);
      found.push(...itemsOf(answer.launchTemplateVersionSet).map(readVersion));
      token = textOf(answer.nextToken);
    } while (token !== undefined);
    return found;
  } catch (error) {
    if (error instanceof QueryError && /^InvalidLaunchTemplate/.test(error.code)) return [];
    throw error;
  }
}

function readVersion(item: Item): TemplateVersion {
  const description = textOf(item.versionDescription);
  const imageId = textOf(Object(item.launchTemplateData).imageId);
  return {
    templateId: textOf(item.launchTemplateId) ?? "",
    templateName: textOf(item.launchTemplateName) ?? "",
    number: Number(item.versionNumber),
    isDefault: item.defaultVersion === "true",
    createdAt: Date.parse(textOf(item.createTime) ?? ""),
    ...(description !== undefined && { description }),
    ...(imageId !== undefined && { imageId }),
  };
}

/** AWS names the images that it does not know in its refusal. */
export async function unknownImages(
  query: QueryCall,
  ids: readonly string[],
): Promise<readonly string[]> {
  const plain = ids.filter((id) => /^ami-/.test(id));
  if (plain.length === 0) return [];
  const named = plain.map((id, nth) => [`ImageId.${nth + 1}`, id] as const);
  try {
    await query(ec2, "DescribeImages", Object.fromEntries(named));
    return [];
  } catch (error) {
    const isUnknown = error instanceof QueryError && error.code.startsWith("InvalidAMIID");
    return isUnknown ? plain.filter((id) => error.message.includes(id)) : [];
  }
}

type Item = Readonly<Record<string, unknown>>;

function itemsOf(list: unknown): readonly Item[] {
  const { item = [] } = Object(list) as { item?: readonly Item[] };
  return item;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
