/** DescribeLaunchTemplateVersions: of one template, newest first, or `$Latest` of all (G-144). */
import type {
  LaunchTemplate,
  LaunchTemplateContents,
  LaunchTemplateVersion,
} from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered } from "../filters.ts";
import { presentVersion, selectedTemplate, selectedVersion } from "../launch-templates.ts";
import { creationKey, ec2Page } from "../page.ts";
import { ec2Time } from "../time.ts";

type Request = Input<"ec2", "DescribeLaunchTemplateVersions">;

interface Row {
  readonly template: LaunchTemplate;
  readonly version: LaunchTemplateVersion;
}

export const describeLaunchTemplateVersions = defineAction(
  "ec2",
  "DescribeLaunchTemplateVersions",
  (input, { region }) => {
    answerDryRun(input);
    const rows = filtered(selectedRows(input, region), input.Filters, readers);
    const { items, nextToken } = ec2Page(rows, input, {
      region,
      operation: "DescribeLaunchTemplateVersions",
      smallest: 1,
      largest: 200,
      keyOf: newestFirst,
    });
    const resolvedIn = input.ResolveAlias === true ? region : undefined;
    const versions = items.map(({ template, version }) =>
      presentVersion(template, version, resolvedIn),
    );
    return { output: { LaunchTemplateVersions: versions, NextToken: nextToken } };
  },
);

function selectedRows(request: Request, region: Region): readonly Row[] {
  const versions = request.Versions ?? [];
  const isOfAll =
    request.LaunchTemplateId === undefined &&
    request.LaunchTemplateName === undefined &&
    versions.length > 0 &&
    versions.every((version) => version === "$Latest" || version === "$Default");
  if (!isOfAll) return rowsOf(selectedTemplate(request, region), request);
  return [...region.launchTemplates.values()].flatMap((template) => rowsOf(template, request));
}

function rowsOf(template: LaunchTemplate, request: Request): readonly Row[] {
  const named = request.Versions ?? [];
  const versions =
    named.length === 0
      ? [...template.versions.values()]
      : named.map((version) => selectedVersion(template, version));
  const lowest = bound(template, request.MinVersion) ?? 1;
  const highest = bound(template, request.MaxVersion) ?? Number.POSITIVE_INFINITY;
  return [...new Set(versions)]
    .filter(({ number }) => number >= lowest && number <= highest)
    .map((version) => ({ template, version }));
}

/** A key under which the versions of a template go from the highest number down. */
function newestFirst({ template, version }: Row): string {
  const fromTheEnd = Number.MAX_SAFE_INTEGER - version.number;
  return `${creationKey(template.createdAt, template.id)}/${fromTheEnd}`;
}

/** A bound in digits may name a number that is not there. */
function bound(template: LaunchTemplate, version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  return /^\d+$/.test(version) ? Number(version) : selectedVersion(template, version).number;
}

const readers: FilterReaders<Row> = {
  "create-time": ({ version }) => [ec2Time(version.createdAt).toISOString()],
  "is-default-version": ({ template, version }) => [
    String(version.number === template.defaultVersion),
  ],
  "image-id": ({ version }) => textAt(version.data, ["ImageId"]),
  "instance-type": ({ version }) => textAt(version.data, ["InstanceType"]),
  "kernel-id": ({ version }) => textAt(version.data, ["KernelId"]),
  "ram-disk-id": ({ version }) => textAt(version.data, ["RamDiskId"]),
  "ebs-optimized": ({ version }) => textAt(version.data, ["EbsOptimized"]),
  "iam-instance-profile": ({ version }) => textAt(version.data, ["IamInstanceProfile", "Arn"]),
  "http-endpoint": ({ version }) => textAt(version.data, ["MetadataOptions", "HttpEndpoint"]),
  "http-tokens": ({ version }) => textAt(version.data, ["MetadataOptions", "HttpTokens"]),
};

/** The text of the member at this place; nothing when it is not set. */
function textAt(data: LaunchTemplateContents, path: readonly string[]): readonly string[] {
  const value = path.reduce<unknown>((at, member) => memberOf(at, member), data);
  return value === undefined ? [] : [String(value)];
}

function memberOf(value: unknown, member: string): unknown {
  const isStructure = value !== null && typeof value === "object";
  return isStructure ? (value as Record<string, unknown>)[member] : undefined;
}
