/** Chooses what undo goes back to (U-020 to U-028), or says why nothing can be chosen. */
import type { DesiredConfiguration, Instance } from "@aws-sdk/client-auto-scaling";
import { UndoRefusal } from "../domain/user-errors.ts";
import {
  areEqual,
  mainTemplate,
  overridesOf,
  templatesOf,
  withTemplates,
} from "./configuration.ts";
import type { History, HistoryRow } from "./deployments.ts";
import { configurationText, shortId, shownId, templateName, versionInList } from "./names.ts";
import {
  goneTemplate,
  keyOf,
  numbered,
  releaseOf,
  type TemplateVersion,
  versionOf,
} from "./template-versions.ts";
import type { UndoOptions } from "./undo-options.ts";

/** What the user named; at most one of the three, and without any the previous deployment. */
export type Choice = Pick<UndoOptions, "to" | "toVersion" | "toConfiguration">;

export interface Target {
  readonly configuration: DesiredConfiguration;
  readonly release?: string;
  /** The deployment that brought it; absent if the user named a version or a configuration. */
  readonly row?: HistoryRow;
}

/** Whether the user named what to go back to. */
export function isNamed({ to, toVersion, toConfiguration }: Choice): boolean {
  return to !== undefined || toVersion !== undefined || toConfiguration !== undefined;
}

/** The configuration to go back to. Throws UndoRefusal. */
export function chooseTarget(choice: Choice, history: History): Target {
  refuseWhatAwsRefuses(history);
  const target = chosen(choice, history);
  refuseGone(target, history);
  return target;
}

function chosen(choice: Choice, history: History): Target {
  const { to = "previous", toVersion, toConfiguration } = choice;
  if (toConfiguration !== undefined) return named(toConfiguration, history);
  if (toVersion !== undefined) return versionTarget(toVersion, history);
  const row = /^(previous|-\d+)$/.test(to) ? rowAt(to, history) : rowOfRefresh(to, history);
  return rowTarget(row, history);
}

/** A user's own configuration; versions stay as given where they cannot be known. */
function named(configuration: DesiredConfiguration, { known }: History): Target {
  const found = numbered(configuration, known.versions, "now") ?? configuration;
  const release = releaseOf(found, known.versions);
  return { configuration: found, ...(release !== undefined && { release }) };
}

function rowTarget(row: HistoryRow, history: History): Target {
  const { numbered: configuration, release } = row;
  if (configuration !== undefined)
    return { configuration, row, ...(release !== undefined && { release }) };
  const which = row.refresh === undefined ? "it" : shownId(row.refresh, history);
  throw new UndoRefusal(
    `${groupName(history)}: what ${which} deployed is not kept by AWS. ${wayOut(history)}`,
  );
}

/** The version in place of the main template's; of a policy all else stays (U-020). */
function versionTarget(version: number, history: History): Target {
  const { configuration } = history.current;
  const main = configuration && mainTemplate(configuration);
  if (configuration === undefined || main === undefined)
    throw new UndoRefusal(`${groupName(history)} has no launch template; use --to-configuration`);
  const changed = withTemplates(configuration, (template) =>
    template === main ? { ...template, Version: String(version) } : template,
  );
  return named(changed, history);
}

function rowAt(to: string, history: History): HistoryRow {
  const position = to === "previous" ? -1 : Number(to);
  const found = history.deployments.find((row) => row.position === position);
  if (found !== undefined) return found;
  const positions = history.deployments.flatMap((row) => row.position ?? []);
  const last = Math.min(...positions);
  if (last === 0) throw new UndoRefusal(nothingBefore(history));
  throw new UndoRefusal(`${groupName(history)}'s history goes back to ${last}`);
}

/** U-021: why there is no previous deployment, and the way out. */
function nothingBefore(history: History): string {
  const { deployments, current } = history;
  const name = groupName(history);
  const takenBack = deployments.find(({ marks }) => marks.includes("taken back"));
  if (takenBack?.refresh !== undefined) {
    const id = shortId(takenBack.refresh, history);
    const before = `nothing before ${configurationText(current.numbered)} in the history`;
    const was = `${id}… (${configurationText(takenBack.numbered)}) was taken back`;
    return `${name}: ${before}; ${was}. To go there again: --to ${id}`;
  }
  const { refresh } = current;
  if (refresh === undefined)
    return `${name} has no deployment in AWS's history, which keeps six weeks. ${wayOut(history)}`;
  const only = `${shownId(refresh, history)}, ${configurationText(current.numbered)}`;
  const lost = "what it had before is not kept";
  return `${name} has one deployment in AWS's history (${only}); ${lost}. ${wayOut(history)}`;
}

/** The versions that still exist, and how to name one. */
function wayOut(history: History): string {
  const { current, known } = history;
  const main = current.configuration && mainTemplate(current.configuration);
  const own = current.numbered && mainTemplate(current.numbered)?.Version;
  const versions = (main && known.versions?.get(keyOf(main))) ?? [];
  const others = versions
    .filter(({ number }) => String(number) !== own)
    .sort((a, b) => a.number - b.number);
  const best = others.findLast(({ number }) => number < Number(own)) ?? others[0];
  if (current.configuration === undefined || best === undefined)
    return "Name a configuration: --to-configuration JSON";
  const template = templateName(current.configuration, history);
  return `Versions of ${template}: ${listed(others)}. Name one: --to-version ${best.number}`;
}

/** How many versions a sentence lists. */
const mostListed = 10;

function listed(versions: readonly TemplateVersion[]): string {
  const newest = versions.slice(-mostListed).map(versionInList).join(", ");
  return versions.length > mostListed ? `…, ${newest}` : newest;
}

function rowOfRefresh(beginning: string, history: History): HistoryRow {
  const { deployments, others } = history;
  const rows = [...deployments, ...others].filter(({ refresh }) =>
    refresh?.InstanceRefreshId?.startsWith(beginning),
  );
  const [row, another] = rows;
  if (row?.refresh === undefined)
    throw new UndoRefusal(
      `${groupName(history)} has no refresh ${beginning}… in the last six weeks`,
    );
  if (another !== undefined) {
    const ids = rows.map(({ refresh }) => refresh?.InstanceRefreshId).join(", ");
    throw new UndoRefusal(`${beginning} is the beginning of several refreshes: ${ids}`);
  }
  const { Status: status = "?" } = row.refresh;
  if (status === "Successful") return row;
  const id = shownId(row.refresh, history);
  throw new UndoRefusal(`${id} ended ${status}, so that it deployed nothing to go back to`);
}

/** U-028: desired configurations that AWS refuses for this group. */
function refuseWhatAwsRefuses(history: History): void {
  const { configuration, numbered: saved } = history.current;
  if (configuration === undefined) return;
  const name = groupName(history);
  const why =
    "for which AWS takes no desired configuration: set it by update-auto-scaling-group, " +
    "then call start-instance-refresh without it";
  const hasRequirements = overridesOf(configuration).some(
    ({ InstanceRequirements: requirements }) => requirements !== undefined,
  );
  if (hasRequirements)
    throw new UndoRefusal(`${name} selects instance types by attributes, ${why}`);
  const main = saved && mainTemplate(saved);
  const image = main && versionOf(main, history.known.versions)?.imageId;
  if (image?.startsWith("resolve:ssm:"))
    throw new UndoRefusal(`${name}'s image is an SSM parameter, ${why}`);
}

/** U-024: a version, or its template, that was deleted. */
function refuseGone({ configuration, row }: Target, history: History): void {
  const { versions } = history.known;
  const gone = goneTemplate(configuration, versions);
  if (gone === undefined) return;
  const name = gone.LaunchTemplateName ?? versions?.get(keyOf(gone))?.[0]?.templateName;
  const template = `launch template ${name ?? keyOf(gone)}`;
  const isTemplate = versions?.get(keyOf(gone))?.length === 0;
  const what = isTemplate ? template : `version ${gone.Version} of ${template}`;
  if (row?.refresh === undefined) throw new UndoRefusal(`${what} does not exist`);
  const id = shownId(row.refresh, history);
  throw new UndoRefusal(`${what} was deleted, so that ${id} cannot be deployed again`);
}

/** U-023: whether every instance that stays has what the target launches. */
export function isEverywhere(target: Target, { known }: History): boolean {
  const staying = stayingInstances(known.group);
  return matchingInstances(target, staying).length === staying.length;
}

/** Those of the instances that were launched by the target's versions. */
export function matchingInstances(
  { configuration }: Target,
  instances: readonly Instance[],
): readonly Instance[] {
  const wanted = templatesOf(configuration);
  return instances.filter(({ LaunchTemplate: has }) =>
    wanted.some(
      ({ LaunchTemplateId: id, Version: version }) =>
        has?.LaunchTemplateId === id && has?.Version === version,
    ),
  );
}

/** The instances of the group that are not on their way out. */
export function stayingInstances({ Instances: instances = [] }: History["known"]["group"]) {
  return instances.filter(({ LifecycleState: state = "" }) => !state.startsWith("Terminat"));
}

/** Whether the target is what the group has. */
export function isCurrent({ configuration }: Target, { current }: History): boolean {
  return current.numbered !== undefined && areEqual(configuration, current.numbered);
}

export function groupName({ known }: Pick<History, "known">): string {
  return known.group.AutoScalingGroupName ?? "?";
}
