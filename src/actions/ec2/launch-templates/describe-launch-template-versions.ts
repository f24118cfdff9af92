/**
 * DescribeLaunchTemplateVersions: versions of one template, newest first, or `$Latest` of all
 * (G-144).
 */
import { ec2Texts } from "../../../domain/launch-settings.ts";
import {
  isMovingVersion,
  type LaunchTemplate,
  type LaunchTemplateVersion,
} from "../../../domain/launch-template.ts";
import type { Region } from "../../../domain/world.ts";
import { ec2Error } from "../../../model/faults.ts";
import type { Input } from "../../../model/operations.ts";
import { defineAction } from "../../action.ts";
import { answerDryRun } from "../dry-run.ts";
import { type FilterReaders, filtered } from "../filters.ts";
import {
  checkVersionText,
  presentVersion,
  selectedTemplate,
  selectedVersion,
} from "../launch-templates.ts";
import { creationKey, ec2Page } from "../page.ts";
import { shownReaders } from "../shown-filters.ts";
import { ec2Time } from "../time.ts";

type Request = Input<"ec2", "DescribeLaunchTemplateVersions">;

interface Row {
  readonly template: LaunchTemplate;
  readonly version: LaunchTemplateVersion;
  /** Distinguishes repeated requests for the same version. */
  readonly place: number;
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
  checkSelection(request);
  const isOfOne =
    request.LaunchTemplateId !== undefined || request.LaunchTemplateName !== undefined;
  if (isOfOne) return rowsOf(selectedTemplate(request, region), request);
  return [...region.launchTemplates.values()].flatMap((template) => rowsOf(template, request));
}

/** Checks which members may be combined: G-231, G-232 and G-234. */
function checkSelection(request: Request): void {
  const { Versions: versions = [], MinVersion, MaxVersion } = request;
  const isOfOne =
    request.LaunchTemplateId !== undefined || request.LaunchTemplateName !== undefined;
  if (!isOfOne && versions.length === 0) {
    throw ec2Error("MissingParameter", ec2Texts.wayToSelectVersions);
  }
  for (const version of versions) checkVersionText(version);
  if (!isOfOne && !versions.every((version) => isMovingVersion(version))) {
    throw ec2Error("InvalidParameterValue", ec2Texts.wayToSelectVersions);
  }
  const bound = MinVersion !== undefined ? "Minimum" : MaxVersion !== undefined ? "Maximum" : "";
  if (versions.length === 0 || bound === "") return;
  const message = `${bound} version filter is not applicable when given a list of versions.`;
  throw ec2Error("InvalidParameterCombination", message);
}

/** One row each time a version was requested, by number or alias (G-298). */
function rowsOf(template: LaunchTemplate, request: Request): readonly Row[] {
  const named = request.Versions ?? [];
  const versions =
    named.length === 0
      ? [...template.versions.values()]
      : named.map((version) => selectedVersion(template, version));
  const lowest = bound(template, request.MinVersion) ?? 1;
  const highest = bound(template, request.MaxVersion) ?? Number.POSITIVE_INFINITY;
  return versions
    .filter(({ number }) => number >= lowest && number <= highest)
    .map((version, place) => ({ template, version, place }));
}

/** A sort key that puts a template's highest version first. */
function newestFirst({ template, version, place }: Row): string {
  const fromTheEnd = Number.MAX_SAFE_INTEGER - version.number;
  const key = `${creationKey(template.createdAt, template.id)}/${fromTheEnd}`;
  return `${key}/${String(place).padStart(5, "0")}`;
}

/** A bound given as a number need not exist. */
function bound(template: LaunchTemplate, version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  checkVersionText(version);
  return isMovingVersion(version) ? selectedVersion(template, version).number : Number(version);
}

const readers: FilterReaders<Row> = {
  "create-time": ({ version }) => [ec2Time(version.createdAt).toISOString()],
  "is-default-version": ({ template, version }) => [
    String(version.number === template.defaultVersion),
  ],
  ...shownReaders(
    {
      "image-id": "ImageId",
      "instance-type": "InstanceType",
      "kernel-id": "KernelId",
      "ram-disk-id": "RamDiskId",
      "ebs-optimized": "EbsOptimized",
      "iam-instance-profile": "IamInstanceProfile.Arn",
      "http-endpoint": "MetadataOptions.HttpEndpoint",
      "http-protocol-ipv4": "MetadataOptions.HttpProtocolIpv4",
      "http-tokens": "MetadataOptions.HttpTokens",
      "host-resource-group-arn": "Placement.HostResourceGroupArn",
      "license-configuration-arn": "LicenseSpecifications.LicenseConfigurationArn",
      "network-card-index": "NetworkInterfaces.NetworkCardIndex",
    },
    ({ version }: Row) => version.data,
  ),
};
