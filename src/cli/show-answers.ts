/** Asks a running emulator how it stands, and shows its answer in words. */
import type { Clock, Decisions, GroupStatus, Information } from "../client/answers.ts";
import { visible } from "../domain/visible.ts";
import { clockText, dueText } from "./clock-text.ts";
import {
  answer,
  askEmulator,
  type EndpointFlags,
  endpointOf,
  type PlaceFlags,
} from "./endpoint.ts";
import { Refusal } from "./refusal.ts";

export async function showStatus(flags: EndpointFlags): Promise<void> {
  const found = await askEmulator(flags, async (control) => ({
    clock: await control.clock(),
    information: await control.info(),
    groups: await control.groups(),
  }));
  const { clock, information, groups } = found;
  const asked = `asg-local ${information.version} at ${endpointOf(flags)}`;
  answer(flags, { clock, groups }, [visible(asked), ...statusLines(clock, information, groups)]);
}

function statusLines(
  clock: Clock,
  information: Information,
  groups: readonly GroupStatus[],
): readonly string[] {
  const told = [`${clockText(clock)}; ${dueText(clock)}`, ""];
  if (groups.length === 0) return [...told, "no groups"];
  return [...told, ...groups.flatMap((group) => groupLines(group, information))];
}

function groupLines(group: GroupStatus, home: Information): readonly string[] {
  const { account, region, name, minSize, desiredCapacity, maxSize, refresh } = group;
  const isAway = account !== home.account || region !== home.region;
  const states = Object.entries(group.instances).sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = states.map(([state, count]) => `${count} ${state}`).join(", ");
  const sizes = `${desiredCapacity} desired, ${minSize} to ${maxSize}`;
  const place = isAway ? ` in ${account} ${region}` : "";
  const first = visible(`${name}${place}: ${sizes}; ${counts === "" ? "no instances" : counts}`);
  if (refresh === null) return [first];
  const { id, status, percentageComplete, statusReason } = refresh;
  const state = visible(`  refresh ${id} is ${status}, ${percentageComplete ?? 0} %`);
  return [first, state, ...(statusReason === null ? [] : [visible(`  ${statusReason}`)])];
}

/** Throws Refusal for a group without a refresh that was watched. */
export async function showWhy(group: string, flags: EndpointFlags & PlaceFlags): Promise<void> {
  const { account, region } = flags;
  const decisions = await askEmulator(flags, (control) =>
    control.decisions(group, { account, region, order: "newest", limit: 1 }),
  );
  const [refresh] = decisions.refreshes;
  const [decision] = refresh?.decisions ?? [];
  if (refresh === undefined || decision === undefined) {
    const missing = refresh === undefined ? "no instance refresh" : "decided nothing yet";
    throw new Refusal(`group ${group} has ${missing} (asked ${endpointOf(flags)})`);
  }
  const { id, status } = refresh;
  answer(flags, { group, refresh: { id, status }, decision }, whyLines(group, refresh));
}

/** What a decision says is the numbers, then what follows from them. */
function whyLines(group: string, refresh: Decisions["refreshes"][number]): readonly string[] {
  const [decision] = refresh.decisions;
  const { says = "", at = "", rule = "" } = decision ?? {};
  const [numbers = "", ...outcome] = says.split("; ");
  return [
    `${group}: ${outcome.join("; ")}`,
    `  ${numbers}`,
    `  decided at ${at} by the rule ${rule}; refresh ${refresh.id} is ${refresh.status}`,
  ].map(visible);
}

export async function showInformation(flags: EndpointFlags): Promise<void> {
  const found = await askEmulator(flags, (control) => control.info());
  const { version, account, region, seed, timing, clock, counts } = found;
  const { groups, instances, launchTemplates, activeInstanceRefreshes: active } = counts;
  answer(
    flags,
    found,
    [
      `asg-local ${version} at ${endpointOf(flags)}`,
      `account ${account}, region ${region}, timing ${timing}, seed ${seed}`,
      clockText(clock),
      `groups: ${groups}, instances: ${instances}, launch templates: ${launchTemplates}, ` +
        `active refreshes: ${active}`,
    ].map(visible),
  );
}
