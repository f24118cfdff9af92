/** Launch templates, their versions, launch configurations and what they resolve to. */
import type { Instant } from "./time.ts";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface LaunchTemplate {
  readonly id: string;
  name: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  defaultVersion: number;
  /** The last number assigned; see latestNumber() for the meaning of `$Latest`. */
  latestVersion: number;
  tags: Tag[];
  /** By version number, ascending; numbers are not reused (G-142). */
  readonly versions: Map<number, LaunchTemplateVersion>;
  /** A copy of another emulator's template, with only the versions that were asked for. */
  readonly isMirrored?: true;
}

export interface LaunchTemplateVersion {
  readonly number: number;
  readonly description?: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /**
   * RequestLaunchTemplateData in AWS's own shape: stored and answered whole, mostly without effect.
   */
  readonly data: LaunchTemplateContents;
}

/** The members of a version that have an effect here; all others are stored and echoed. */
export interface LaunchTemplateContents {
  readonly ImageId?: string | undefined;
  readonly InstanceType?: string | undefined;
  readonly KeyName?: string | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly TagSpecifications?: readonly TagSpecification[] | undefined;
  readonly [member: string]: unknown;
}

interface TagSpecification {
  readonly ResourceType?: string | undefined;
  readonly Tags?: readonly { Key?: string | undefined; Value?: string | undefined }[] | undefined;
}

export interface LaunchConfiguration {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Instant;
  /** CreateLaunchConfiguration's input in AWS's own shape, with AWS's defaults filled in. */
  readonly settings: LaunchTemplateContents;
}

/** A reference as the caller wrote it, completed with both id and name (R-093, G-034). */
export interface LaunchTemplateSpecification {
  readonly id: string;
  readonly name: string;
  /** A number as text, `$Latest` or `$Default`; absent when it was not sent (G-229, G-230). */
  readonly version?: string | undefined;
}

/** Whether the text is a number as callers write it, `$Latest` or `$Default` (G-231). */
export function isVersionText(version: string): boolean {
  return isMovingVersion(version) || (/^\d+$/.test(version) && Number(version) > 0);
}

/**
 * The number that a version reference means now; undefined for an unknown version. Without a
 * version it means the default one (G-035).
 */
export function resolveVersion(
  template: LaunchTemplate,
  version: string = "$Default",
): number | undefined {
  if (version === "$Latest") return latestNumber(template);
  if (version === "$Default") return template.defaultVersion;
  const number = /^\d+$/.test(version) ? Number(version) : Number.NaN;
  return template.versions.has(number) ? number : undefined;
}

/** The highest existing version; `latestVersion` stays when it is deleted (G-142). */
export function latestNumber(template: LaunchTemplate): number {
  if (template.versions.has(template.latestVersion)) return template.latestVersion;
  return [...template.versions.keys()].reduce((highest, number) => Math.max(highest, number), 0);
}

/**
 * Whether the version is `$Latest` or `$Default`, whose meaning can change during a refresh
 * (R-117).
 */
export function isMovingVersion(version: string = "$Default"): boolean {
  return version === "$Latest" || version === "$Default";
}
