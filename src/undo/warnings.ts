/** What somebody should know before a deployment is taken back (U-041). */
import type { StartInstanceRefreshCommandInput } from "@aws-sdk/client-auto-scaling";
import { mainTemplate, templatesOf } from "./configuration.ts";
import type { History } from "./deployments.ts";
import { configurationText, versionText } from "./names.ts";
import { groupName, stayingInstances, type Target } from "./target.ts";
import { isNumber } from "./template-versions.ts";

export interface ToWarnAbout {
  readonly target: Target;
  readonly request: StartInstanceRefreshCommandInput;
  /** Images of the target that EC2 does not know. */
  readonly unknownImages: readonly string[];
}

export function warningsOf(about: ToWarnAbout, history: History): readonly string[] {
  return [
    ...about.unknownImages.map((image) => `EC2 does not know image ${image} of the target`),
    ...following(about, history),
    ...updated(history),
    ...waiting(about, history),
    ...suspended(history),
    ...uncertain(history),
  ];
}

/** U-025: the group stays on the number from now on. */
function following({ target }: ToWarnAbout, history: History): readonly string[] {
  const { configuration } = history.current;
  const followed =
    configuration && templatesOf(configuration).find((one) => !isNumber(one.Version));
  if (followed === undefined) return [];
  const version = followed.Version ?? "$Default";
  const number = mainTemplate(target.configuration)?.Version;
  const name = groupName(history);
  const again = `update-auto-scaling-group with Version ${version} lets it follow again`;
  return [`${name} follows ${version} now and will stay on version ${number}; ${again}`];
}

/** U-026: the group was updated after its last deployment. */
function updated({ current, deployments }: History): readonly string[] {
  const newest = deployments.find(({ refresh }) => refresh !== undefined);
  if (current.refresh !== undefined || newest === undefined) return [];
  const had = newest.configuration === undefined ? "an unknown configuration" : versionText(newest);
  const has = current.configuration === undefined ? "a launch configuration" : versionText(current);
  return [`changed since the last deployment: that brought ${had}, the group has ${has}`];
}

function waiting({ request }: ToWarnAbout, { known }: History): readonly string[] {
  const { ScaleInProtectedInstances: protection, StandbyInstances: standby } =
    request.Preferences ?? {};
  const instances = stayingInstances(known.group);
  const isProtected = instances.some(({ ProtectedFromScaleIn: protects }) => protects === true);
  const isStandby = instances.some(({ LifecycleState: state }) => state === "Standby");
  const outcome = "the refresh waits an hour for them, and then fails";
  return [
    ...(protection === "Wait" && isProtected
      ? [`some instances are protected from scale-in: ${outcome}`]
      : []),
    ...(standby === "Wait" && isStandby ? [`some instances are in standby: ${outcome}`] : []),
  ];
}

const neededProcesses = ["InstanceRefresh", "Launch", "Terminate"];

function suspended({ known }: History): readonly string[] {
  return (known.group.SuspendedProcesses ?? [])
    .flatMap(({ ProcessName: name }) => name ?? [])
    .filter((name) => neededProcesses.includes(name))
    .map((name) => `process ${name} is suspended, so that the refresh will not go on`);
}

/** Rows that were shown without AWS saying what they deployed. */
function uncertain(history: History): readonly string[] {
  const { current } = history;
  if (!current.isAssumed) return [];
  const what = configurationText(current.numbered ?? current.configuration);
  return [
    `the last deployment named no desired configuration; ${what} is what the group has saved`,
  ];
}
