/** How sentences name refreshes, versions and configurations. */
import type { DesiredConfiguration, InstanceRefresh } from "@aws-sdk/client-auto-scaling";
import { mainTemplate, templatesOf } from "./configuration.ts";
import type { History, HistoryRow } from "./deployments.ts";
import { keyOf, type TemplateVersion } from "./template-versions.ts";

/** The fewest characters that name a refresh. */
const shortestId = 4;

/** The beginning of the id that no other refresh of the group has, at least four characters. */
export function shortId(refresh: InstanceRefresh, { known }: Pick<History, "known">): string {
  const { InstanceRefreshId: id = "" } = refresh;
  const others = known.refreshes
    .map(({ InstanceRefreshId: other = "" }) => other)
    .filter((other) => other !== id);
  for (let length = shortestId; length < id.length; length += 1) {
    const beginning = id.slice(0, length);
    if (!others.some((other) => other.startsWith(beginning))) return beginning;
  }
  return id;
}

/** Such as `5c0b…`. */
export function shownId(refresh: InstanceRefresh, history: Pick<History, "known">): string {
  return `${shortId(refresh, history)}…`;
}

/** The version's number and what it is, such as `version 2 (release 42)`. */
export function versionText(row: Pick<HistoryRow, "numbered" | "configuration" | "release">) {
  const release = row.release === undefined ? "" : ` (${row.release})`;
  return `${configurationText(row.numbered ?? row.configuration)}${release}`;
}

/** Such as `version 2`, or `a mixed instances policy of version 2`. */
export function configurationText(configuration: DesiredConfiguration | undefined): string {
  if (configuration === undefined) return "an unknown configuration";
  const version = `version ${mainTemplate(configuration)?.Version ?? "$Default"}`;
  const isPolicy = configuration.MixedInstancesPolicy !== undefined;
  return isPolicy ? `a mixed instances policy of ${version}` : version;
}

/** What the group has saved, also when it is a launch configuration. */
export function savedText(history: History): string {
  const { known, current } = history;
  const { LaunchConfigurationName: name } = known.group;
  if (current.configuration !== undefined) return versionText(current);
  return name === undefined ? "an unknown configuration" : `launch configuration ${name}`;
}

/** The name of the main template, or its id when EC2 did not tell. */
export function templateName(configuration: DesiredConfiguration, { known }: History): string {
  const template = mainTemplate(configuration) ?? templatesOf(configuration)[0];
  if (template === undefined) return "?";
  const [version] = known.versions?.get(keyOf(template)) ?? [];
  return template.LaunchTemplateName ?? version?.templateName ?? keyOf(template);
}

/** Such as `1 release 41`. */
export function versionInList({ number, description }: TemplateVersion): string {
  return description === undefined ? String(number) : `${number} ${description}`;
}
